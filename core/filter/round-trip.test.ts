import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findEvent, type EventEntry } from '../catalog/events';
import { jsonEquals } from '../json/equal';
import { parseJson } from '../json/parse';
import { printJson } from '../json/print';
import { isJsonObject, type JsonValue } from '../json/value';
import { checkExpression } from './check-expression';
import { checkMapping } from './check-mapping';
import { compileFilter, printEventFilter } from './compile';
import { decompileFilter } from './decompile';
import { expressiblePredicates, filtersWith, predicates } from './filter.arbitrary';
import type { EventFilter } from './model';
import { printExpression } from './print-expression';
import { printMapping } from './print-mapping';
import { wireTypeOfFilter } from './wire-type';

/** Few runs every day, as many as `FUZZ_RUNS` says in a long test. */
const runsOf = (everyday: number): number => Number(process.env['FUZZ_RUNS'] ?? everyday);

const eventOf = ({ family }: EventFilter): EventEntry =>
  findEvent(
    {
      'run-metric': 'OnRunMetric',
      'run-state': 'OnRunState',
      mutation: 'OnLinkArtifact',
      verbatim: 'OnLinkArtifact',
    }[family],
  )!;

const savedAs = (filter: EventFilter): string =>
  filter.family === 'mutation' ? printJson({ filter: compileFilter(filter) }) : printEventFilter(filter);

/** With `run_filter` read. */
const decoded = (text: string): JsonValue => {
  const document = parseJson(text);
  if (!isJsonObject(document) || typeof document['run_filter'] !== 'string') return document;
  return { ...document, run_filter: parseJson(document['run_filter']) };
};

describe('filters', () => {
  it('are read back from their printed expression as the same tree', () => {
    fc.assert(
      fc.property(filtersWith(expressiblePredicates), (filter) => {
        const printed = printExpression(filter);
        expect(printed).toBeDefined();
        const again = checkExpression(printed!, eventOf(filter));
        expect(again.filter, printed).toEqual(filter);
        expect(printExpression(again.filter!)).toBe(printed);
      }),
      { numRuns: runsOf(500) },
    );
  });

  it('are read back from the mapping form, whatever they are', () => {
    fc.assert(
      fc.property(filtersWith(predicates), (filter) => {
        const mapping = printMapping(filter)!;
        const again = checkMapping(mapping, eventOf(filter));
        expect(again.filter, printJson(mapping)).toEqual(filter);
      }),
      { numRuns: runsOf(500) },
    );
  });

  it('compile to the same document in both forms', () => {
    fc.assert(
      fc.property(filtersWith(expressiblePredicates), (filter) => {
        const fromExpression = checkExpression(printExpression(filter)!, eventOf(filter)).filter!;
        const fromMapping = checkMapping(printMapping(filter)!, eventOf(filter)).filter!;
        expect(printEventFilter(fromMapping)).toBe(printEventFilter(fromExpression));
      }),
      { numRuns: runsOf(300) },
    );
  });

  it('come back the same from the server', () => {
    fc.assert(
      fc.property(filtersWith(predicates), (filter) => {
        const sent = printEventFilter(filter);
        const back = decompileFilter(wireTypeOfFilter(filter) ?? 'LINK_MODEL', savedAs(filter));
        expect(jsonEquals(decoded(printEventFilter(back)), decoded(sent)), sent).toBe(true);
      }),
      { numRuns: runsOf(500) },
    );
  });

  it('survive from the server as text, whatever JSON was saved', () => {
    const saved = fc.oneof(
      fc.jsonValue().map((value) => JSON.stringify(value)),
      filtersWith(predicates).map(savedAs),
      fc.string(),
    );
    fc.assert(
      fc.property(
        saved,
        fc.constantFrom('LINK_MODEL', 'RUN_METRIC', 'RUN_STATE', 'NEW_EVENT'),
        (text, wireType) => {
          const filter = decompileFilter(wireType, text);
          const mapping = printMapping(filter);
          if (mapping) expect(checkMapping(mapping, eventOf(filter)).filter ?? filter).toEqual(filter);
          if (filter.family === 'verbatim' && wireType !== 'LINK_MODEL') expect(filter.json).toBe(text);
        },
      ),
      { numRuns: runsOf(500) },
    );
  });
});
