import type { Localized } from '../l10n/message';

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
  readonly docs: Localized;
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
  readonly label: Localized;
  readonly docs: Localized;
}

/** Levels of a notification. */
export const levels = [
  { name: 'INFO', docs: { en: 'For information. The default.', ja: '情報。既定値です。' } },
  { name: 'WARN', docs: { en: 'A warning.', ja: '警告。' } },
  { name: 'ERROR', docs: { en: 'An error.', ja: 'エラー。' } },
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
        docs: {
          en: 'The Slack channel, with or without `#`. Quote it when it starts with `#`: YAML takes that for a comment. Or a mapping with `channel`, `workspace`, `entity` (whose integration it is; the owner of the scope when left out), or `id`.',
          ja: 'Slack のチャンネル (`#` はあってもなくてもかまいません)。`#` で始まる場合は引用符で囲んでください。YAML ではコメントになります。`channel`・`workspace`・`entity` (統合の所有者。省略時はスコープの所有者) または `id` を持つマッピングでも書けます。',
        },
      },
      {
        name: 'title',
        wireName: 'title',
        type: 'string',
        required: false,
        default: '',
        variables: 'undocumented',
        docs: {
          en: 'Title of the message. Empty when left out. Whether `${…}` is replaced in it is not documented.',
          ja: 'メッセージのタイトル。省略時は空です。`${…}` が置き換えられるかどうかは文書化されていません。',
        },
      },
      {
        name: 'text',
        alias: 'message',
        wireName: 'message',
        type: 'string',
        required: false,
        default: '',
        variables: 'undocumented',
        docs: {
          en: 'Text of the message (`message` on the wire). Empty when left out. Whether `${…}` is replaced in it is not documented.',
          ja: 'メッセージの本文 (API では `message`)。省略時は空です。`${…}` が置き換えられるかどうかは文書化されていません。',
        },
      },
      {
        name: 'level',
        alias: 'severity',
        wireName: 'severity',
        type: 'level',
        required: false,
        default: 'INFO',
        docs: {
          en: '`INFO` (default), `WARN` or `ERROR`, in any case (`severity` on the wire).',
          ja: '`INFO` (既定)・`WARN`・`ERROR` のいずれか。大文字小文字は問いません (API では `severity`)。',
        },
      },
    ],
    label: { en: 'Slack notification', ja: 'Slack 通知' },
    docs: {
      en: 'Sends a message to a Slack channel that was connected to W&B in the team’s or user’s settings. W&B adds a summary of the event with a link.',
      ja: 'チームまたはユーザーの設定で W&B に接続した Slack チャンネルへメッセージを送ります。イベントの概要とリンクは W&B が付け加えます。',
    },
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
        docs: {
          en: 'Name of the webhook in the team’s settings. Or a mapping with `name`, `entity` (whose webhook it is; the owner of the scope when left out), or `id`.',
          ja: 'チーム設定にある Webhook の名前。`name`・`entity` (Webhook の所有者。省略時はスコープの所有者) または `id` を持つマッピングでも書けます。',
        },
      },
      {
        name: 'payload',
        alias: 'requestPayload',
        wireName: 'requestPayload',
        type: 'payload',
        required: false,
        variables: 'documented',
        docs: {
          en: 'Body of the request: a mapping, or a string that holds a JSON object. `${name}` in strings is replaced when the automation fires. Nothing but this payload is ever sent; what is sent without one is not documented.',
          ja: 'リクエストの本文。マッピング、または JSON オブジェクトの文字列で書きます。文字列の中の `${name}` は発火時に置き換えられます。送られるのはこの内容だけです。省略した場合に何が送られるかは文書化されていません。',
        },
      },
    ],
    label: { en: 'Webhook', ja: 'Webhook' },
    docs: {
      en: 'Sends `POST` with a JSON body to a webhook. Address, access token and secret belong to the webhook in the team’s settings, not to the automation. With a secret, the header `X-Wandb-Signature` holds an HMAC-SHA256 of the body.',
      ja: 'Webhook に JSON 本文の `POST` を送ります。URL・アクセストークン・シークレットはオートメーションではなくチーム設定の Webhook に属します。シークレットがあれば、ヘッダー `X-Wandb-Signature` に本文の HMAC-SHA256 が入ります。',
    },
  },
  {
    name: 'DoNothing',
    wireType: 'NO_OP',
    member: 'noOpActionInput',
    typename: 'NoOpTriggeredAction',
    fields: [],
    label: { en: 'Do nothing', ja: '何もしない' },
    docs: {
      en: 'Does nothing except to leave a trace in the execution history. Good for trying out an event. Needs a server from 0.67.0 on.',
      ja: '実行履歴に記録を残すだけで、何もしません。イベントを試すのに役立ちます。サーバー 0.67.0 以降が必要です。',
    },
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
        docs: {
          en: 'What ARIA is asked. Not blank, at most 4,000 bytes of UTF-8, before and after `${name}` is replaced. White space at both ends is removed.',
          ja: 'ARIA への依頼文。空白のみは不可、UTF-8 で 4,000 バイト以内です (`${name}` の置き換え前も後も)。前後の空白は取り除かれます。',
        },
      },
    ],
    label: { en: 'Prompt to ARIA', ja: 'ARIA への依頼' },
    docs: {
      en: 'Starts a conversation with ARIA, W&B’s assistant. Multi-tenant Cloud only, team projects with Smart features switched on; at most three conversations a minute for an automation, and only its creator may edit it. Since SDK 0.30.',
      ja: 'W&B のアシスタント ARIA との会話を始めます。マルチテナントクラウドで、スマート機能を有効にしたチームのプロジェクトに限られます。1 つのオートメーションにつき毎分 3 会話まで、編集できるのは作成者だけです。SDK 0.30 以降。',
    },
  },
];

/** Saved actions that can be read and kept, but not written. */
export const readOnlyActions = [
  {
    wireType: 'QUEUE_JOB',
    member: 'queueJobActionInput',
    typename: 'QueueJobTriggeredAction',
    label: { en: 'Launch job (deprecated)', ja: 'Launch ジョブ (非推奨)' },
  },
  {
    wireType: 'PUSH_NOTIFICATION',
    member: 'pushNotificationActionInput',
    typename: 'PushNotificationTriggeredAction',
    label: { en: 'Push notification', ja: 'プッシュ通知' },
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
