import type { RuleTable } from './rule';

/** Rules on filters. */
export const filterRules = {
  'filter-syntax': {
    severity: 'error',
    summary: {
      en: 'The filter is not an expression of the filter language.',
      ja: 'フィルターの式の書き方が違います。',
    },
    docs: {
      en: 'Filters are written as with the SDK: `RunEvent.metric("loss").avg(5) > 10`, joined by `&`, `|`, `~`. Of Python only literals, lists, calls and comparisons are understood: no `and`, `or`, `not` (Python would keep only one side), no chained comparisons, arithmetic, f-strings or comments. In YAML, put a filter that holds ` #` or `: ` in quotes.',
      ja: 'フィルターは SDK と同じように書きます: `RunEvent.metric("loss").avg(5) > 10`。つなぐには `&`・`|`・`~` を使います。Python のうち使えるのはリテラル・リスト・呼び出し・比較だけで、`and`・`or`・`not` (Python では片側しか残りません)、連鎖した比較、算術、f 文字列、コメントは使えません。` #` や `: ` を含むフィルターは YAML の引用符で囲んでください。',
    },
  },
  'filter-type': {
    severity: 'error',
    summary: {
      en: 'The pieces of the filter don’t fit together.',
      ja: 'フィルターの組み合わせが正しくありません。',
    },
    docs: {
      en: 'A name, method or value is of the wrong kind at its place: a method that the object doesn’t have, a string where a number belongs, a metric in an artifact event, two conditions in one automation, `|` or `~` on a metric or state condition.',
      ja: '名前・メソッド・値の種類がその場所に合っていません。例: 存在しないメソッド、数値の場所の文字列、アーティファクトのイベントでのメトリクス、1 つのオートメーションでの 2 つの条件、メトリクスや状態の条件への `|` や `~`。',
    },
  },
  'filter-missing': {
    severity: 'error',
    summary: {
      en: 'The event needs a condition that the filter doesn’t have.',
      ja: 'イベントに必要な条件がフィルターにありません。',
    },
    docs: {
      en: '`OnRunMetric` needs exactly one metric condition with a comparison or `…_by(…)`, `OnRunState` exactly one state condition. A run filter alone is not enough.',
      ja: '`OnRunMetric` には比較または `…_by(…)` を伴うメトリクスの条件が、`OnRunState` には状態の条件が、ちょうど 1 つ必要です。run フィルターだけでは足りません。',
    },
  },
  'filter-window': {
    severity: 'error',
    summary: {
      en: 'A window is not an integer of at least 1.',
      ja: 'ウィンドウが 1 以上の整数ではありません。',
    },
    docs: {
      en: 'A window counts logged values. Without one: SDK defaults are 1 (threshold and change) and 30 (z-score); the App fills in 5, or 10 and 50.',
      ja: 'ウィンドウは記録された値の個数です。SDK の既定値は 1 (しきい値・変化) と 30 (z スコア)、App の初期値は 5、または 10 と 50 です。',
    },
  },
  'filter-threshold': {
    severity: 'error',
    summary: {
      en: 'A threshold or amount is not a number that can be used.',
      ja: 'しきい値や変化量に使えない数です。',
    },
    docs: {
      en: 'Thresholds are finite numbers. Amounts of a change and z-scores are above 0; `zscore(n) <` takes a negative number. Text, booleans, `nan` and `inf` are no numbers here.',
      ja: 'しきい値は有限の数です。変化量と z スコアは 0 より大きい数、`zscore(n) <` には負の数を書きます。文字列・真偽値・`nan`・`inf` は使えません。',
    },
  },
  'filter-state': {
    severity: 'error',
    summary: { en: 'No automation can wait for this run state.', ja: 'この run の状態は指定できません。' },
    docs: {
      en: 'States are `running`, `finished` and `failed`, in any case. `failed` covers crashed runs; `killed` and `pending` never fire.',
      ja: '状態は `running`・`finished`・`failed` です (大文字小文字は問いません)。`failed` は crashed を含みます。`killed` と `pending` では発火しません。',
    },
  },
  'filter-operator': {
    severity: 'error',
    summary: { en: 'A metric can’t be compared in this way.', ja: 'メトリクスには使えない比較です。' },
    docs: {
      en: 'Metrics are compared with `>`, `>=`, `<`, `<=`. The SDK refuses `==` and `!=`, even though W&B’s App can save them; such automations are kept as they are.',
      ja: 'メトリクスの比較は `>`・`>=`・`<`・`<=` です。`==` と `!=` は W&B の画面では保存できますが、SDK は拒否します。そのような保存済みオートメーションはそのまま保持されます。',
    },
  },
  'filter-empty-states': {
    severity: 'warning',
    summary: {
      en: 'The list of states is empty, so it never fires.',
      ja: '状態のリストが空で、発火しません。',
    },
    docs: {
      en: 'The SDK accepts an empty list, but no state is in it. Name at least one of `running`, `finished`, `failed`.',
      ja: 'SDK は空のリストを受け付けますが、どの状態も含まれません。`running`・`finished`・`failed` のいずれかを書いてください。',
    },
  },
  'filter-field': {
    severity: 'warning',
    summary: {
      en: 'The server is not known to understand this field.',
      ja: 'サーバーが対応しているか不明なフィールドです。',
    },
    docs: {
      en: 'Run filters are known to understand `display_name`, artifact filters `alias` (created, linked and alias events) or `tag` (tag events). Others pass the SDK, but an automation that never fires may be the result.',
      ja: 'run フィルターでは `display_name`、アーティファクトのフィルターでは `alias` (作成・リンク・エイリアスのイベント) と `tag` (タグのイベント) が使えるとわかっています。ほかのフィールドは SDK を通りますが、発火しないおそれがあります。',
    },
  },
  'filter-regex': {
    severity: 'warning',
    summary: {
      en: 'The regular expression is not valid RE2.',
      ja: '正規表現が RE2 として正しくありません。',
    },
    docs: {
      en: 'W&B uses RE2: no look-ahead or look-behind, no backreferences. An invalid expression matches nothing.',
      ja: 'W&B は RE2 を使います。先読み・後読みや後方参照はありません。正しくない正規表現は何にも一致しません。',
    },
  },
  'filter-unknown-operator': {
    severity: 'warning',
    summary: { en: 'The operator is not known.', ja: '未知の演算子です。' },
    docs: {
      en: 'It is sent as it is. Known are `$and $or $nor $not $eq $ne $lt $lte $gt $gte $in $nin $exists $regex $contains $all $size`.',
      ja: 'そのまま送られます。既知の演算子は `$and $or $nor $not $eq $ne $lt $lte $gt $gte $in $nin $exists $regex $contains $all $size` です。',
    },
  },
  'filter-can-be-shorter': {
    severity: 'hint',
    summary: { en: 'The filter can be written as an expression.', ja: 'フィルターは式で短く書けます。' },
    docs: {
      en: 'The mapping says the same as a shorter expression; a quick fix turns one into the other.',
      ja: 'このマッピングは、より短い式と同じ意味です。クイックフィックスで変換できます。',
    },
  },
} as const satisfies RuleTable;
