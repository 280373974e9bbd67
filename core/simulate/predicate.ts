import type { Predicate } from '../filter/model';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../json/value';
import type { FieldLookup } from './fields';
import { leafTest } from './predicateLeaf';
import type { LeafReading, PredicateOptions, PredicateReading, Verdict } from './predicateModel';

/** A predicate made ready to be asked often. */
export type PredicateTest = (fields: FieldLookup) => PredicateReading;

/** `undefined`: no filter, which everything passes. */
export function compilePredicate(predicate: Predicate | undefined, options: PredicateOptions): PredicateTest {
  const test = predicate && build(predicate, options);
  return (fields) => {
    const leaves: LeafReading[] = [];
    return { verdict: test?.(fields, leaves) ?? 'yes', leaves };
  };
}

type Test = (fields: FieldLookup, leaves: LeafReading[]) => Verdict;

function build(predicate: Predicate, options: PredicateOptions): Test {
  switch (predicate.kind) {
    case 'and':
    case 'or':
    case 'nor':
      return join(
        predicate.kind,
        predicate.of.map((one) => build(one, options)),
      );
    case 'not':
      return not(build(predicate.of, options));
    case 'field':
      return onField(predicate.field, { [predicate.operator]: predicate.operand }, options);
    case 'document':
      return onDocument(predicate.document, options);
  }
}

/** A MongoDB-like document; several keys are an implicit `$and`, an empty one matches everything. */
function onDocument(document: JsonObject, options: PredicateOptions): Test {
  return join(
    'and',
    Object.entries(document).map(([key, value]) => onMember(key, value, options)),
  );
}

const logical: ReadonlyMap<string, 'and' | 'or' | 'nor'> = new Map([
  ['$and', 'and'],
  ['$or', 'or'],
  ['$nor', 'nor'],
]);

function onMember(key: string, value: JsonValue, options: PredicateOptions): Test {
  const kind = logical.get(key);
  if (kind && isJsonArray(value)) {
    return join(
      kind,
      value.map((one) => (isJsonObject(one) ? onDocument(one, options) : cannotTell(key, one))),
    );
  }
  if (key === '$not' && isJsonObject(value)) return not(onDocument(value, options));
  if (key.startsWith('$')) return cannotTell(key, value);
  if (isJsonObject(value) && Object.keys(value).some((name) => name.startsWith('$')))
    return onField(key, value, options);
  return onField(key, { $eq: value }, options);
}

/** Operators on one field: `{"$gt": 1, "$lt": 5}`, `{"$not": {"$regex": "x"}}`. */
function onField(field: string, operators: JsonObject, options: PredicateOptions): Test {
  const tests = Object.entries(operators).map(([operator, operand]): Test => {
    if (operator === '$not' && isJsonObject(operand)) return not(onField(field, operand, options));
    const leaf = leafTest(field, operator, operand, options);
    return (fields, leaves) => {
      const reading = leaf(fields);
      leaves.push(reading);
      return reading.verdict;
    };
  });
  return join('and', tests);
}

const cannotTell =
  (operator: string, operand: JsonValue): Test =>
  (_fields, leaves) => {
    leaves.push({ field: '', operator, operand, value: undefined, verdict: 'unknown', because: 'operator' });
    return 'unknown';
  };

const not =
  (test: Test): Test =>
  (fields, leaves) =>
    opposite(test(fields, leaves));

/** Kleene's logic: one `no` settles an "and", one `yes` an "or", whatever is unknown beside it. */
function join(kind: 'and' | 'or' | 'nor', tests: readonly Test[]): Test {
  const settling: Verdict = kind === 'and' ? 'no' : 'yes';
  return (fields, leaves) => {
    const verdicts = tests.map((test) => test(fields, leaves));
    const joined = verdicts.includes(settling)
      ? settling
      : verdicts.includes('unknown')
        ? 'unknown'
        : opposite(settling);
    return kind === 'nor' ? opposite(joined) : joined;
  };
}

const opposite = (verdict: Verdict): Verdict =>
  verdict === 'unknown' ? 'unknown' : verdict === 'yes' ? 'no' : 'yes';
