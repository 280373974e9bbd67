import type { RemoteCatalog, ScopeFact } from '../../core/api/catalog';
import type { Fact } from '../../core/api/known';
import type { CreateFilterTriggerInput, SlackIntegration, WebhookIntegration } from '../../core/api/model';
import type { ScopeKind } from '../../core/automation';
import { message, type Message } from '../../core/l10n/message';
import type { CompiledAutomation, CompiledReference } from '../../core/protocol';
import { plain } from '../ui/plainText';
import { scopeOf } from './scopeReference';
import { unknownSentence } from './unknownFact';

/** An automation of a spec with every name looked up: this is what the server gets. */
export interface Request {
  readonly compiled: CompiledAutomation;
  readonly input: CreateFilterTriggerInput;
  readonly scope: ScopeFact;
  /** The Slack channel or webhook as the server knows it. */
  readonly destination?: SlackIntegration | WebhookIntegration;
}

/** `problem` undefined: cancelled. */
export type Resolved = { readonly request: Request } | { readonly problem: Message | undefined };

/** Looks up the ids that an automation without errors needs. */
export async function resolve(
  compiled: CompiledAutomation,
  catalog: RemoteCatalog,
  host: string,
  signal: AbortSignal,
): Promise<Resolved> {
  const { input, references } = compiled;
  const scopeReference = references.find(({ path }) => path === 'scopeID');
  const integrationReference = references.find(({ path }) => path === 'integrationID');
  if (input === null || !scopeReference) return { problem: undefined };
  const scope = await catalog.scope({ scope: scopeOf(scopeReference) }, signal);
  if (!scope.known) return { problem: unknownSentence(scope.reason, host) };
  if (scope.value === undefined) return { problem: scopeNotFound(scopeReference, host) };
  const { scopeID, scopeType } = scope.value;
  const complete = { ...(input as unknown as CreateFilterTriggerInput), scopeID, scopeType };
  if (!integrationReference) return { request: { compiled, input: complete, scope: scope.value } };
  const found = await findIntegration(integrationReference, scope.value.entity, catalog, host, signal);
  if ('problem' in found) return found;
  const { destination } = found;
  const request = {
    compiled,
    input: withIntegration(complete, destination.id),
    scope: scope.value,
    destination,
  };
  return { request };
}

type Destination = SlackIntegration | WebhookIntegration;

async function findIntegration(
  { kind, name, entity: owner, workspace }: CompiledReference,
  scopeOwner: string,
  catalog: RemoteCatalog,
  host: string,
  signal: AbortSignal,
): Promise<{ readonly destination: Destination } | { readonly problem: Message | undefined }> {
  const type = kind === 'slack' ? 'slack' : 'webhook';
  const entity = owner ?? scopeOwner;
  const question = { type, entity, name, ...(workspace !== undefined && { workspace }) } as const;
  const found = await catalog.integration(question, signal);
  if (!found.known) return { problem: unknownSentence(found.reason, host) };
  const [destination, other] = found.value ?? [];
  if (destination && !other) return { destination };
  if (destination) return { problem: ambiguous(name, found.value ?? []) };
  const all: Fact<readonly Destination[] | undefined> =
    type === 'slack'
      ? await catalog.slackChannels({ entity }, signal)
      : await catalog.webhooks({ entity }, signal);
  return { problem: notFound(type, name, entity, host, all.known ? (all.value ?? []) : []) };
}

function ambiguous(name: string, found: readonly Destination[]): Message {
  const workspaces = found.map((each) => (each.type === 'slack' ? each.teamName : each.name));
  return message(
    'Several Slack channels are called “{0}” (in {1}). Write which Slack workspace is meant: integration: {channel: …, workspace: …}',
    plain(name),
    workspaces.map((workspace) => plain(workspace, 60)).join(', '),
  );
}

function notFound(
  type: 'slack' | 'webhook',
  name: string,
  entity: string,
  host: string,
  all: readonly Destination[],
): Message {
  const names = all.map((each) =>
    each.type === 'slack' ? `#${each.channelName.replace(/^#/, '')}` : each.name,
  );
  const some = names
    .slice(0, 5)
    .map((each) => plain(each, 60))
    .join(', ');
  if (type === 'slack') {
    return names.length === 0
      ? message(
          '{0} has no Slack channel on {1}. Connect one in the settings of the team in W&B.',
          entity,
          host,
        )
      : message('{0} has no Slack channel “{1}” on {2}. It has: {3}', entity, plain(name), host, some);
  }
  return names.length === 0
    ? message('{0} has no webhook on {1}. Create one in the settings of the team in W&B.', entity, host)
    : message('{0} has no webhook “{1}” on {2}. It has: {3}', entity, plain(name), host, some);
}

function scopeNotFound({ kind, name }: CompiledReference, host: string): Message {
  switch (kind as ScopeKind) {
    case 'project':
      return message('Project {0} is not on {1}, or your account can’t see it.', name, host);
    case 'registry':
      return message('Registry {0} is not on {1}, or your account can’t see it.', name, host);
    case 'collection':
      return message('Collection {0} is not on {1}, or your account can’t see it.', name, host);
    case 'team':
      return message('Team {0} is not on {1}, or your account can’t see it.', name, host);
    case 'organization':
      return message('Organization {0} is not on {1}, or your account can’t see it.', name, host);
  }
}

/** The one member of the action's configuration is an object with the id in it. */
function withIntegration(input: CreateFilterTriggerInput, integrationID: string): CreateFilterTriggerInput {
  const triggeredActionConfig = Object.fromEntries(
    Object.entries(input.triggeredActionConfig).map(([member, config]) => [
      member,
      { ...(config as Readonly<Record<string, unknown>>), integrationID },
    ]),
  );
  return { ...input, triggeredActionConfig };
}
