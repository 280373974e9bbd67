import type { Localized } from '../l10n/message';
import type { EventFamily } from './events';

/** What a piece of an expression is. */
export type ExpressionType =
  /** `RunEvent`, `ArtifactEvent`. */
  | 'run-event'
  | 'artifact-event'
  /** `metric("loss")`, with an aggregation, as a z-score, as an absolute z-score. */
  | 'metric'
  | 'aggregate'
  | 'zscore'
  | 'absolute-zscore'
  /** `RunEvent.state`. */
  | 'state'
  /** `RunEvent.name`, `ArtifactEvent.alias`, `ArtifactEvent.tag`. */
  | 'field'
  /** A finished condition on a metric or on the state. */
  | 'metric-condition'
  | 'state-condition'
  /** A finished condition on a field. */
  | 'predicate';

export type ParameterType =
  | 'string'
  | 'number'
  | 'positive-number'
  | 'negative-number'
  | 'window'
  | 'boolean'
  | 'scalar'
  | 'scalar-or-list'
  | 'list'
  | 'state'
  | 'state-or-list'
  | 'regex'
  | 'zscore';

export interface ParameterEntry {
  readonly name: string;
  readonly type: ParameterType;
  /** How it may be given: by place, by `name=`, or both. */
  readonly by: 'place' | 'name' | 'either';
  readonly required: boolean;
  readonly docs: Localized;
}

/** A member of a class or operand: `RunEvent.metric`, `….avg`, or the function `abs`. Source: W&B SDK 0.30. */
export interface MemberEntry {
  readonly name: string;
  /** What stands before the dot; empty for functions. */
  readonly on: readonly ExpressionType[];
  /** Absent: no call, as `RunEvent.name`. */
  readonly parameters?: readonly ParameterEntry[];
  /** Of these parameters exactly one has to be given. */
  readonly exactlyOne?: true;
  readonly returns: ExpressionType;
  readonly docs: Localized;
}

/** A class whose members expressions are made of. Its name may be left out. */
export interface RootEntry {
  readonly name: 'RunEvent' | 'ArtifactEvent';
  readonly type: 'run-event' | 'artifact-event';
  readonly families: readonly EventFamily[];
  readonly docs: Localized;
}

export const roots: readonly RootEntry[] = [
  {
    name: 'RunEvent',
    type: 'run-event',
    families: ['run-metric', 'run-state'],
    docs: {
      en: 'A run: its metrics, its state, its name. The class name may be left out: `metric("loss") > 1`.',
      ja: 'run のメトリクス・状態・名前。クラス名は省略できます: `metric("loss") > 1`。',
    },
  },
  {
    name: 'ArtifactEvent',
    type: 'artifact-event',
    families: ['mutation'],
    docs: {
      en: 'An artifact or a collection: its alias or tag. The class name may be left out: `alias == "prod"`.',
      ja: 'アーティファクトまたはコレクションのエイリアスやタグ。クラス名は省略できます: `alias == "prod"`。',
    },
  },
];

const parameter = (
  name: string,
  type: ParameterType,
  by: ParameterEntry['by'],
  en: string,
  ja: string,
  required = true,
): ParameterEntry => ({ name, type, by, required, docs: { en, ja } });

const window = parameter(
  'window',
  'window',
  'either',
  'How many of the latest logged values, at least 1.',
  '最新の値の個数。1 以上の整数。',
);
const number = parameter(
  'value',
  'number',
  'place',
  'What the metric is compared with.',
  'メトリクスと比較する値。',
);
const scalar = parameter(
  'value',
  'scalar',
  'place',
  'A string, a number or a boolean.',
  '文字列・数値・真偽値。',
);
const scalarOrList = parameter(
  'value',
  'scalar-or-list',
  'place',
  'A string, a number or a boolean, or a list of them.',
  '文字列・数値・真偽値、またはそのリスト。',
);
const list = parameter(
  'values',
  'list',
  'place',
  'A list, for instance `["a", "b"]`; not a string.',
  '`["a", "b"]` のようなリスト。文字列は不可。',
);
const amounts = [
  parameter(
    'diff',
    'positive-number',
    'name',
    'By this difference, above 0.',
    '差による指定。0 より大きい数。',
    false,
  ),
  parameter(
    'frac',
    'positive-number',
    'name',
    'By this fraction of the prior value, above 0: 0.1 is 10 %.',
    '直前の値に対する割合による指定。0 より大きい数で、0.1 は 10%。',
    false,
  ),
];

