import { comparisons, type ComparisonEntry } from '../../../core/catalog/enums';
import type { EventEntry } from '../../../core/catalog/events';
import { membersOf, type ExpressionType, type MemberEntry } from '../../../core/catalog/expressions';
import { JsonNumber, type JsonValue } from '../../../core/json/value';

/** Types of which an operand has to have one, or get one by what can follow it: members, calls, a comparison. */
export type Goals = ReadonlySet<ExpressionType>;

type Sign = ComparisonEntry['sign'];

/** What something can be compared with, and what it is then. */
interface Comparable {
  /** Those that are offered. */
  readonly signs: readonly Sign[];
  readonly value: 'number' | 'string' | 'any';
  readonly gives: ExpressionType;
}

const metric: Comparable = { signs: ['>', '>=', '<', '<='], value: 'number', gives: 'metric-condition' };

const comparables: ReadonlyMap<ExpressionType, Comparable> = new Map<ExpressionType, Comparable>([
  ['metric', metric],
  ['aggregate', metric],
  ['zscore', { ...metric, signs: ['>', '<'] }],
  ['absolute-zscore', { ...metric, signs: ['>'] }],
  ['state', { signs: ['=='], value: 'string', gives: 'state-condition' }],
  ['field', { signs: comparisons.map(({ sign }) => sign), value: 'any', gives: 'predicate' }],
]);

const predicate: Goals = new Set<ExpressionType>(['predicate']);
export const noGoals: Goals = new Set();
/** What `abs` takes. */
export const zscores: Goals = new Set<ExpressionType>(['zscore', 'absolute-zscore']);

/** What a whole filter may be; `runOnly`: one that only chooses runs. */
export function filterGoals(event: EventEntry | undefined, runOnly: boolean): Goals {
  if (runOnly || event?.family === 'mutation') return predicate;
  const conditions: readonly ExpressionType[] =
    event === undefined
      ? ['metric-condition', 'state-condition']
      : [event.family === 'run-metric' ? 'metric-condition' : 'state-condition'];
  return new Set<ExpressionType>([...conditions, 'predicate']);
}

/** Where a condition on a metric or the state can't stand. */
export function predicateGoals(goals: Goals): Goals {
  return goals.has('predicate') ? predicate : noGoals;
}

/** What can stand before `sign` and a value (unknown while it isn't written), where the comparison has goals of its own. */
export function comparedGoals(sign: Sign, value: JsonValue | undefined, goals: Goals): Goals {
  const kind = value instanceof JsonNumber ? 'number' : typeof value;
  // Of a z-score, `>=` means the same as `>`.
  const strict = sign.replace('=', '');
  return new Set(
    [...comparables].flatMap(([type, one]) =>
      goals.has(one.gives) &&
      one.signs.some((each) => each === sign || each === strict) &&
      (value === undefined || one.value === 'any' || one.value === kind)
        ? [type]
        : [],
    ),
  );
}

/** Signs that can compare something of this type, where what comes out has goals. */
export function signsFor(type: ExpressionType, goals: Goals): readonly Sign[] {
  const comparable = comparables.get(type);
  return comparable && goals.has(comparable.gives) ? comparable.signs : [];
}

/** Is something of this type what is wanted, or can it become that? */
export function reaches(type: ExpressionType, goals: Goals): boolean {
  return reachable(type).some((each) => goals.has(each));
}

const known = new Map<ExpressionType, readonly ExpressionType[]>();

/** The type itself and all that members and comparisons make of it. */
function reachable(type: ExpressionType): readonly ExpressionType[] {
  let found = known.get(type);
  if (!found) {
    const all = new Set([type]);
    for (const one of all) {
      for (const { returns } of membersOf(one)) all.add(returns);
      const compared = comparables.get(one)?.gives;
      if (compared) all.add(compared);
    }
    found = [...all];
    known.set(type, found);
  }
  return found;
}

/** Does a name lead to a goal? Fields only where the server is known to understand them. */
export function fits({ returns, name }: MemberEntry, event: EventEntry | undefined, goals: Goals): boolean {
  if (event && (name === 'alias' || name === 'tag') && !event.fields.includes(name)) return false;
  return reaches(returns, goals);
}
