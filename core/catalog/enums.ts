import { message, type Message } from '../l10n/message';

/** One value of an enumeration. */
export interface EnumValue {
  /** Wire value, upper-case; the SDK takes it in any case. */
  readonly name: string;
  /** Other words for it that people write, lower-case. They are not accepted, but a fix puts the right one. */
  readonly words?: readonly string[];
  readonly docs: Message;
}

export const aggregations: readonly EnumValue[] = [
  {
    name: 'AVERAGE',
    words: ['avg', 'mean', 'average', 'agg.avg', 'agg.average'],
    docs: message('Mean of the values in the window.'),
  },
  {
    name: 'MIN',
    words: ['minimum', 'lowest', 'agg.min'],
    docs: message('Lowest value in the window.'),
  },
  {
    name: 'MAX',
    words: ['maximum', 'highest', 'agg.max'],
    docs: message('Highest value in the window.'),
  },
];

export const changeTypes: readonly EnumValue[] = [
  {
    name: 'ABSOLUTE',
    words: ['abs', 'diff', 'difference', 'changetype.abs', 'changetype.absolute'],
    docs: message('The difference itself: 0.1 is 0.1.'),
  },
  {
    name: 'RELATIVE',
    words: ['rel', 'frac', 'fraction', 'percent', 'percentage', 'changetype.rel', 'changetype.relative'],
    docs: message('A fraction of the prior value: 0.1 is 10 %, 2 is 200 %.'),
  },
];

export const changeDirections: readonly EnumValue[] = [
  {
    name: 'INCREASE',
    words: ['inc', 'up', 'increases', 'changedir.inc', 'changedir.increase'],
    docs: message('Upwards only.'),
  },
  {
    name: 'DECREASE',
    words: ['dec', 'down', 'decreases', 'changedir.dec', 'changedir.decrease'],
    docs: message('Downwards only.'),
  },
  {
    name: 'ANY',
    words: ['either', 'both', 'any', 'changedir.any'],
    docs: message('Either way.'),
  },
];

/** States that can fire. */
export const runStates: readonly EnumValue[] = [
  {
    name: 'RUNNING',
    words: ['started', 'run'],
    docs: message('The run started.'),
  },
  {
    name: 'FINISHED',
    words: ['success', 'succeeded', 'done', 'finish', 'complete', 'completed'],
    docs: message('The run ended well.'),
  },
  {
    name: 'FAILED',
    words: ['crashed', 'failure', 'fail', 'error'],
    docs: message(
      'The run ended with an error code, or crashed: it stopped sending heartbeats. `crashed` is not written by itself.',
    ),
  },
];

/** Run states of the product that no automation can wait for. */
export const silentRunStates = [
  {
    name: 'KILLED',
    docs: message('Killed runs never fire an automation.'),
  },
  {
    name: 'PENDING',
    docs: message('Queued runs never fire an automation.'),
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
  readonly docs: Message;
}

export const comparisons: readonly ComparisonEntry[] = [
  {
    sign: '>',
    operator: '$gt',
    method: 'gt',
    mirrored: '<',
    opposite: '<=',
    words: ['above', 'greater', '＞'],
    docs: message('Greater than.'),
  },
  {
    sign: '>=',
    operator: '$gte',
    method: 'gte',
    mirrored: '<=',
    opposite: '<',
    words: ['ge', '=>', '≥', '≧'],
    docs: message('Greater than or equal to.'),
  },
  {
    sign: '<',
    operator: '$lt',
    method: 'lt',
    mirrored: '>',
    opposite: '>=',
    words: ['below', 'less', '＜'],
    docs: message('Less than.'),
  },
  {
    sign: '<=',
    operator: '$lte',
    method: 'lte',
    mirrored: '>=',
    opposite: '>',
    words: ['le', '=<', '≤', '≦'],
    docs: message('Less than or equal to.'),
  },
  {
    sign: '==',
    operator: '$eq',
    method: 'eq',
    mirrored: '==',
    opposite: '!=',
    words: ['=', '===', 'equals'],
    docs: message('Equal to.'),
  },
  {
    sign: '!=',
    operator: '$ne',
    method: 'ne',
    mirrored: '!=',
    opposite: '==',
    words: ['<>', 'neq', '≠'],
    docs: message('Not equal to.'),
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
