import type { Localized } from '../l10n/message';

/** One value of an enumeration. */
export interface EnumValue {
  /** Wire value, upper-case; the SDK takes it in any case. */
  readonly name: string;
  /** Other words for it that people write, lower-case. They are not accepted, but a fix puts the right one. */
  readonly words?: readonly string[];
  readonly docs: Localized;
}

export const aggregations: readonly EnumValue[] = [
  {
    name: 'AVERAGE',
    words: ['avg', 'mean', 'average', 'agg.avg', 'agg.average'],
    docs: { en: 'Mean of the values in the window.', ja: 'ウィンドウ内の値の平均。' },
  },
  {
    name: 'MIN',
    words: ['minimum', 'lowest', 'agg.min'],
    docs: { en: 'Lowest value in the window.', ja: 'ウィンドウ内の最小値。' },
  },
  {
    name: 'MAX',
    words: ['maximum', 'highest', 'agg.max'],
    docs: { en: 'Highest value in the window.', ja: 'ウィンドウ内の最大値。' },
  },
];

export const changeTypes: readonly EnumValue[] = [
  {
    name: 'ABSOLUTE',
    words: ['abs', 'diff', 'difference', 'changetype.abs', 'changetype.absolute'],
    docs: { en: 'The difference itself: 0.1 is 0.1.', ja: '差そのもの。0.1 は 0.1 です。' },
  },
  {
    name: 'RELATIVE',
    words: ['rel', 'frac', 'fraction', 'percent', 'percentage', 'changetype.rel', 'changetype.relative'],
    docs: {
      en: 'A fraction of the prior value: 0.1 is 10 %, 2 is 200 %.',
      ja: '直前の値に対する割合。0.1 は 10%、2 は 200% です。',
    },
  },
];

export const changeDirections: readonly EnumValue[] = [
  {
    name: 'INCREASE',
    words: ['inc', 'up', 'increases', 'changedir.inc', 'changedir.increase'],
    docs: { en: 'Upwards only.', ja: '増加のみ。' },
  },
  {
    name: 'DECREASE',
    words: ['dec', 'down', 'decreases', 'changedir.dec', 'changedir.decrease'],
    docs: { en: 'Downwards only.', ja: '減少のみ。' },
  },
  {
    name: 'ANY',
    words: ['either', 'both', 'any', 'changedir.any'],
    docs: { en: 'Either way.', ja: '増減どちらでも。' },
  },
];

/** States that can fire. */
export const runStates: readonly EnumValue[] = [
  {
    name: 'RUNNING',
    words: ['started', 'run'],
    docs: { en: 'The run started.', ja: 'run が始まりました。' },
  },
  {
    name: 'FINISHED',
    words: ['success', 'succeeded', 'done', 'finish', 'complete', 'completed'],
    docs: { en: 'The run ended well.', ja: 'run が正常に終わりました。' },
  },
  {
    name: 'FAILED',
    words: ['crashed', 'failure', 'fail', 'error'],
    docs: {
      en: 'The run ended with an error code, or crashed: it stopped sending heartbeats. `crashed` is not written by itself.',
      ja: 'run がエラーコードで終わったか、クラッシュしました (ハートビートの途絶)。`crashed` を単独で書くことはできません。',
    },
  },
];

/** Run states of the product that no automation can wait for. */
export const silentRunStates = [
  {
    name: 'KILLED',
    docs: {
      en: 'Killed runs never fire an automation.',
      ja: 'killed の run ではオートメーションは発火しません。',
    },
  },
  {
    name: 'PENDING',
    docs: {
      en: 'Queued runs never fire an automation.',
      ja: '待機中の run ではオートメーションは発火しません。',
    },
  },
] as const;

/** A comparison sign with its wire operator and the SDK's method. */
export interface ComparisonEntry {
  readonly sign: '>' | '>=' | '<' | '<=' | '==' | '!=';
  readonly operator: '$gt' | '$gte' | '$lt' | '$lte' | '$eq' | '$ne';
  readonly method: 'gt' | 'gte' | 'lt' | 'lte' | 'eq' | 'ne';
  /** The sign with its sides exchanged. */
  readonly mirrored: ComparisonEntry['sign'];
  /** The sign that holds where this one doesn't. */
  readonly opposite: ComparisonEntry['sign'];
  /** Other signs and words for it that people write; see {@link EnumValue.words}. */
  readonly words: readonly string[];
  readonly docs: Localized;
}

export const comparisons: readonly ComparisonEntry[] = [
  {
    sign: '>',
    operator: '$gt',
    method: 'gt',
    mirrored: '<',
    opposite: '<=',
    words: ['above', 'greater', '＞'],
    docs: { en: 'Greater than.', ja: 'より大きい。' },
  },
  {
    sign: '>=',
    operator: '$gte',
    method: 'gte',
    mirrored: '<=',
    opposite: '<',
    words: ['ge', '=>', '≥', '≧'],
    docs: { en: 'Greater than or equal to.', ja: '以上。' },
  },
  {
    sign: '<',
    operator: '$lt',
    method: 'lt',
    mirrored: '>',
    opposite: '>=',
    words: ['below', 'less', '＜'],
    docs: { en: 'Less than.', ja: 'より小さい。' },
  },
  {
    sign: '<=',
    operator: '$lte',
    method: 'lte',
    mirrored: '>=',
    opposite: '>',
    words: ['le', '=<', '≤', '≦'],
    docs: { en: 'Less than or equal to.', ja: '以下。' },
  },
  {
    sign: '==',
    operator: '$eq',
    method: 'eq',
    mirrored: '==',
    opposite: '!=',
    words: ['=', '===', 'equals'],
    docs: { en: 'Equal to.', ja: '等しい。' },
  },
  {
    sign: '!=',
    operator: '$ne',
    method: 'ne',
    mirrored: '!=',
    opposite: '==',
    words: ['<>', 'neq', '≠'],
    docs: { en: 'Not equal to.', ja: '等しくない。' },
  },
];

const signs = new Map<string, ComparisonEntry>(comparisons.map((entry) => [entry.sign, entry]));
const operators = new Map<string, ComparisonEntry>(comparisons.map((entry) => [entry.operator, entry]));

/** The comparison that is also called so: by the SDK's method, or as people write it elsewhere. */
export function findComparisonByWord(word: string): ComparisonEntry | undefined {
  const lower = word.toLowerCase();
  return comparisons.find(({ method, words }) => method === lower || words.includes(lower));
}

/** What can stand for a sign that asks for equality, where only an order can be asked for. */
export function ordersInstead(sign: string): readonly ComparisonEntry['sign'][] {
  return sign === '==' ? ['>=', '<='] : sign === '!=' ? ['>', '<'] : [];
}

/** The comparison written with this sign (`>=`). */
export function findComparison(sign: string): ComparisonEntry | undefined {
  return signs.get(sign);
}

/** The comparison with this wire operator (`$gte`). */
export function findComparisonByOperator(operator: string): ComparisonEntry | undefined {
  return operators.get(operator);
}
