import { invalid, notFound } from '../errors';
import type {
  AlertSeverity,
  Integration,
  TriggeredAction,
  TriggeredActionType,
  User,
} from '../store/records';
import type { Store } from '../store/store';
import { canSeeEntity } from './access';

/** `triggeredActionConfig` as the schema lets it through. */
export interface ActionConfig {
  readonly notificationActionInput?: {
    readonly integrationID: string;
    readonly title?: string | null;
    readonly message?: string | null;
    readonly severity?: AlertSeverity | null;
  } | null;
  readonly genericWebhookActionInput?: {
    readonly integrationID: string;
    readonly requestPayload?: string | null;
  } | null;
  readonly noOpActionInput?: { readonly noOp?: boolean | null } | null;
  readonly ariaActionInput?: { readonly prompt: string } | null;
  readonly queueJobActionInput?: { readonly queueID: string; readonly template: string } | null;
  readonly pushNotificationActionInput?: {
    readonly userID: string;
    readonly title?: string | null;
    readonly body?: string | null;
  } | null;
}

/** In bytes of UTF-8 (W&B SDK 0.30). */
const longestPrompt = 4000;

/** The action of an input. Refuses a config of another type, unknown integrations and ones of the wrong kind. */
export function readAction(
  store: Store,
  user: User,
  type: TriggeredActionType,
  config: ActionConfig,
): TriggeredAction {
  const given = Object.entries(config).filter(([, member]) => member !== null && member !== undefined);
  const action = given.length === 1 ? readConfig(store, user, type, config) : null;
  if (!action)
    throw invalid(`invalid action: triggeredActionConfig must have exactly the member for ${type}`);
  return action;
}

function readConfig(
  store: Store,
  user: User,
  type: TriggeredActionType,
  config: ActionConfig,
): TriggeredAction | null {
  switch (type) {
    case 'NOTIFICATION': {
      const input = config.notificationActionInput;
      if (!input) return null;
      const { id } = integrationOf(store, user, input.integrationID, 'slack');
      const { title = null, message = null, severity = null } = input;
      return { type, integrationId: id, title, message, severity };
    }
    case 'GENERIC_WEBHOOK': {
      const input = config.genericWebhookActionInput;
      if (!input) return null;
      const { id } = integrationOf(store, user, input.integrationID, 'webhook');
      return { type, integrationId: id, requestPayload: input.requestPayload ?? null };
    }
    case 'NO_OP':
      return config.noOpActionInput ? { type, noOp: config.noOpActionInput.noOp ?? null } : null;
    case 'ARIA':
      return config.ariaActionInput ? { type, prompt: checkedPrompt(config.ariaActionInput.prompt) } : null;
    case 'QUEUE_JOB': {
      const input = config.queueJobActionInput;
      if (!input) return null;
      if (!store.runQueues.get(input.queueID)) throw notFound(`run queue not found: ${input.queueID}`);
      return { type, queueId: input.queueID, template: input.template };
    }
    case 'PUSH_NOTIFICATION': {
      const input = config.pushNotificationActionInput;
      if (!input) return null;
      if (!store.users.get(input.userID)) throw notFound(`user not found: ${input.userID}`);
      return { type, userId: input.userID, title: input.title ?? null, body: input.body ?? null };
    }
  }
}

/** Any integration that the user can see will do: the owner may be another entity than that of the scope. */
function integrationOf(store: Store, user: User, id: string, kind: Integration['kind']): Integration {
  const integration = store.integrations.get(id);
  const owner = integration && store.entities.get(integration.entityId);
  if (!integration || !owner || !canSeeEntity(user, owner)) throw notFound(`integration not found: ${id}`);
  if (integration.kind !== kind)
    throw invalid(
      `invalid action: integration ${id} is not a ${kind === 'slack' ? 'Slack' : 'webhook'} integration`,
    );
  return integration;
}

function checkedPrompt(prompt: string): string {
  if (prompt.trim() === '') throw invalid('invalid action: the prompt is empty');
  if (Buffer.byteLength(prompt) > longestPrompt)
    throw invalid(`invalid action: the prompt is longer than ${longestPrompt} bytes`);
  return prompt;
}
