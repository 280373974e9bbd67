import { describe, expect, it } from 'vitest';
import { findEvent } from '../catalog/events';
import { renderMessage } from '../l10n/message';
import { applyEdits } from '../text/range';
import { checkExpression } from './check-expression';
import { printEventFilter } from './compile';
import { printExpression } from './print-expression';

const check = (text: string, event = 'OnRunMetric') =>
  checkExpression(text, findEvent(event)!, {
    regexError: (pattern) => (pattern.includes('(?=') ? 'no look-ahead' : undefined),
  });

/** Code and stretch of every problem. */
const found = (text: string, event?: string): string[] =>
  check(text, event).problems.map(({ code, range }) => `${code} ${text.slice(range.start, range.end)}`);

const canonical = (text: string, event?: string): string => {
  const { filter, problems } = check(text, event);
  expect(problems, text).toEqual([]);
  return printExpression(filter!)!;
};

describe('what is accepted', () => {
  it.each([
    ['metric("a") > 1', 'RunEvent.metric("a") > 1'],
    ['10 < RunEvent.metric("a")', 'RunEvent.metric("a") > 10'],
    ['RunEvent.metric(name="a").mean(window=3) <= 1_000', 'RunEvent.metric("a").avg(3) <= 1000'],
    ['metric("a").gte(.5)', 'RunEvent.metric("a") >= 0.5'],
    ['metric("a").max(2).changes_by(diff=1, frac=None)', 'RunEvent.metric("a").max(2).changes_by(diff=1)'],
    ['metric("a").zscore(30).abs() >= 3', 'abs(RunEvent.metric("a").zscore(30)) > 3'],
    ['metric("a").zscore(30).lt(-2.5)', 'RunEvent.metric("a").zscore(30) < -2.5'],
    ['MetricZScoreFilter(name="a")', 'abs(RunEvent.metric("a").zscore(30)) > 3.0'],
    [
      'MetricThresholdFilter(name="a", window=7, cmp="$gt", threshold=1)',
      'MetricThresholdFilter(name="a", window=7, cmp=">", threshold=1)',
    ],
    [
      'MetricThresholdFilter(name="a", agg="max", window=7, cmp=" > ", threshold=1)',
      'RunEvent.metric("a").max(7) > 1',
    ],
    [
      'MetricChangeFilter(name="a", agg="Average", window=10, prior_window=50, change_type="relative", change_dir="any", threshold=0.1)',
      'MetricChangeFilter(name="a", agg="AVERAGE", window=10, prior_window=50, change_type="RELATIVE", change_dir="ANY", threshold=0.1)',
    ],
    ['name.contains("x") & metric("a") > 1', '(RunEvent.metric("a") > 1) & RunEvent.name.contains("x")'],
    [
      'metric("a") > 1 & name == "x" & name != "y"',
      '(RunEvent.metric("a") > 1) & ((RunEvent.name == "x") & (RunEvent.name != "y"))',
    ],
    [
      'name == "x" & metric("a") > 1 & ~(name.exists(False) | "y" == name)',
      '(RunEvent.metric("a") > 1) & ((RunEvent.name == "x") & ~(RunEvent.name.exists(False) | (RunEvent.name == "y")))',
    ],
  ])('%s', (text, expected) => {
    expect(canonical(text)).toBe(expected);
    expect(canonical(expected)).toBe(expected);
  });

  it.each([
    ['state == "Failed"', 'RunEvent.state == "failed"'],
    ['"running" == RunEvent.state', 'RunEvent.state == "running"'],
    ['state.in_(("finished", "FAILED", "failed",))', 'RunEvent.state.in_(["failed", "finished"])'],
    [
      'state.in_("failed") & name.matches_regex("^prod")',
      '(RunEvent.state == "failed") & RunEvent.name.matches_regex("^prod")',
    ],
  ])('%s', (text, expected) => {
    expect(canonical(text, 'OnRunState')).toBe(expected);
  });

  it.each([
    [
      'alias',
      'alias == "a" | alias == "b" | alias == "c"',
      '(ArtifactEvent.alias == "a") | (ArtifactEvent.alias == "b") | (ArtifactEvent.alias == "c")',
    ],
    ['a list is equal', 'alias == ["a", "b"]', 'ArtifactEvent.alias.eq(["a", "b"])'],
    ['a tuple is a list', 'alias.not_in(("a",))', 'ArtifactEvent.alias.not_in(["a"])'],
  ])('%s', (_, text, expected) => {
    expect(canonical(text, 'OnLinkArtifact')).toBe(expected);
  });

  it('is a JSON object in a string, too, as with the SDK', () => {
    const text = '{"alias": {"$regex": "^prod"}}';
    expect(found(text, 'OnLinkArtifact')).toEqual([`filter-can-be-shorter ${text}`]);
    expect(printExpression(check(text, 'OnLinkArtifact').filter!)).toBe(
      'ArtifactEvent.alias.matches_regex("^prod")',
    );
    expect(found('{"alias": null}', 'OnLinkArtifact')).toEqual(['null-value {"alias": null}']);
  });
});

