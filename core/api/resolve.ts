import type { Scope } from '../automation';
import type { RuleCode } from '../catalog/rules';
import { message, type Message } from '../l10n/message';
import { plain } from '../l10n/plain-text';
import type { CreateFilterTriggerInput, ResolvedIds } from '../wire/inputs';
import type { Reference } from '../wire/references';
import type { RemoteCatalog, ScopeFact } from './catalog';
import type { Fact, UnknownReason } from './known';
import type { SlackIntegration, WebhookIntegration } from './model';

/** A Slack channel or webhook as the server knows it. */
export type Destination = SlackIntegration | WebhookIntegration;

/** What the names of an automation stand for. */
export interface Resolution {
  readonly ids: ResolvedIds;
  /** Absent for a scope that the spec gives by its id. */
  readonly scope?: ScopeFact;
  /** Absent where nothing had to be looked up. */
  readonly destination?: Destination;
}

/** A name that couldn't be looked up, or that isn't there. */
export type ResolutionProblem = Failed & { readonly reference: Reference };

/** Looks up what an automation names. Stops at the first name that isn't there. */
export async function resolveReferences(
  references: readonly Reference[],
  catalog: RemoteCatalog,
  host: string,
  signal?: AbortSignal,
): Promise<Resolution | { readonly problem: ResolutionProblem }> {
  let scope: ScopeFact | undefined;
  let scopeOwner: string | undefined;
  let destination: Destination | undefined;
  for (const reference of references) {
    if (reference.path === 'scopeID') {
      const found = await findScope(reference, catalog, host, signal);
      if ('sentence' in found) return { problem: { reference, ...found } };
      scope = found;
      scopeOwner = ownerOf(reference);
    } else {
      // People name an organization by its display name; its integrations belong to its entity.
      const { entity } = reference;
      const owner = scope && (entity === undefined || entity === scopeOwner) ? scope.entity : entity;
      const found = await findDestination(reference, owner, catalog, host, signal);
      if ('sentence' in found) return { problem: { reference, ...found } };
      destination = found;
    }
  }
  return {
    ids: { ...(scope && { scopeID: scope.scopeID }), ...(destination && { integrationID: destination.id }) },
    ...(scope && { scope }),
    ...(destination && { destination }),
  };
}

/** An input with the ids that were missing. */
export function withIds(
  input: CreateFilterTriggerInput,
  { scopeID, integrationID }: ResolvedIds,
): CreateFilterTriggerInput {
  const { triggeredActionConfig: config } = input;
  return {
    ...input,
    ...(scopeID !== undefined && { scopeID }),
    ...(integrationID !== undefined && { triggeredActionConfig: withIntegration(config, integrationID) }),
  };
}

/** The one member of the action's configuration gets the id. */
function withIntegration<Config extends CreateFilterTriggerInput['triggeredActionConfig']>(
  config: Config,
  integrationID: string,
): Config {
  const members = Object.entries(config).map(
    ([name, member]) => [name, { ...(member as object), integrationID }] as const,
  );
  return Object.fromEntries(members) as unknown as Config;
}

/** The scope that a reference names. */
export function scopeOfReference({ kind, name, entity = '' }: Reference): Scope {
  switch (kind) {
    case 'registry':
      return { kind, organization: entity, registry: name };
    case 'collection': {
      const [project = '', collection = ''] = name.split('/');
      return { kind, entity, project, collection };
    }
    case 'team':
      return { kind, team: name };
    case 'organization':
      return { kind, organization: name };
    default:
      return { kind: 'project', entity, project: name };
  }
}

/** Whose the scope is, as the reference names it. */
function ownerOf({ kind, name, entity }: Reference): string | undefined {
  return kind === 'team' || kind === 'organization' ? name : entity;
}

type Failed =
  /** `code`: the rule that the name breaks. */
  | { readonly sentence: Message; readonly code: RuleCode; readonly reason?: undefined }
  /** The server couldn't be asked. Without a sentence: the asker cancelled it. */
  | { readonly sentence: Message | undefined; readonly code?: undefined; readonly reason: UnknownReason };

async function findScope(
  reference: Reference,
  catalog: RemoteCatalog,
  host: string,
  signal: AbortSignal | undefined,
): Promise<ScopeFact | Failed> {
  const fact = await catalog.scope({ scope: scopeOfReference(reference) }, signal);
  if (!fact.known) return notKnown(fact.reason, host);
  return fact.value ?? scopeNotFound(reference, host);
}