const metric: readonly ExpressionType[] = ['metric'];
const comparable: readonly ExpressionType[] = ['metric', 'aggregate'];
const field: readonly ExpressionType[] = ['field'];

const member = (
  on: readonly ExpressionType[],
  name: string,
  parameters: readonly ParameterEntry[] | undefined,
  returns: ExpressionType,
  en: string,
  ja: string,
): MemberEntry => ({ name, on, ...(parameters && { parameters }), returns, docs: { en, ja } });

const aggregate = (name: string, en: string, ja: string): MemberEntry =>
  member(metric, name, [window], 'aggregate', en, ja);

const change = (name: string, en: string, ja: string): MemberEntry => ({
  ...member(comparable, name, amounts, 'metric-condition', en, ja),
  exactlyOne: true,
});

const compare = (name: string, sign: string, en: string, ja: string): MemberEntry =>
  member(
    comparable,
    name,
    [number],
    'metric-condition',
    `${en} The same as \`${sign}\`.`,
    `${ja}\`${sign}\` と同じです。`,
  );

export const members: readonly MemberEntry[] = [
  member(
    ['run-event'],
    'metric',
    [
      parameter(
        'name',
        'string',
        'either',
        'Key of the metric as it is logged.',
        '記録時のメトリクスのキー。',
      ),
    ],
    'metric',
    'A metric by its name: its single latest value, unless `avg`, `min`, `max` or `zscore` follows.',
    'メトリクス。`avg`・`min`・`max`・`zscore` が続かなければ最新の値 1 つを指します。',
  ),
  member(
    ['run-event'],
    'state',
    undefined,
    'state',
    'State to which a run changes: `"running"`, `"finished"` or `"failed"` (which covers crashed).',
    'run の変化後の状態: `"running"`・`"finished"`・`"failed"` (crashed を含む)。',
  ),
  member(
    ['run-event'],
    'name',
    undefined,
    'field',
    'Display name of the run (`display_name` on the wire).',
    'run の表示名 (API では `display_name`)。',
  ),
  member(
    ['artifact-event'],
    'alias',
    undefined,
    'field',
    'The alias that is added, or an alias of the version that is created or linked.',
    '追加されるエイリアス。作成・リンクのイベントでは、そのバージョンのエイリアス。',
  ),
  member(
    ['artifact-event'],
    'tag',
    undefined,
    'field',
    'The tag that is added or removed.',
    '追加または削除されるタグ。',
  ),
  aggregate('avg', 'Mean of the latest values.', '最新の値の平均。'),
  aggregate(
    'mean',
    'Mean of the latest values; another name for `avg`.',
    '最新の値の平均。`avg` の別名です。',
  ),
  aggregate('min', 'Lowest of the latest values.', '最新の値の最小値。'),
  aggregate('max', 'Highest of the latest values.', '最新の値の最大値。'),
  member(
    metric,
    'zscore',
    [
      parameter(
        'window',
        'window',
        'either',
        'Over how much mean and standard deviation are taken, at least 1; usually 30.',
        '平均と標準偏差をとる範囲。1 以上の整数で、通常は 30。',
      ),
    ],
    'zscore',
    'Distance from the mean in standard deviations. Compare it with `>` and a positive or `<` and a negative number, or take `.abs()` for either way.',
    '平均からの距離 (標準偏差の倍数)。`>` と正の数、または `<` と負の数で比較します。増減両方なら `.abs()` を付けます。',
  ),
  member(
    ['zscore', 'absolute-zscore'],
    'abs',
    [],
    'absolute-zscore',
    'The z-score without its sign: unusual upwards or downwards.',
    '符号を除いた z スコア。上下どちらの異常も対象です。',
  ),
  compare('gt', '>', 'The value is greater than the number.', '値が数より大きい。'),
  compare('gte', '>=', 'The value is at least the number.', '値が数以上。'),
  compare('lt', '<', 'The value is less than the number.', '値が数より小さい。'),
  compare('lte', '<=', 'The value is at most the number.', '値が数以下。'),
  change(
    'changes_by',
    'It changes by at least the amount, up or down, against the window before. Give exactly one of `diff` and `frac`.',
    '直前のウィンドウから、増減を問わず指定量以上変化したとき。`diff` と `frac` のどちらか一方だけを指定します。',
  ),
  change(
    'increases_by',
    'It increases by at least the amount against the window before. Give exactly one of `diff` and `frac`.',
    '直前のウィンドウから指定量以上増加したとき。`diff` と `frac` のどちらか一方だけを指定します。',
  ),
  change(
    'decreases_by',
    'It decreases by at least the amount against the window before. Give exactly one of `diff` and `frac`.',
    '直前のウィンドウから指定量以上減少したとき。`diff` と `frac` のどちらか一方だけを指定します。',
  ),
  member(
    ['zscore', 'absolute-zscore'],
    'gt',
    [
      parameter(
        'value',
        'positive-number',
        'place',
        'Standard deviations, above 0.',
        '標準偏差の倍数。0 より大きい数。',
      ),
    ],
    'metric-condition',
    'The z-score is at least the number. The same as `>` and `>=`.',
    'z スコアが数以上。`>`・`>=` と同じです。',
  ),
  member(
    ['zscore'],
    'lt',
    [
      parameter(
        'value',
        'negative-number',
        'place',
        'Standard deviations, below 0.',
        '標準偏差の倍数。0 より小さい数。',
      ),
    ],
    'metric-condition',
    'The z-score is at most the negative number. The same as `<` and `<=`.',
    'z スコアが負の数以下。`<`・`<=` と同じです。',
  ),
  member(
    ['state'],
    'eq',
    [
      parameter(
        'state',
        'state',
        'place',
        '`"running"`, `"finished"` or `"failed"`.',
        '`"running"`・`"finished"`・`"failed"`。',
      ),
    ],
    'state-condition',
    'The run changes to this state. The same as `==`.',
    'run がこの状態に変わったとき。`==` と同じです。',
  ),
  member(
    ['state'],
    'in_',
    [parameter('states', 'state-or-list', 'place', 'List of states.', '状態のリスト。')],
    'state-condition',
    'The run changes to one of these states.',
    'run がいずれかの状態に変わったとき。',
  ),
  member(
    field,
    'eq',
    [scalarOrList],
    'predicate',
    'Equal to the value. The same as `==`.',
    '値と等しい。`==` と同じです。',
  ),
  member(
    field,
    'ne',
    [scalarOrList],
    'predicate',
    'Not equal to the value. The same as `!=`.',
    '値と等しくない。`!=` と同じです。',
  ),
  member(
    field,
    'gt',
    [scalar],
    'predicate',
    'Greater than the value. The same as `>`.',
    '値より大きい。`>` と同じです。',
  ),
  member(
    field,
    'gte',
    [scalar],
    'predicate',
    'Greater than or equal to the value. The same as `>=`.',
    '値以上。`>=` と同じです。',
  ),
  member(
    field,
    'lt',
    [scalar],
    'predicate',
    'Less than the value. The same as `<`.',
    '値より小さい。`<` と同じです。',
  ),
  member(
    field,
    'lte',
    [scalar],
    'predicate',
    'Less than or equal to the value. The same as `<=`.',
    '値以下。`<=` と同じです。',
  ),
  member(field, 'in_', [list], 'predicate', 'One of the list.', 'リストのいずれか。'),
  member(field, 'not_in', [list], 'predicate', 'None of the list.', 'リストのいずれでもない。'),
  member(
    field,
    'contains',
    [parameter('text', 'string', 'place', 'The text to look for.', '探す文字列。')],
    'predicate',
    'Holds the text somewhere.',
    '文字列を含む。',
  ),
  member(
    field,
    'matches_regex',
    [parameter('pattern', 'regex', 'place', 'A regular expression in RE2 syntax.', 'RE2 構文の正規表現。')],
    'predicate',
    'Matches the regular expression (RE2 syntax). Whether it has to match the whole text is not documented: anchor with `^` and `$`.',
    '正規表現 (RE2 構文) に一致する。全体一致かどうかは文書化されていないため、`^` と `$` で固定してください。',
  ),
  member(
    field,
    'exists',
    [
      parameter(
        'exists',
        'boolean',
        'place',
        '`True` (default) or `False`.',
        '`True` (既定) または `False`。',
        false,
      ),
    ],
    'predicate',
    'Has a value, or with `False` has none.',
    '値がある。`False` なら値がない。',
  ),
];

