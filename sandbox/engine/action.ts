import type { Assumptions } from '../../core/catalog/assumptions';
import type { EventFacts } from '../../core/simulate/facts';
import { renderPayload } from '../../core/simulate/payload';
import { renderTemplate } from '../../core/simulate/template';
import { variableValues } from '../../core/simulate/variableValues';
import type {
  SlackMessage,
  Trigger,
  TriggerActionDetails,
  TriggeredActionType,
  TriggerExecution,
  WebhookIntegration,
} from '../store/records';
import type { Store } from '../store/store';
import { secretsOf } from './secrets';
import { callWebhook, WebhookError, type WebhookOptions } from './webhook';

/** An action with everything filled in. */
export interface PreparedAction {
  /** As the execution remembers it. */
  readonly details: TriggerActionDetails | null;
  /** Does it. Never rejects: what goes wrong is the result. */
  perform(execution: TriggerExecution): ActionResult | Promise<ActionResult>;
}

export type ActionResult = Pick<TriggerExecution, 'state' | 'result'>;

export interface ActionContext {
  readonly store: Store;
  readonly assumptions: Assumptions;
  readonly webhooks: WebhookOptions;
}

export function prepareAction(
  { action }: Trigger,
  facts: EventFacts,
  context: ActionContext,
): PreparedAction {
  const { store } = context;
  switch (action.type) {
    case 'NO_OP':
      return { details: { __typename: 'NoOpActionArgs', noOp: action.noOp }, perform: () => finished };
    case 'NOTIFICATION': {
      const integration = store.integrations.get(action.integrationId);
      if (integration?.kind !== 'slack')
        return failing(`Slack integration not found: ${action.integrationId}`);
      const values = { variables: variableValues(facts), secrets: new Map<string, string>() };
      const render = (template: string | null): string =>
        renderTemplate(template ?? '', values, context.assumptions).text;
      const said = {
        title: render(action.title),
        text: render(action.message),
        severity: action.severity ?? 'INFO',
      } as const;
      const { id: integrationId, teamName, channelName } = integration;
      return {
        details: { __typename: 'SlackNotificationActionArgs', ...said, titleURL: null, integrationId },
        perform: (execution) => post(store, { ...said, integrationId, teamName, channelName }, execution),
      };
    }
    case 'GENERIC_WEBHOOK': {
      const integration = store.integrations.get(action.integrationId);
      if (integration?.kind !== 'webhook')
        return failing(`webhook integration not found: ${action.integrationId}`);
      return prepareWebhook(integration, action.requestPayload, facts, context);
    }
    case 'QUEUE_JOB':
      return impossible(action.type, {
        __typename: 'QueueJobActionArgs',
        runSpec: action.template,
        priority: null,
      });
    case 'ARIA':
    case 'PUSH_NOTIFICATION':
      return impossible(action.type);
  }
}

/** The execution remembers the payload with the names of secrets in the place of their values. */
function prepareWebhook(
  integration: WebhookIntegration,
  payload: string | null,
  facts: EventFacts,
  { store, assumptions, webhooks }: ActionContext,
): PreparedAction {
  const variables = variableValues(facts);
  const render = (secrets: ReadonlyMap<string, string>): string | null =>
    payload === null ? null : renderPayload(payload, { variables, secrets }, assumptions).text;
  const remembered = (names: Iterable<string>): TriggerActionDetails => ({
    __typename: 'GenericWebhookActionArgs',
    requestPayload: render(new Map([...names].map((name) => [name, `\${${name}}`]))),
    integrationId: integration.id,
  });
  try {
    const { accessToken, secret, byName } = secretsOf(store, integration);
    const request = { url: integration.urlEndpoint, body: render(byName) ?? '', accessToken, secret };
    return {
      details: remembered(byName.keys()),
      perform: () => callWebhook(request, webhooks).then(answered, unanswered),
    };
  } catch (error) {
    return { details: remembered([]), perform: () => unanswered(error) };
  }
}

const finished: ActionResult = {
  state: 'FINISHED',
  result: { resultType: 'DEFAULT', data: { __typename: 'DefaultTriggerResultDetails', error: null } },
};

/** An action that needs more of W&B than the sandbox has. */
function impossible(type: TriggeredActionType, details: TriggerActionDetails | null = null): PreparedAction {
  return failing(`the sandbox can not perform actions of type ${type}`, details);
}

function failing(message: string, details: TriggerActionDetails | null = null): PreparedAction {
  const data = { __typename: 'DefaultTriggerResultDetails', error: { message } } as const;
  return { details, perform: () => ({ state: 'FAILED', result: { resultType: 'DEFAULT', data } }) };
}

function post(
  store: Store,
  message: Omit<SlackMessage, 'id' | 'executionId' | 'createdAt'>,
  { id: executionId, createdAt }: TriggerExecution,
): ActionResult {
  store.slackMessages.put({ id: store.newId('SlackMessage'), ...message, executionId, createdAt });
  return finished;
}

/** What isn't 2xx is a failure; redirects are not followed. */
function answered(answer: {
  readonly status: string;
  readonly statusCode: number;
  readonly body: string;
}): ActionResult {
  const fine = answer.statusCode >= 200 && answer.statusCode < 300;
  const error = fine ? null : { message: `the webhook answered ${answer.status}` };
  return {
    state: fine ? 'FINISHED' : 'FAILED',
    result: {
      resultType: 'HTTP_RESPONSE',
      data: { __typename: 'HttpTriggerResultDetails', error, ...answer },
    },
  };
}

function unanswered(error: unknown): ActionResult {
  if (!(error instanceof WebhookError)) throw error;
  const data = {
    __typename: 'HttpTriggerResultDetails',
    error: { message: error.message },
    status: null,
    statusCode: null,
    body: null,
  } as const;
  return { state: 'FAILED', result: { resultType: 'HTTP_RESPONSE', data } };
}
