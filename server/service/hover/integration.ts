import type { CatalogLookups } from '../../../core/api/catalog';
import type { Fact } from '../../../core/api/known';
import type { SlackIntegration, WebhookIntegration } from '../../../core/api/model';
import { code } from '../../../core/l10n/code-span';
import { message } from '../../../core/l10n/message';
import type { EntryScope, SpecEntry } from '../../../core/spec/entry';
import type { SpecLocation } from '../../../core/spec/location';
import { integrationOwners } from '../../remote/places';
import type { HoverContext } from './hover';
import { because, notFound } from './unknown';

type Kind = 'slack' | 'webhook';
/** Those of one owner. */
type Found = Fact<CatalogLookups['integration']['fact']>;

/** The Slack channel or webhook of this name, of an action or of the defaults. */
export function aboutIntegration(
  kind: Kind,
  location: SpecLocation,
  name: string,
  context: HoverContext,
): readonly string[] {
  const workspace = location.siblings.get('workspace');
  const found = ownersAt(kind, location, context).map((entity) =>
    context.facts.get('integration', {
      type: kind,
      entity,
      name,
      ...(workspace !== undefined && { workspace }),
    }),
  );
  return told(found, context);
}

/** The one with this id. */
export function aboutIntegrationId(
  kind: Kind,
  location: SpecLocation,
  id: string,
  context: HoverContext,
): readonly string[] {
  const found = listsAt(kind, location, context).map((fact) =>
    fact.known ? { ...fact, value: fact.value?.filter((each) => each.id === id) } : fact,
  );
  return told(found, context);
}

/** A Slack workspace: which of its channels are connected. */
export function aboutWorkspace(
  location: SpecLocation,
  name: string,
  context: HoverContext,
): readonly string[] {
  const lists = listsAt('slack', location, context);
  const unknown = lists.find((fact) => !fact.known);
  if (unknown) return because(unknown.reason, context);
  if (lists.length === 0) return [];
  const channels = lists
    .flatMap((fact) => (fact.known ? (fact.value ?? []) : []))
    .flatMap((each) => (each.type === 'slack' && each.teamName === name ? channelName(each) : []));
  if (channels.length === 0) return notFound(context);
  return [
    context.texts.say(
      message('Slack workspace {0}; connected channels: {1}.', code(name), [...new Set(channels)].join(', ')),
    ),
  ];
}

function listsAt(kind: Kind, location: SpecLocation, context: HoverContext): readonly Found[] {
  const lookup = kind === 'slack' ? 'slackChannels' : 'webhooks';
  return ownersAt(kind, location, context).map((entity) => context.facts.get(lookup, { entity }));
}

function told(found: readonly Found[], context: HoverContext): readonly string[] {
  const unknown = found.find((fact) => !fact.known);
  if (unknown) return because(unknown.reason, context);
  if (found.length === 0) return [];
  const integrations = found.flatMap((fact) => (fact.known ? (fact.value ?? []) : []));
  return integrations.length === 0 ? notFound(context) : integrations.map((each) => inWords(each, context));
}

/** Whose integrations are meant here. */
function ownersAt(kind: Kind, location: SpecLocation, context: HoverContext): readonly string[] {
  return integrationOwners(scopesAt(kind, location, context), location.siblings.get('entity'), context.facts);
}

/** The scopes that an integration is for: those of its automation; of the defaults, those of all automations that take it from there. */
function scopesAt(
  kind: Kind,
  { entry, document }: SpecLocation,
  { spec }: HoverContext,
): readonly Pick<EntryScope, 'scope'>[] {
  if (entry) return entry.scopes;
  const leaning = spec.entries.filter((each) => each.document === document && takesDefault(kind, each));
  return leaning.length > 0
    ? leaning.flatMap(({ scopes }) => scopes)
    : spec.scopes.filter((each) => each.document === document);
}

function takesDefault(kind: Kind, { analysis: { action } }: SpecEntry): boolean {
  const type = kind === 'slack' ? 'SlackIntegration' : 'GenericWebhookIntegration';
  return action?.entry?.integration === type && !action.fields.has('integration');
}

const channelName = ({ channelName: name }: SlackIntegration): string => code(`#${name.replace(/^#/, '')}`);

function inWords(integration: SlackIntegration | WebhookIntegration, { texts }: HoverContext): string {
  if (integration.type === 'slack') {
    return texts.say(
      message(
        'Slack channel {0} in the workspace {1}.',
        channelName(integration),
        code(integration.teamName),
      ),
    );
  }
  const { name, urlEndpoint, accessTokenRef, secretRef } = integration;
  return texts.row(
    texts.say(message('Webhook {0} to {1}.', code(name), code(withoutSecrets(urlEndpoint)))),
    ...(accessTokenRef === null
      ? []
      : [texts.say(message('Sends the secret {0} as access token.', code(accessTokenRef)))]),
    ...(secretRef === null ? [] : [texts.say(message('Signs with the secret {0}.', code(secretRef)))]),
  );
}

/** Scheme and host: what follows, or stands before, may be a token. */
function withoutSecrets(url: string): string {
  try {
    const { protocol, host, pathname, search } = new URL(url);
    return `${protocol}//${host}${pathname.length > 1 || search !== '' ? '/…' : ''}`;
  } catch {
    return '…';
  }
}