/** Functions that stand without a dot. */
export const functions: readonly MemberEntry[] = [
  member(
    [],
    'abs',
    [
      parameter(
        'zscore',
        'zscore',
        'place',
        'A z-score: `metric("loss").zscore(30)`.',
        'z スコア: `metric("loss").zscore(30)`。',
      ),
    ],
    'absolute-zscore',
    'The z-score without its sign, as `.abs()`.',
    '符号を除いた z スコア。`.abs()` と同じです。',
  ),
];

/** Signs that join conditions. */
export const connectives: readonly { readonly sign: '&' | '|' | '~'; readonly docs: Localized }[] = [
  {
    sign: '&',
    docs: {
      en: 'Both hold. Joins a condition on a metric or state with a run filter, or filters with each other.',
      ja: '両方が成り立つ。メトリクスや状態の条件と run フィルター、またはフィルター同士をつなぎます。',
    },
  },
  {
    sign: '|',
    docs: {
      en: 'At least one holds. Only between run filters or between artifact filters.',
      ja: '少なくとも一方が成り立つ。run フィルター同士、アーティファクトフィルター同士に限られます。',
    },
  },
  {
    sign: '~',
    docs: {
      en: 'Does not hold. Only before run filters and artifact filters.',
      ja: '成り立たない。run フィルターとアーティファクトフィルターの前に限られます。',
    },
  },
];

