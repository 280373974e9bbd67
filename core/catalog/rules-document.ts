import type { RuleTable } from './rule';

/** Rules on YAML, keys and the entry itself. */
export const documentRules = {
  'yaml-syntax': {
    severity: 'error',
    summary: { en: 'The text is not valid YAML.', ja: 'YAML として正しくありません。' },
    docs: {
      en: 'The YAML can’t be read, or not in the only way that was meant. Common causes: a tab in the indentation, a missing space behind a colon, an unquoted value that holds `: ` or ` #`, or starts with `*`, `&`, `!`, `@`. Put such values in quotes. Nesting of more than 200 levels is refused as well.',
      ja: 'YAML を読み取れません。よくある原因は、インデントのタブ、コロンの後の空白の不足、`: ` や ` #` を含む値や `*`・`&`・`!`・`@` で始まる値に引用符がないことです。値を引用符で囲んでください。200 段を超える入れ子も読み取れません。',
    },
  },
  'unresolved-alias': {
    severity: 'error',
    summary: {
      en: 'An alias refers to an anchor that isn’t there.',
      ja: 'エイリアスが参照するアンカーがありません。',
    },
    docs: {
      en: '`*name` stands for the value that was marked with `&name` earlier in the same document. A text that starts with `*` needs quotes: `text: "*bold*"`.',
      ja: '`*name` は、同じ文書の前のほうで `&name` を付けた値を指します。`*` で始まる文字列には引用符が必要です: `text: "*bold*"`。',
    },
  },
  'unknown-key': {
    severity: 'error',
    summary: { en: 'The key is not known here.', ja: 'ここでは使えないキーです。' },
    docs: {
      en: 'The key means nothing at this place, so it would be ignored silently. The nearest known key is offered. Keys that start with `x-` are your own and are left alone everywhere.',
      ja: 'この場所では意味を持たないキーで、黙って無視されてしまいます。近い名前のキーを提案します。`x-` で始まるキーは自由に使え、どこでも無視されます。',
    },
  },
  'missing-key': {
    severity: 'error',
    summary: { en: 'A required key is missing.', ja: '必須のキーがありません。' },
    docs: {
      en: 'An automation needs `name`, `scope` (or `scopes`), `event` and `action`; scope, level and integration may stand in `defaults`.',
      ja: 'オートメーションには `name`・`scope` (または `scopes`)・`event`・`action` が必要です。スコープ・レベル・統合は `defaults` にも書けます。',
    },
  },
  'wrong-type': {
    severity: 'error',
    summary: { en: 'The value has the wrong type.', ja: '値の型が違います。' },
    docs: {
      en: 'The key takes another kind of value. Note that YAML reads `1.0`, `true`, `null` and dates without quotes as something else than text: `name: "2024"`.',
      ja: 'このキーは別の型の値をとります。YAML では、引用符のない `1.0`・`true`・`null` や日付は文字列になりません。文字列なら `name: "2024"` のように書きます。',
    },
  },
  'null-value': {
    severity: 'error',
    summary: { en: 'A key has no value.', ja: 'キーに値がありません。' },
    docs: {
      en: 'A key without a value is never taken for a default. Often the value was eaten by YAML: `integration: #alerts` is a comment, `integration: "#alerts"` is a channel. Leave the key out if you mean the default.',
      ja: '値のないキーが既定値とみなされることはありません。YAML に値が消されていることがよくあります。`integration: #alerts` はコメントで、チャンネルなら `integration: "#alerts"` です。既定値でよければキーごと省いてください。',
    },
  },
  'duplicate-key': {
    severity: 'error',
    summary: { en: 'A mapping has the same key twice.', ja: '同じキーが 2 回あります。' },
    docs: {
      en: 'Which of the two counts would depend on who reads it. Keep one.',
      ja: 'どちらが有効かは読み取る側次第になります。1 つだけ残してください。',
    },
  },
  'alias-key-conflict': {
    severity: 'error',
    summary: { en: 'Two names of the same key stand together.', ja: '同じキーの 2 つの名前が並んでいます。' },
    docs: {
      en: '`text` and `message`, `level` and `severity`, `payload` and `requestPayload`, `scope` and `scopes` mean the same. Keep one of them.',
      ja: '`text` と `message`、`level` と `severity`、`payload` と `requestPayload`、`scope` と `scopes` は同じ意味です。片方だけ残してください。',
    },
  },
  'unsupported-version': {
    severity: 'error',
    summary: { en: 'The format version is not supported.', ja: '対応していない形式のバージョンです。' },
    docs: {
      en: 'Only `version: 1` exists. It may be left out.',
      ja: '`version: 1` だけがあります。省略できます。',
    },
  },
  'duplicate-name': {
    severity: 'error',
    summary: {
      en: 'Two automations are the same one for the server.',
      ja: '2 つのオートメーションが、サーバーでは同じものになります。',
    },
    docs: {
      en: 'Names are unique within a scope; the server refuses the second one. Two entries with the same `id`, or one whose `previous_name` another one has or had, would both be written to the same automation, the last over the first. Remove `previous_name` once the server has the new name.',
      ja: '名前はスコープ内で一意です。2 つ目はサーバーに拒否されます。同じ `id` を持つ 2 つのエントリーや、`previous_name` が別のエントリーの名前 (または以前の名前) と同じエントリーは、どちらも同じオートメーションに書き込まれ、後のもので上書きされます。サーバー側の名前が新しくなったら `previous_name` は削除してください。',
    },
  },
  'name-length': {
    severity: 'error',
    summary: {
      en: 'The name is blank or longer than 255 characters.',
      ja: '名前が空白か、255 文字を超えています。',
    },
    docs: {
      en: 'A name has 1 to 255 characters (Unicode code points) and is not blank.',
      ja: '名前は 1〜255 文字 (Unicode コードポイント) で、空白だけにはできません。',
    },
  },
  'secret-in-text': {
    severity: 'warning',
    summary: { en: 'A key or token is written out.', ja: 'キーやトークンがそのまま書かれています。' },
    docs: {
      en: 'Everybody who reads the file, and everybody who can see the automation in W&B, can read it. Store it as a team secret and write `${SECRET_NAME}`. Then revoke the one that was written out.',
      ja: 'ファイルを読める人と、W&B でオートメーションを見られる人すべてに見えます。チームシークレットとして保存し、`${SECRET_NAME}` と書いてください。書かれてしまったものは無効化してください。',
    },
  },
  'unused-ignore': {
    severity: 'warning',
    summary: { en: 'A comment suppresses nothing.', ja: '抑制コメントの対象がありません。' },
    docs: {
      en: 'The rule isn’t reported at that place (any more), or no rule has that code. Remove the comment.',
      ja: 'その場所では規則が報告されていないか、そのコードの規則がありません。コメントを削除してください。',
    },
  },
  'unmanaged-id': {
    severity: 'warning',
    summary: {
      en: 'The `id` belongs to an automation that the lock file doesn’t list.',
      ja: '`id` のオートメーションがロックファイルにありません。',
    },
    docs: {
      en: 'An `id` pins the entry to one automation of one host. Applying takes that automation over; remove `id` if you meant a new one.',
      ja: '`id` は、そのエントリーを 1 つのホストの 1 つのオートメーションに結び付けます。適用するとそのオートメーションを引き継ぎます。新規作成のつもりなら `id` を削除してください。',
    },
  },
  'wire-name': {
    severity: 'hint',
    summary: {
      en: 'A wire name stands where the SDK has a clearer one.',
      ja: 'SDK のわかりやすい名前の代わりに API の名前が使われています。',
    },
    docs: {
      en: '`LINK_MODEL`, `NOTIFICATION`, `agg_op` … are what goes over the wire. They are understood; the SDK’s names (`OnLinkArtifact`, `SendNotification`, `agg`) are easier to read and to look up.',
      ja: '`LINK_MODEL`・`NOTIFICATION`・`agg_op` などは API 上の名前です。使えますが、SDK の名前 (`OnLinkArtifact`・`SendNotification`・`agg`) のほうが読みやすく、調べやすくなります。',
    },
  },
  'redundant-default': {
    severity: 'hint',
    summary: { en: 'The value is what it would be anyway.', ja: '省略しても同じ値になります。' },
    docs: {
      en: 'The key may be left out without changing anything.',
      ja: 'このキーを省略しても何も変わりません。',
    },
  },
} as const satisfies RuleTable;
