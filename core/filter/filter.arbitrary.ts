import fc from 'fast-check';
import { JsonNumber, type JsonValue } from '../json/value';
import type { EventFilter, MetricCondition, Predicate } from './model';
import { allOf, anyOf, documentPredicate, fieldPredicate, noneOf, notOf } from './predicate';

/* Random filters for property tests: everything that the check can give. */

const texts = fc.oneof(
  fc.constantFrom(
    'prod',
    'a',
    '',
    "it's",
    'say "hi"',
    '^v\\d+$',
    'back\\',
    '損失',
    'line\nbreak',
    '\u0000',
    '\u2028',
    '😀',
    '${x}',
  ),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
);

const digits = fc.constantFrom(
  '0',
  '1',
  '-1',
  '2.5',
  '1e-5',
  '1e+20',
  '12345678901234567890',
  '-0.25',
  '100.0',
  '1e300',
);
const numbers = digits.map((text) => new JsonNumber(text));
const positives = digits.filter((text) => Number(text) > 0).map((text) => new JsonNumber(text));
const windows = fc.integer({ min: 1, max: 1000 }).map((size) => new JsonNumber(String(size)));
const scalars: fc.Arbitrary<JsonValue> = fc.oneof(texts, numbers, fc.boolean());
const lists: fc.Arbitrary<JsonValue> = fc.array(scalars, { maxLength: 3 });

/** A condition that an expression can say. */
const leaf = fc
  .constantFrom('display_name', 'alias', 'tag')
  .chain((field) =>
    fc
      .oneof(
        fc.tuple(fc.constantFrom('$eq', '$ne'), fc.oneof(scalars, lists)),
        fc.tuple(fc.constantFrom('$lt', '$lte', '$gt', '$gte'), scalars),
        fc.tuple(fc.constantFrom('$in', '$nin'), lists),
        fc.tuple(fc.constantFrom('$contains', '$regex'), texts),
        fc.tuple(fc.constant('$exists'), fc.boolean()),
      )
      .map(([operator, operand]) => fieldPredicate(field, operator, operand)),
  );

/** A condition that only the document can say. */
const strangeLeaf = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('config.lr.value', 'tags', 'type'),
      fc.constantFrom('$gt', '$all', '$foo'),
      scalars,
    )
    .map(([field, operator, operand]) => fieldPredicate(field, operator, operand)),
  fc.constant(documentPredicate({})),
  fc.constant(documentPredicate({ alias: { $gt: 'a', $lt: 'b' } })),
  fc.constant(documentPredicate({ $foo: [new JsonNumber('1')] })),
);

const tree = (
  leaves: fc.Arbitrary<Predicate>,
  join: (parts: Predicate[], kind: number) => Predicate,
): fc.Arbitrary<Predicate> =>
  fc.letrec<{ node: Predicate }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'predicate' },
      leaves,
      fc
        .tuple(fc.array(tie('node'), { minLength: 1, maxLength: 4 }), fc.nat(3))
        .map(([parts, kind]) => join(parts, kind)),
      tie('node').map(notOf),
    ),
  })).node;

/** Predicates that an expression can say. */
export const expressiblePredicates = tree(leaf, (parts, kind) => (kind < 2 ? allOf(parts) : anyOf(parts)));

/** Predicates of any kind. */
export const predicates = tree(fc.oneof(leaf, strangeLeaf), (parts, kind) =>
  kind === 0 ? allOf(parts) : kind === 1 ? anyOf(parts) : noneOf(parts),
);

const aggregations = fc.constantFrom(
  {},
  { aggregation: 'AVERAGE' } as const,
  { aggregation: 'MIN' } as const,
  { aggregation: 'MAX' } as const,
);
const directions = fc.constantFrom('INCREASE', 'DECREASE', 'ANY');

const conditions: fc.Arbitrary<MetricCondition> = fc.oneof(
  fc
    .tuple(texts, aggregations, windows, fc.constantFrom('$gt', '$gte', '$lt', '$lte'), numbers)
    .map(([name, aggregation, window, operator, threshold]): MetricCondition => ({
      kind: 'threshold',
      name,
      ...aggregation,
      window,
      operator,
      threshold,
    })),
  fc
    .tuple(
      texts,
      aggregations,
      windows,
      windows,
      fc.constantFrom('ABSOLUTE', 'RELATIVE'),
      directions,
      positives,
    )
    .map(([name, aggregation, window, priorWindow, changeType, direction, amount]): MetricCondition => ({
      kind: 'change',
      name,
      ...aggregation,
      window,
      priorWindow,
      changeType,
      direction,
      amount,
    })),
  fc
    .tuple(texts, windows, positives, directions)
    .map(([name, window, threshold, direction]): MetricCondition => ({
      kind: 'zscore',
      name,
      window,
      threshold,
      direction,
    })),
);

const states = fc.subarray(['FAILED', 'FINISHED', 'RUNNING']);

/** Filters of all families whose predicates come from `of`. */
export const filtersWith = (of: fc.Arbitrary<Predicate>): fc.Arbitrary<EventFilter> =>
  fc.oneof(
    fc
      .tuple(conditions, fc.option(of, { nil: undefined }))
      .map(([condition, run]): EventFilter => ({ family: 'run-metric', condition, ...(run && { run }) })),
    fc
      .tuple(states, fc.option(of, { nil: undefined }))
      .map(([chosen, run]): EventFilter => ({ family: 'run-state', states: chosen, ...(run && { run }) })),
    of.map((predicate): EventFilter => ({ family: 'mutation', predicate })),
  );
