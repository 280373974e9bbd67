import { actionType, levelType, slackType, webhookType } from './keys-action';
import { eventType } from './keys-event';
import { scopeKeys } from './keys-scope';
import { text, type KeyEntry, type Shape } from './keys';

/** Longest name of an automation, in code points. Source: server schema. */
export const maxNameLength = 255;

const automationKeys: readonly KeyEntry[] = [
  {
    name: 'name',
    type: text('name', { notBlank: true, maxLength: maxNameLength }),
    required: true,
    example: 'my-automation',
    docs: {
      en: 'Name of the automation, 1 to 255 characters, unique in its scope. It is how the automation is found on the server.',
      ja: 'オートメーションの名前。1〜255 文字で、スコープ内で一意です。サーバー上のオートメーションはこの名前で識別されます。',
    },
  },
  {
    name: 'description',
    type: text('text'),
    docs: {
      en: 'What it is for. Left out: an existing description stays. `""` clears it.',
      ja: '説明。省略すると既存の説明が残り、`""` で消えます。',
    },
  },
  {
    name: 'enabled',
    type: { kind: 'boolean' },
    docs: {
      en: 'Whether it fires. Left out: true when it is created; on update what is set in the App stays, so that a silenced alert stays silent.',
      ja: '発火するかどうか。省略時、作成では true、更新では App での設定が保たれます (止めたアラートは止まったまま)。',
    },
  },
  ...scopeKeys,
  {
    name: 'event',
    type: eventType,
    required: true,
    docs: {
      en: 'What is watched: a mapping with `type` and `filter`, or just the type’s name.',
      ja: '監視するもの。`type` と `filter` を持つマッピング、または型の名前だけを書きます。',
    },
  },
  {
    name: 'action',
    type: actionType,
    required: true,
    docs: {
      en: 'What happens then: a mapping with `type` and its keys, or just the type’s name.',
      ja: '発火時に実行されること。`type` とそのキーを持つマッピング、または型の名前だけを書きます。',
    },
  },
  {
    name: 'previous_name',
    type: text('automation-name', { notBlank: true }),
    docs: {
      en: 'Name until now. The automation of that name in this scope is renamed instead of created anew. Remove it afterwards.',
      ja: 'これまでの名前。このスコープにあるその名前のオートメーションを、作り直さずに改名します。適用後は削除してください。',
    },
  },
  {
    name: 'id',
    type: text('id', { notBlank: true }),
    docs: {
      en: 'Pins the entry to one automation of one host, whatever its name there.',
      ja: 'このエントリーを、名前に関係なく、1 つのホストの特定のオートメーションに結び付けます。',
    },
  },
];

export const automationShape: Shape = {
  id: 'automation',
  keys: automationKeys,
  docs: {
    en: 'One automation: where (`scope`), when (`event`), what (`action`).',
    ja: '1 つのオートメーション: どこで (`scope`)、いつ (`event`)、何を (`action`)。',
  },
};

export const defaultsShape: Shape = {
  id: 'defaults',
  keys: [
    ...scopeKeys,
    {
      name: 'enabled',
      type: { kind: 'boolean' },
      docs: {
        en: 'For automations without `enabled`.',
        ja: '`enabled` のないオートメーションに適用されます。',
      },
    },
    {
      name: 'level',
      type: levelType,
      docs: {
        en: 'For every `SendNotification` without a level.',
        ja: 'レベルのないすべての `SendNotification` に適用されます。',
      },
    },
    {
      name: 'slack',
      type: slackType,
      example: '"#ml-alerts"',
      docs: {
        en: 'Slack channel for every `SendNotification` without `integration`.',
        ja: '`integration` のないすべての `SendNotification` の Slack チャンネル。',
      },
    },
    {
      name: 'webhook',
      type: webhookType,
      docs: {
        en: 'Webhook for every `SendWebhook` without `integration`.',
        ja: '`integration` のないすべての `SendWebhook` の Webhook。',
      },
    },
  ],
  docs: {
    en: 'What holds for every automation of this document that doesn’t say otherwise. An automation’s own key wins as a whole.',
    ja: 'この文書のオートメーションに共通の値。オートメーション自身のキーがあれば、そちらが丸ごと優先されます。',
  },
};

const version: KeyEntry = {
  name: 'version',
  type: {
    kind: 'choice',
    role: 'version',
    choices: [{ name: '1', docs: { en: 'The only version so far.', ja: '現在唯一のバージョン。' } }],
  },
  default: '1',
  docs: { en: 'Version of this format. 1 when left out.', ja: '形式のバージョン。省略時は 1 です。' },
};

export const setShape: Shape = {
  id: 'set',
  keys: [
    version,
    { name: 'defaults', type: { kind: 'mapping', shape: defaultsShape }, docs: defaultsShape.docs },
    {
      name: 'automations',
      type: { kind: 'list', items: { kind: 'mapping', shape: automationShape } },
      required: true,
      docs: { en: 'The automations of this document.', ja: 'この文書のオートメーション。' },
    },
  ],
  docs: { en: 'Several automations with common defaults.', ja: '共通の既定値を持つ複数のオートメーション。' },
};

/** A document that is one automation. */
export const singleShape: Shape = {
  id: 'single',
  keys: [version, ...automationKeys],
  docs: automationShape.docs,
};

/** What completion offers in a document that is neither yet. */
export const documentShape: Shape = {
  id: 'document',
  keys: [...setShape.keys, ...automationKeys],
  docs: {
    en: 'A set of automations, or one automation.',
    ja: 'オートメーションの集まり、または 1 つのオートメーション。',
  },
};