const rootsByName = new Map<string, RootEntry>(roots.map((root) => [root.name, root]));
const byPlace = new Map(
  members.flatMap((entry) => entry.on.map((type) => [`${type}.${entry.name}`, entry] as const)),
);
const functionsByName = new Map(functions.map((entry) => [entry.name, entry]));

/** The class of that name. */
export function findRoot(name: string): RootEntry | undefined {
  return rootsByName.get(name);
}

/** What `name` is behind a dot after something of this type. */
export function findMember(on: ExpressionType, name: string): MemberEntry | undefined {
  return byPlace.get(`${on}.${name}`);
}

/** Everything that may follow a dot after something of this type, in catalog order. */
export function membersOf(on: ExpressionType): readonly MemberEntry[] {
  return members.filter((entry) => entry.on.includes(on));
}

/** A function by its name (`abs`). */
export function findFunction(name: string): MemberEntry | undefined {
  return functionsByName.get(name);
}

/** `avg(window)`, `changes_by(*, diff=…, frac=…)`: how a member is called. */
export function signatureOf({ name, parameters }: MemberEntry): string {
  if (!parameters) return name;
  const shown = parameters.map((each) =>
    each.by === 'name' ? `${each.name}=…` : each.required ? each.name : `[${each.name}]`,
  );
  const keywordsOnly =
    parameters.some(({ by }) => by === 'name') && parameters.every(({ by }) => by === 'name');
  return `${name}(${keywordsOnly ? '*, ' : ''}${shown.join(', ')})`;
}
