import { describe, expect, it } from 'vitest';
import { findEvent } from '../catalog/events';
import { fromPlain } from '../json/plain';
import type { JsonObject } from '../json/value';
import { renderMessage } from '../l10n/message';
import { checkExpression } from './check-expression';
import { checkMapping } from './check-mapping';
import { filterInWords } from './words';

function inWords(event: string, expression: string): string | undefined {
  const { filter } = checkExpression(expression, findEvent(event)!);
  return filterInWords(filter!, 'an alias is added', renderMessage);
}

describe('filterInWords', () => {
  it.each([
    ['metric("loss") > 10', 'the latest value of `loss` is above 10'],
    ['metric("loss").avg(5) <= 1e-5', 'the average of the last 5 values of `loss` is at most 1e-5'],
    ['metric("loss").min(1) <= 1e-5', 'the latest value of `loss` is at most 1e-5'],
    ['metric("acc").max(3) >= 0.9', 'the highest of the last 3 values of `acc` is at least 0.9'],
    [
      'metric("acc").avg(10).decreases_by(frac=0.29)',
      'the average of the last 10 values of `acc` falls by at least 29 % against the 10 values before',
    ],
    [
      'metric("acc").changes_by(diff=2)',
      'the latest value of `acc` changes by at least 2 against the value before',
    ],
    [
      'abs(metric("loss").zscore(30)) > 3',
      '`loss` is at least 3 standard deviations away from the mean of 30 values',
    ],
    [
      'metric("loss").zscore(30) < -2',
      '`loss` is at least 2 standard deviations below the mean of 30 values',
    ],
  ])('%s', (expression, words) => {
    expect(inWords('OnRunMetric', expression)).toBe(`Fires when ${words}; at most once per run in 24 hours.`);
  });

  it.each([
    ['RunEvent.state == "failed"', 'Fires when a run changes to failed; at most once per run in 24 hours.'],
    [
      'RunEvent.state.in_(["failed", "finished"]) & (name.contains("prod") | ~(name == "x"))',
      'Fires when a run changes to failed or finished, for runs where the name contains `"prod"` or the name is not `"x"`; at most once per run in 24 hours.',
    ],
  ])('%s', (expression, words) => {
    expect(inWords('OnRunState', expression)).toBe(words);
  });

  it.each([
    ['alias == "prod"', 'the alias is `"prod"`'],
    ['alias.in_(["a", "b"]) & alias != "c"', 'the alias is one of `"a"`, `"b"` and the alias is not `"c"`'],
    ['alias.matches_regex("^prod")', 'the alias matches `"^prod"`'],
    ['alias.exists(False)', 'the alias has no value'],
    ['~(alias == "a" | alias == "b")', 'the alias is not `"a"` and the alias is not `"b"`'],
    ['~(alias == "a" & alias > "b")', 'the alias is not `"a"` or the alias is at most `"b"`'],
    [
      '~alias.matches_regex("^v") & ~alias.contains("x")',
      'the alias does not match `"^v"` and the alias does not contain `"x"`',
    ],
    [
      '(alias == "a" | alias == "b") & ~alias.exists()',
      '(the alias is `"a"` or the alias is `"b"`) and the alias has no value',
    ],
    ['~(~(alias.not_in(["a"])))', 'the alias is none of `"a"`'],
    ['alias == "a`b"', 'the alias is ``"a`b"``'],
  ])('%s', (expression, words) => {
    expect(inWords('OnAddArtifactAlias', expression)).toBe(`Fires when an alias is added, if ${words}.`);
  });

  it.each([
    [{ alias: { $not: { $regex: '^v' } } }, 'the alias does not match `"^v"`'],
    [
      { $nor: [{ alias: 'a' }, { tag: 'b' }, { tag: 'c' }] },
      'the alias is not `"a"` and the tag is not `"b"` and the tag is not `"c"`',
    ],
    [{ alias: { $gt: 'a', $lt: 'b' } }, '`{"alias":{"$gt":"a","$lt":"b"}}` holds'],
    [{ $not: { tag: { $size: 1 } } }, '`{"tag":{"$size":1}}` does not hold'],
    [{ tag: { $all: ['a', 'b'] } }, 'the tag has all of `"a"`, `"b"`'],
    [{}, '`{}` holds'],
  ] as const)('%j', (document, words) => {
    const { filter } = checkMapping(
      fromPlain({ ...document }) as JsonObject,
      findEvent('OnAddArtifactAlias'),
    );
    expect(filterInWords(filter!, 'an alias is added', renderMessage)).toBe(
      `Fires when an alias is added, if ${words}.`,
    );
  });

  it('says of what asks for nothing only when it fires', () => {
    expect(filterInWords({ family: 'mutation' }, 'an alias is added', renderMessage)).toBe(
      'Fires when an alias is added.',
    );
    expect(filterInWords({ family: 'run-state', states: [] }, '', renderMessage)).toBe(
      'Never fires: the filter names no state.',
    );
  });
});