describe('what is wrong is said where it is', () => {
  it.each([
    ['', ['filter-missing ']],
    ['metric("a") > 1 and name == "x"', ['filter-syntax and']],
    ['metric("a") > 1 # why', ['filter-syntax # why']],
    ['1 < metric("a") < 5', ['filter-syntax <']],
    ['metric("a") * 100 > 1', ['filter-syntax *']],
    ['name in ["a"] & metric("a") > 1', ['filter-syntax in']],
    ['__import__("os")', ['filter-syntax __import__']],
    ['lambda x: x', ['filter-syntax lambda']],
    ['f"a{1}" == name & metric("a") > 1', ['filter-syntax f']],
    ['metric(x := "a") > 1', ['filter-type x', 'filter-syntax :=']],
    ['metric("a") > 1)', ['filter-syntax )']],
    ['(metric("a") > 1', ['filter-syntax (']],
    ['metric("a")', ['filter-missing metric("a")']],
    ['metric("a").avg(5)', ['filter-missing metric("a").avg(5)']],
    ['name == "x"', ['filter-missing name == "x"']],
    ['state == "failed"', ['filter-type state == "failed"']],
    ['metric("a") > 1 & metric("b") > 2', ['filter-type metric("b") > 2']],
    ['metric("a") > 1 | name == "x"', ['filter-type metric("a") > 1']],
    ['~(metric("a") > 1)', ['filter-type ~(metric("a") > 1)']],
    ['metric("a") == 1', ['filter-operator ==']],
    ['metric("a").ne(1)', ['filter-operator ne']],
    ['metric("a") > "1"', ['filter-threshold "1"']],
    ['metric("a") > True', ['filter-threshold True']],
    ['metric("a") > 1e400', ['filter-threshold 1e400']],
    ['metric("a") > inf', ['filter-threshold inf']],
    ['metric("a").avg(0) > 1', ['filter-window 0']],
    ['metric("a").avg(5.0) > 1', ['filter-window 5.0']],
    ['metric("a").avg() > 1', ['filter-window ()']],
    ['metric("a").avg(5).max(3) > 1', ['filter-type max']],
    ['metric("a").increases_by(0.1)', ['filter-type 0.1']],
    ['metric("a").increases_by(diff=1, frac=1)', ['filter-type (diff=1, frac=1)']],
    ['metric("a").increases_by(diff=-1)', ['filter-threshold -1']],
    ['metric("a").zscore(5) > -1', ['filter-threshold -1']],
    ['metric("a").zscore(5) < 1', ['filter-threshold 1']],
    ['metric("a").zscore(5) > 0', ['filter-threshold 0']],
    ['abs(metric("a").zscore(5)) < 1', ['filter-operator <']],
    ['metric("a").zscore(5).gte(1)', ['filter-type gte']],
    ['abs(metric("a")) > 1', ['filter-type metric("a")']],
    ['RunEvent.metrc("a") > 1', ['filter-type metrc']],
    ['RunEvent.loss > 1', ['filter-type loss']],
    ['metric(loss) > 1', ['filter-syntax loss']],
    ['metric("a") > 1 & name.contains(5)', ['filter-type 5']],
    ['metric("a") > 1 & name.in_("x")', ['filter-type "x"']],
    ['metric("a") > 1 & name == None', ['filter-type name == None']],
    ['metric("a") > 1 & name.exists(1)', ['filter-type 1']],
    ['metric("a") > 1 & name.contains(text="x")', ['filter-type text']],
    ['metric("a") > 1 & RunEvent.name', ['filter-type RunEvent.name']],
    ['metric("a") > 1 & alias == "x"', ['filter-field alias']],
    ['metric("a") > 1 & name.matches_regex("(?=x)")', ['filter-regex "(?=x)"']],
    ['MetricThresholdFilter(name="a", cmp="==", threshold=1)', ['filter-operator "=="']],
    [
      'MetricThresholdFilter(name="a", cmp=">", treshold=1)',
      ['filter-type (name="a", cmp=">", treshold=1)', 'filter-type treshold'],
    ],
    [
      'MetricChangeFilter(name="a", change_type="ABS", change_dir="up", threshold=1)',
      ['filter-type "ABS"', 'filter-type "up"'],
    ],
    ['MetricThresholdFilter(name="a", agg_op="MAX", window=5, cmp=">", threshold=1)', ['wire-name agg_op']],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it.each([
    ['state == "crashed"', ['filter-state "crashed"']],
    ['state.in_(["failed", "killed"])', ['filter-state "killed"']],
    ['state != "failed"', ['filter-operator !=']],
    ['~(state == "failed")', ['filter-type ~(state == "failed")']],
    ['state.in_([])', ['filter-empty-states []']],
    ['state.eq(["failed"])', ['filter-state ["failed"]']],
    ['metric("a") > 1', ['filter-type metric("a") > 1']],
  ])('%s', (text, expected) => {
    expect(found(text, 'OnRunState')).toEqual(expected);
  });

  it('warns of a field that the event is not known to understand', () => {
    expect(found('ArtifactEvent.tag == "x"', 'OnLinkArtifact')).toEqual(['filter-field ArtifactEvent.tag']);
    expect(found('RunEvent.name == "x"', 'OnLinkArtifact')).toEqual(['filter-field RunEvent.name']);
    expect(found('ArtifactEvent.tag == "x"', 'OnAddArtifactTag')).toEqual([]);
  });

  it('reports all of several errors', () => {
    expect(found('metric("a").avg(0) > "1" and nam == "x" & name.contains(5)')).toEqual([
      'filter-window 0',
      'filter-threshold "1"',
      'filter-syntax and',
      'filter-syntax nam',
      'filter-type 5',
    ]);
  });
});

describe('fixes', () => {
  it.each([
    ['metric("a") > 1 and name == "x"', 'metric("a") > 1 & name == "x"'],
    ['metric("a") > 1 && !(name == "x")', 'metric("a") > 1 & ~(name == "x")'],
    ['metric("a") > 1 & not name == "x"', 'metric("a") > 1 & ~name == "x"'],
    ['metric("a") > 1 & name not in ["x"]', 'metric("a") > 1 & name.not_in(["x"])'],
    ['metric("a") > 1 & name is not "x"', 'metric("a") > 1 & name != "x"'],
    ['metric（"a"） ≥ 1', 'metric("a") >= 1'],
    ['metric(“a”) > 1', 'metric("a") > 1'],
    ['metric("a") => 1', 'metric("a") >= 1'],
    ['~(metric("a") > 1)', 'metric("a") <= 1'],
    ['metric("a").avg("5") > "1"', 'metric("a").avg(5) > 1'],
    ['metric("a").zscore(5) < 3', 'metric("a").zscore(5) < -3'],
    ['metric("a").zscore(5).gte(3)', 'metric("a").zscore(5).gt(3)'],
    ['RunEvent.metrc("a") > 1', 'RunEvent.metric("a") > 1'],
    ['RunEvent.loss > 1', 'RunEvent.metric("loss") > 1'],
    ['metric(loss) > 1', 'metric("loss") > 1'],
    ['metric("a").increases_by(0.1)', 'metric("a").increases_by(diff=0.1)'],
    ['metric("a") > 1 & name == None', 'metric("a") > 1 & name.exists(False)'],
    ['metric("a") > 1 & name.contains(text="x")', 'metric("a") > 1 & name.contains("x")'],
    ['metric("a") > 1 & name.startswith("^x")', 'metric("a") > 1 & name.matches_regex("^x")'],
    ['metric("a") > 1 # why', 'metric("a") > 1'],
    ['metric("a") > 1)', 'metric("a") > 1'],
  ])('of %s', (text, mended) => {
    const edits = check(text).problems.flatMap(({ fixes }) => fixes?.[0]?.edits ?? []);
    expect(applyEdits(text, edits)).toBe(mended);
    expect(check(mended).problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('put failed in the place of crashed, in its case', () => {
    const text = 'state.in_(["crashed", "CRASHED"])';
    const edits = check(text, 'OnRunState').problems.flatMap(({ fixes }) => fixes?.[0]?.edits ?? []);
    expect(applyEdits(text, edits)).toBe('state.in_(["failed", "FAILED"])');
  });

  it('keep a negation that the SDK would lose', () => {
    const text = '~(~(alias == "a" | alias == "b") | alias == "c")';
    const { problems, filter } = check(text, 'OnLinkArtifact');
    expect(printEventFilter(filter!)).toBe(
      '{"$or":[{"$and":[{"$nor":[{"alias":{"$eq":"a"}},{"alias":{"$eq":"b"}},{"alias":{"$eq":"c"}}]}]}]}',
    );
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([['filter-type', 'warning']]);
    const mended = applyEdits(text, problems[0]!.fixes![0]!.edits);
    expect(canonical(mended, 'OnLinkArtifact')).toBe(
      '((ArtifactEvent.alias == "a") | (ArtifactEvent.alias == "b")) & ~(ArtifactEvent.alias == "c")',
    );
  });
});

describe('messages', () => {
  it('say what to write', () => {
    const said = (text: string, event?: string): string =>
      renderMessage(check(text, event).problems[0]!.message);
    expect(said('state == "crashed"', 'OnRunState')).toBe(
      'There is no state "crashed" of its own. Write "failed", which covers crashed runs.',
    );
    expect(said('metric("a").avg(5)')).toBe(
      'The metric is not compared with anything. Write for instance: metric("a").avg(5) > 1.',
    );
    expect(said('metric("a") > 1 and name == "x"')).toBe(
      '"and" is not part of the expression language: Python would keep only one side. Write "&".',
    );
  });
});
