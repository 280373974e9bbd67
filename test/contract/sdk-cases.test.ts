import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findEvent } from '../../core/catalog/events';
import { checkExpression } from '../../core/filter/check-expression';
import { printEventFilter } from '../../core/filter/compile';
import { decompileFilter } from '../../core/filter/decompile';
import { printExpression } from '../../core/filter/print-expression';
import { wireTypeOfFilter } from '../../core/filter/wire-type';
import { jsonEquals } from '../../core/json/equal';
import { parseJson } from '../../core/json/parse';
import { isJsonObject, type JsonValue } from '../../core/json/value';

interface SdkCase {
  readonly event: string;
  readonly filter: string;
  readonly type?: string;
  readonly document?: string;
  readonly refused?: string;
}

const { cases } = JSON.parse(readFileSync(join(import.meta.dirname, 'sdk-cases.json'), 'utf8')) as {
  readonly cases: readonly SdkCase[];
};

/** With `run_filter` read: numbers may be written in another way inside. */
const decoded = (text: string): JsonValue => {
  const document = parseJson(text);
  const run = isJsonObject(document) ? document['run_filter'] : undefined;
  return isJsonObject(document) && typeof run === 'string'
    ? { ...document, run_filter: parseJson(run) }
    : document;
};

const differing = (wanted: (each: Required<SdkCase>) => boolean): readonly string[] =>
  cases
    .filter(({ document }) => document !== undefined)
    .filter((each) => !wanted(each as Required<SdkCase>))
    .map(({ filter }) => filter);

const filterOf = ({ filter, event }: SdkCase) => checkExpression(filter, findEvent(event)!).filter;

describe('filters that the SDK took', () => {
  it('are there', () => {
    expect(cases.filter(({ document }) => document !== undefined).length).toBeGreaterThan(400);
  });

  it('are sent as the SDK sends them', () => {
    const same = differing((each) => {
      const filter = filterOf(each);
      const type = filter && (wireTypeOfFilter(filter) ?? findEvent(each.event)?.wireTypes[0].name);
      return (
        filter !== undefined &&
        type === each.type &&
        jsonEquals(decoded(printEventFilter(filter)), decoded(each.document))
      );
    });
    expect(same).toEqual([]);
  });

  it('come back from the server as an expression that means the same', () => {
    const changed = differing(({ event, type, document }) => {
      const isMutation = findEvent(event)?.family === 'mutation';
      const back = decompileFilter(type, isMutation ? JSON.stringify({ filter: document }) : document);
      const printed = printExpression(back);
      const again = printed === undefined ? back : checkExpression(printed, findEvent(event)!).filter;
      return (
        back.family !== 'verbatim' &&
        again !== undefined &&
        jsonEquals(decoded(printEventFilter(again)), decoded(document))
      );
    });
    expect(changed).toEqual([]);
  });
});

describe('filters that the SDK refused', () => {
  it('are refused', () => {
    const refused = cases.filter((each) => each.refused !== undefined);
    expect(refused.length).toBeGreaterThan(100);
    expect(refused.filter((each) => filterOf(each) !== undefined).map(({ filter }) => filter)).toEqual([]);
  });
});
