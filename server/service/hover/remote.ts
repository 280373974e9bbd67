import type { UnknownReason } from '../../../core/api/known';
import type { SlackIntegration, WebhookIntegration } from '../../../core/api/model';
import type { TextRole } from '../../../core/catalog/keys';
import { message } from '../../../core/l10n/message';
import type { SpecLocation } from '../../../core/spec/location';
import type { FeatureContext } from '../../context';
import { integrationOwners, scopesOf } from '../../remote/places';
import { code } from '../markdown';
import type { HoverText } from './hover';

/** A name of the server: what is known of it now. */
export function remoteHover(
  role: TextRole,
  location: SpecLocation,
  context: FeatureContext,
): HoverText | undefined {
  switch (role) {
    case 'project':
    case 'registry':
    case 'collection':
    case 'team':
    case 'organization':
      return scopeHover(location, context);
    case 'slack-channel':
      return integrationHover('slack', location, context);
    case 'webhook':
      return integrationHover('webhook', location, context);
    case 'metric':
      return metricHover(location, context);
    default:
      return undefined;
  }
}

function scopeHover(location: SpecLocation, context: FeatureContext): HoverText | undefined {
  const { offset, range, entry } = location;
  const { texts, facts } = context;
  const here = scopesOf(entry).find((scope) => scope.range.start <= offset && offset <= scope.range.end);
  if (!here) return undefined;
  const fact = facts.get('scope', { scope: here.scope });
  if (!fact.known) return because(fact.reason, range, context);
  if (!fact.value) return { range, paragraphs: [texts.say(message('Not found, or not visible to you.'))] };
  const { url, scopeID, runCount, entity } = fact.value;
  return {
    range,
    paragraphs: [
      `<${url}>`,
      [
        texts.say(message('Id {0}.', code(scopeID))),
        texts.say(message('Belongs to {0}.', code(entity))),
        ...(runCount === null ? [] : [texts.say(message('{0} runs.', runCount))]),
      ].join(' '),
    ],
  };
}

function integrationHover(
  type: 'slack' | 'webhook',
  { text, range, entry, siblings }: SpecLocation,
  context: FeatureContext,
): HoverText | undefined {
  if (!text) return undefined;
  const workspace = siblings.get('workspace');
  const owners = integrationOwners(entry, siblings.get('entity'), context.facts);
  const found = owners.map((entity) =>
    context.facts.get('integration', {
      type,
      entity,
      name: text.value,
      ...(workspace !== undefined && { workspace }),
    }),
  );
  const unknown = found.find((fact) => !fact.known);
  if (unknown) return because(unknown.reason, range, context);
  const integrations = found.flatMap((fact) => (fact.known ? (fact.value ?? []) : []));
  const { texts } = context;
  if (found.length === 0) return undefined;
  if (integrations.length === 0)
    return { range, paragraphs: [texts.say(message('Not found, or not visible to you.'))] };
  return { range, paragraphs: integrations.map((integration) => aboutIntegration(integration, context)) };
}

function aboutIntegration(
  integration: SlackIntegration | WebhookIntegration,
  { texts }: FeatureContext,
): string {
  if (integration.type === 'slack') {
    return texts.say(
      message(
        'Slack channel {0} in the workspace {1}.',
        code(integration.channelName),
        code(integration.teamName),
      ),
    );
  }
  const { name, urlEndpoint, accessTokenRef, secretRef } = integration;
  return [
    texts.say(message('Webhook {0} to {1}.', code(name), code(withoutSecrets(urlEndpoint)))),
    ...(accessTokenRef === null
      ? []
      : [texts.say(message('Sends the secret {0} as access token.', code(accessTokenRef)))]),
    ...(secretRef === null ? [] : [texts.say(message('Signs with the secret {0}.', code(secretRef)))]),
  ].join(' ');
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

function metricHover({ text, range, entry }: SpecLocation, context: FeatureContext): HoverText | undefined {
  const paragraphs = text ? aboutMetric(text.value, entry, context) : [];
  return paragraphs.length > 0 ? { range, paragraphs } : undefined;
}

/** Last value of a metric and how many runs log it, for each project of the entry's scopes. */
export function aboutMetric(
  name: string,
  entry: SpecLocation['entry'],
  context: FeatureContext,
): readonly string[] {
  const { texts, facts } = context;
  return scopesOf(entry).flatMap(({ scope }) => {
    if (scope.kind !== 'project') return [];
    const fact = facts.get('metricKeys', { entity: scope.entity, project: scope.project });
    const metric = fact.known ? fact.value?.keys.find((key) => key.name === name) : undefined;
    if (!fact.known || !fact.value || !metric) return [];
    const where = code(`${scope.entity}/${scope.project}`);
    return [
      [
        texts.say(
          message('{0}: logged by {1} of the newest {2} runs.', where, metric.runs, fact.value.runsSeen),
        ),
        ...(metric.lastValue === null ? [] : [texts.say(message('Last value {0}.', metric.lastValue))]),
      ].join(' '),
    ];
  });
}

/** Why nothing can be said; nothing where the user can't do anything about it, or it is on its way. */
function because(
  reason: UnknownReason,
  range: HoverText['range'],
  { texts }: FeatureContext,
): HoverText | undefined {
  switch (reason) {
    case 'signed-out':
      return { range, paragraphs: [texts.say(message('Sign in to W&B to see what this is.'))] };
    case 'offline':
      return { range, paragraphs: [texts.say(message('W&B can’t be reached now.'))] };
    default:
      return undefined;
  }
}
