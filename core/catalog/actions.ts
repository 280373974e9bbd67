import { message, type Message } from '../l10n/message';

/** A key of an action, with the names the SDK takes for it. Source: W&B SDK 0.30. */
export interface ActionField {
  readonly name: string;
  /** Another name for the same key. Both together are an error. */
  readonly alias?: string;
  /** Member of the action's input object. */
  readonly wireName: string;
  readonly type: 'integration' | 'string' | 'level' | 'payload' | 'prompt';
  readonly required: boolean;
  /** What the SDK sends when the key is left out; absent: nothing. */
  readonly default?: string;
  /** `${name}` is replaced in it when the automation fires. */
  readonly variables?: 'documented' | 'undocumented';
  readonly docs: Message;
}

export interface ActionEntry {
  /** Class of the SDK. */
  readonly name: string;
  /** `triggeredActionType`. */
  readonly wireType: string;
  /** The one member of `triggeredActionConfig`. */
  readonly member: string;
  /** `__typename` of a saved one. */
  readonly typename: string;
  /** `__typename` of the integrations that fit. */
  readonly integration?: 'SlackIntegration' | 'GenericWebhookIntegration';
  /** Server feature without which it can't be used; absent: every server has it. */
  readonly feature?: string;
  readonly fields: readonly ActionField[];
  readonly label: Message;
  readonly docs: Message;
}

/** Levels of a notification. */
export const levels = [
  { name: 'INFO', docs: message('For information. The default.') },
  { name: 'WARN', docs: message('A warning.') },
  { name: 'ERROR', docs: message('An error.') },
] as const;

/** Longest ARIA prompt, in bytes of UTF-8, after trimming. */
export const maxPromptBytes = 4000;

export const actions: readonly ActionEntry[] = [
  {
    name: 'SendNotification',
    wireType: 'NOTIFICATION',
    member: 'notificationActionInput',
    typename: 'NotificationTriggeredAction',
    integration: 'SlackIntegration',
    fields: [
      {
        name: 'integration',
        wireName: 'integrationID',
        type: 'integration',
        required: true,
        docs: message(
          'The Slack channel, with or without `#`. Quote it when it starts with `#`: YAML takes that for a comment. Or a mapping with `channel`, `workspace`, `entity` (whose integration it is; the owner of the scope when left out), or `id`.',
        ),
      },
      {
        name: 'title',
        wireName: 'title',
        type: 'string',
        required: false,
        default: '',
        variables: 'undocumented',
        docs: message(
          'Title of the message. Empty when left out. Whether `${…}` is replaced in it is not documented.',
        ),
      },
      {
        name: 'text',
        alias: 'message',
        wireName: 'message',
        type: 'string',
        required: false,
        default: '',
        variables: 'undocumented',
        docs: message(
          'Text of the message (`message` on the wire). Empty when left out. Whether `${…}` is replaced in it is not documented.',
        ),
      },
      {
        name: 'level',
        alias: 'severity',
        wireName: 'severity',
        type: 'level',
        required: false,
        default: 'INFO',
        docs: message('`INFO` (default), `WARN` or `ERROR`, in any case (`severity` on the wire).'),
      },
    ],
    label: message('Slack notification'),
    docs: message(
      'Sends a message to a Slack channel that was connected to W&B in the team’s or user’s settings. W&B adds a summary of the event with a link.',
    ),
  },
  {
    name: 'SendWebhook',
    wireType: 'GENERIC_WEBHOOK',
    member: 'genericWebhookActionInput',
    typename: 'GenericWebhookTriggeredAction',
    integration: 'GenericWebhookIntegration',
    fields: [
      {
        name: 'integration',
        wireName: 'integrationID',
        type: 'integration',
        required: true,
        docs: message(
          'Name of the webhook in the team’s settings. Or a mapping with `name`, `entity` (whose webhook it is; the owner of the scope when left out), or `id`.',
        ),
      },
      {
        name: 'payload',
        alias: 'requestPayload',
        wireName: 'requestPayload',
        type: 'payload',
        required: false,
        variables: 'documented',
        docs: message(
          'Body of the request: a mapping, or a string that holds a JSON object. `${name}` in strings is replaced when the automation fires. Nothing but this payload is ever sent; what is sent without one is not documented.',
        ),
      },
    ],
    label: message('Webhook'),
    docs: message(
      'Sends `POST` with a JSON body to a webhook. Address, access token and secret belong to the webhook in the team’s settings, not to the automation. With a secret, the header `X-Wandb-Signature` holds an HMAC-SHA256 of the body.',
    ),
  },
  {
    name: 'DoNothing',
    wireType: 'NO_OP',
    member: 'noOpActionInput',
    typename: 'NoOpTriggeredAction',
    fields: [],
    label: message('Do nothing'),
    docs: message(
      'Does nothing except to leave a trace in the execution history. Good for trying out an event. Needs a server from 0.67.0 on.',
    ),
  },
  {
    name: 'SendPromptToAria',
    wireType: 'ARIA',
    member: 'ariaActionInput',
    typename: 'ARIATriggeredAction',
    feature: 'AUTOMATION_ACTION_ARIA',
    fields: [
      {
        name: 'prompt',
        wireName: 'prompt',
        type: 'prompt',
        required: true,
        variables: 'documented',
        docs: message(
          'What ARIA is asked. Not blank, at most 4,000 bytes of UTF-8, before and after `${name}` is replaced. White space at both ends is removed.',
        ),
      },
    ],
    label: message('Prompt to ARIA'),
    docs: message(
      'Starts a conversation with ARIA, W&B’s assistant. Multi-tenant Cloud only, team projects with Smart features switched on; at most three conversations a minute for an automation, and only its creator may edit it. Since SDK 0.30.',
    ),
  },
];

/** Saved actions that can be read and kept, but not written. */
export const readOnlyActions = [
  {
    wireType: 'QUEUE_JOB',
    member: 'queueJobActionInput',
    typename: 'QueueJobTriggeredAction',
    label: message('Launch job (deprecated)'),
  },
  {
    wireType: 'PUSH_NOTIFICATION',
    member: 'pushNotificationActionInput',
    typename: 'PushNotificationTriggeredAction',
    label: message('Push notification'),
  },
] as const;

const byName = new Map(actions.map((action) => [action.name, action]));
const byWireType = new Map(actions.map((action) => [action.wireType, action]));
const byTypename = new Map(actions.map((action) => [action.typename, action]));

/** The entry of an SDK class (`SendNotification`). */
export function findAction(name: string): ActionEntry | undefined {
  return byName.get(name);
}

/** The entry of a wire type (`NOTIFICATION`). */
export function findActionByWireType(wireType: string): ActionEntry | undefined {
  return byWireType.get(wireType);
}

/** The entry of a saved action's `__typename` (`NotificationTriggeredAction`). */
export function findActionByTypename(typename: string): ActionEntry | undefined {
  return byTypename.get(typename);
}