async function findDestination(
  { kind, name, workspace }: Reference,
  entity: string | undefined,
  catalog: RemoteCatalog,
  host: string,
  signal: AbortSignal | undefined,
): Promise<Destination | Failed> {
  const type = kind === 'slack' ? 'slack' : 'webhook';
  if (entity === undefined) {
    return {
      code: 'unknown-integration',
      sentence: message(
        'Write whose integration “{0}” is: integration: {{1}: …, entity: …}',
        plain(name),
        type === 'slack' ? 'channel' : 'name',
      ),
    };
  }
  const fact = await catalog.integration(
    { type, entity, name, ...(workspace !== undefined && { workspace }) },
    signal,
  );
  if (!fact.known) return notKnown(fact.reason, host);
  const [found, other] = fact.value ?? [];
  if (found && !other) return found;
  if (found) return { code: 'integration-ambiguous', sentence: ambiguous(name, fact.value ?? []) };
  const all: Fact<readonly Destination[] | undefined> =
    type === 'slack'
      ? await catalog.slackChannels({ entity }, signal)
      : await catalog.webhooks({ entity }, signal);
  const some = all.known ? (all.value ?? []) : [];
  return { code: 'unknown-integration', sentence: destinationNotFound(type, name, entity, host, some) };
}

const notKnown = (reason: UnknownReason, host: string): Failed => ({
  sentence: unknownSentence(reason, host),
  reason,
});

/** By the Slack workspace, or by the id where that doesn't tell them apart. */
function ambiguous(name: string, found: readonly Destination[]): Message {
  const workspaces = found.flatMap((each) => (each.type === 'slack' ? [each.teamName] : []));
  if (new Set(workspaces).size === found.length)
    return message(
      'Several Slack channels are called “{0}” (in {1}). Write which Slack workspace is meant: integration: {channel: …, workspace: …}',
      plain(name),
      workspaces.map((each) => plain(each, 60)).join(', '),
    );
  return message(
    'Several integrations are called “{0}”. Write the id of the one that is meant ({1}): integration: {id: …}',
    plain(name),
    found.map(({ id }) => plain(id, 60)).join(', '),
  );
}

function destinationNotFound(
  type: 'slack' | 'webhook',
  name: string,
  entity: string,
  host: string,
  all: readonly Destination[],
): Message {
  const some = all
    .slice(0, 5)
    .map((each) => plain(each.type === 'slack' ? `#${each.channelName.replace(/^#/, '')}` : each.name, 60))
    .join(', ');
  if (type === 'slack') {
    return all.length === 0
      ? message(
          '{0} has no Slack channel on {1}. Connect one in the settings of the team in W&B.',
          entity,
          host,
        )
      : message('{0} has no Slack channel “{1}” on {2}. It has: {3}', entity, plain(name), host, some);
  }
  return all.length === 0
    ? message('{0} has no webhook on {1}. Create one in the settings of the team in W&B.', entity, host)
    : message('{0} has no webhook “{1}” on {2}. It has: {3}', entity, plain(name), host, some);
}

function scopeNotFound({ kind, name, entity }: Reference, host: string): Failed {
  const path = entity === undefined ? name : `${entity}/${name}`;
  switch (kind) {
    case 'registry':
      return {
        code: 'unknown-registry',
        sentence: message('Registry {0} is not on {1}, or your account can’t see it.', path, host),
      };
    case 'collection':
      return {
        code: 'unknown-collection',
        sentence: message('Collection {0} is not on {1}, or your account can’t see it.', path, host),
      };
    case 'team':
      return {
        code: 'unknown-team',
        sentence: message('Team {0} is not on {1}, or your account can’t see it.', path, host),
      };
    case 'organization':
      return {
        code: 'unknown-organization',
        sentence: message('Organization {0} is not on {1}, or your account can’t see it.', path, host),
      };
    default:
      return {
        code: 'unknown-project',
        sentence: message('Project {0} is not on {1}, or your account can’t see it.', path, host),
      };
  }
}

/** Why something about a server isn't known, for somebody who waits for it. Undefined: they cancelled it themselves. */
export function unknownSentence(reason: UnknownReason, host: string): Message | undefined {
  switch (reason) {
    case 'cancelled':
      return undefined;
    case 'signed-out':
      return message('Sign in to {0} first.', host);
    case 'offline':
      return message(
        '{0} does not answer. Check your network connection and the base URL, then try again.',
        host,
      );
    case 'forbidden':
      return message('{0} does not let your account look up what the spec names.', host);
    case 'unsupported':
      return message('{0} has no way to look up what the spec names. It takes a newer server.', host);
    case 'loading':
    case 'not-asked':
    case 'failed':
      return message('{0} failed to look up what the spec names. Try again.', host);
  }
}
