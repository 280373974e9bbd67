import type { RuleTable } from './rule';

/** Rules on actions. */
export const actionRules = {
  'unknown-action-type': {
    severity: 'error',
    summary: { en: 'There is no such action.', ja: 'このアクションはありません。' },
    docs: {
      en: 'The type is `SendNotification`, `SendWebhook`, `DoNothing` or `SendPromptToAria`. Saved actions of other kinds are kept under `raw`.',
      ja: '種類は `SendNotification`・`SendWebhook`・`DoNothing`・`SendPromptToAria` のいずれかです。それ以外の保存済みアクションは `raw` に保持されます。',
    },
  },
  'action-level': {
    severity: 'error',
    summary: {
      en: 'The level is not INFO, WARN or ERROR.',
      ja: 'レベルが INFO・WARN・ERROR のいずれでもありません。',
    },
    docs: {
      en: 'Notifications have the levels `INFO`, `WARN` and `ERROR`, in any case. `WARNING` and `CRITICAL` are refused.',
      ja: '通知のレベルは `INFO`・`WARN`・`ERROR` です (大文字小文字は問いません)。`WARNING` や `CRITICAL` は使えません。',
    },
  },
  'integration-missing': {
    severity: 'error',
    summary: { en: 'The action doesn’t say where to send to.', ja: 'アクションの送り先がありません。' },
    docs: {
      en: 'Name the Slack channel or the webhook under `integration`, or once for all under `defaults` (`slack`, `webhook`).',
      ja: 'Slack のチャンネルまたは Webhook を `integration` に書くか、`defaults` の `slack`・`webhook` でまとめて指定してください。',
    },
  },
  'payload-not-object': {
    severity: 'error',
    summary: { en: 'The payload is no JSON object.', ja: 'ペイロードが JSON オブジェクトではありません。' },
    docs: {
      en: 'The body of a webhook is an object at the top: a YAML mapping, or a string that holds `{…}`.',
      ja: 'Webhook の本文の最上位はオブジェクトです。YAML のマッピング、または `{…}` を表す文字列で書きます。',
    },
  },
  'payload-json': {
    severity: 'error',
    summary: {
      en: 'The payload string is not valid JSON.',
      ja: 'ペイロードの文字列が JSON として正しくありません。',
    },
    docs: {
      en: 'A payload in a string has to be JSON: double quotes, no trailing commas, no comments, each key once. A YAML mapping is easier.',
      ja: '文字列のペイロードは JSON でなければなりません。二重引用符を使い、末尾のコンマやコメント、同じキーの繰り返しは書けません。YAML のマッピングのほうが簡単です。',
    },
  },
  'payload-non-finite': {
    severity: 'error',
    summary: { en: 'JSON has no infinity and no NaN.', ja: 'JSON には無限大も NaN もありません。' },
    docs: {
      en: '`.inf` and `.nan` of YAML can’t be sent. Write a number, a string or `null`.',
      ja: 'YAML の `.inf` と `.nan` は送れません。数・文字列・`null` で書いてください。',
    },
  },
  'prompt-length': {
    severity: 'error',
    summary: {
      en: 'The prompt is blank or longer than 4,000 bytes.',
      ja: '依頼文が空白か、4,000 バイトを超えています。',
    },
    docs: {
      en: 'After trimming, a prompt has 1 to 4,000 bytes of UTF-8 (a Japanese character takes three). What variables put in counts when the automation fires.',
      ja: '前後の空白を除いて、UTF-8 で 1〜4,000 バイトです (日本語は 1 文字 3 バイト)。変数で入る分も発火時に数えられます。',
    },
  },
  'payload-unknown-variable': {
    severity: 'warning',
    summary: { en: 'There is no such template variable.', ja: 'このテンプレート変数はありません。' },
    docs: {
      en: 'W&B knows no variable of that name, and it doesn’t look like the name of a secret. It would be replaced by nothing.',
      ja: 'W&B にこの名前の変数はなく、シークレットの名前とも思えません。空文字列に置き換えられてしまいます。',
    },
  },
  'payload-empty-variable': {
    severity: 'warning',
    summary: { en: 'This event leaves the variable empty.', ja: 'このイベントでは空になる変数です。' },
    docs: {
      en: 'The variable exists, but events of this type don’t fill it: it is replaced by an empty string.',
      ja: '変数はありますが、この種類のイベントでは値がなく、空文字列に置き換えられます。',
    },
  },
} as const satisfies RuleTable;
