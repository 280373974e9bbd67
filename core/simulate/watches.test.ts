import { describe, expect, it } from 'vitest';
import { assume, type Assumptions } from '../catalog/assumptions';
import type { RunMetricFilter } from '../filter/model';
import { JsonNumber } from '../json/value';
import type { Decision } from './decision';
import { fireOnSeries } from './fireOnSeries';
import { COOLDOWN, type RunSubject } from './firingGate';
import { documentFields } from './lookups';
import { parseSeries } from './parseSeries';
import { compilePredicate } from './predicate';
import type { RegexEngine } from './regex';
import { RunMetricWatch } from './runMetricWatch';
import { RunStateWatch } from './runStateWatch';

const MINUTE = 60_000;
const regex: RegexEngine = { compile: () => undefined };

const above10 = (window: number): RunMetricFilter => ({
  family: 'run-metric',
  condition: {
    kind: 'threshold',
    name: 'loss',
    aggregation: 'AVERAGE',
    window: new JsonNumber(String(window)),
    operator: '$gt',
    threshold: new JsonNumber('10'),
  },
});

const run = (state = 'running', name = 'prod-7'): RunSubject => ({
  state,
  fields: documentFields({ display_name: name }),
});

function series(text: string): readonly (number | null)[] {
  const result = parseSeries(text);
  if (!result.ok) throw new Error(result.message.text);
  return result.series;
}

const steps = (
  filter: RunMetricFilter,
  text: string,
  choices: Partial<Assumptions> = {},
  interval = MINUTE,
): number[] =>
  fireOnSeries(filter, series(text), interval, run(), { assumptions: assume(choices), regex }).firings.map(
    ({ step }) => step,
  );

const watchOptions = (choices: Partial<Assumptions> = {}, lastFired?: number) => {
  const assumptions = assume(choices);
  return {
    assumptions,
    lastFired: () => lastFired,
    runFilter: compilePredicate(undefined, { assumptions, regex }),
  };
};

const because = (decision: Decision): string =>
  decision.outcome === 'silent' ? decision.because : decision.outcome;

describe('a metric automation', () => {
  it('does not fire on a spike that is smoothed away, and fires once on a real one', () => {
    expect(steps(above10(5), '[1]*20 + [40] + [1]*20')).toEqual([]);
    expect(steps(above10(5), '[1]*10 + [30]*30')).toEqual([11]);
  });

  it('fires again for a run after 24 hours', () => {
    expect(steps(above10(1), '[30]*50', {}, COOLDOWN / 24)).toEqual([0, 24, 48]);
  });

  it('fires again only after the condition was false, by assumption', () => {
    expect(steps(above10(1), '[30]*50', { while_true: 'once' }, COOLDOWN / 24)).toEqual([0]);
    expect(steps(above10(1), '[30]*30 + [1] + [30]*19', { while_true: 'once' }, COOLDOWN / 24)).toEqual([
      0, 31,
    ]);
  });

  it('skips what was not logged, without emptying the window', () => {
    expect(steps(above10(2), '[1, None, None, 30]')).toEqual([3]);
  });

  it('skips NaN, or lets it spoil the window', () => {
    expect(steps(above10(2), '[30, nan, 30, 30]')).toEqual([2]);
    expect(steps(above10(2), '[30, nan, 30, 30]', { nan: 'compute' })).toEqual([3]);
  });

  it('counts infinities, or skips them', () => {
    expect(steps(above10(1), '[1, inf]')).toEqual([1]);
    expect(steps(above10(1), '[1, inf]', { infinity: 'skip' })).toEqual([]);
    expect(steps(above10(1), '[-inf]')).toEqual([]);
  });

  it('skips late steps, or counts them as they come', () => {
    const decisions = (choices: Partial<Assumptions>) => {
      const watch = new RunMetricWatch(above10(1).condition, watchOptions(choices));
      watch.log({ step: 5, time: 0, value: 1 }, run());
      return [4, 5].map((step) => because(watch.log({ step, time: 0, value: 30 }, run())));
    };
    expect(decisions({})).toEqual(['not-counted', 'fires']);
    expect(decisions({ late_steps: 'count' })).toEqual(['fires', 'cooldown']);
  });

  it('knows when it fired before it was watched', () => {
    const watch = new RunMetricWatch(above10(1).condition, watchOptions({}, 1000));
    const at = (time: number) => watch.log({ step: 0, time, value: 30 }, run());
    expect(at(999 + COOLDOWN)).toEqual({ outcome: 'silent', because: 'cooldown', until: 1000 + COOLDOWN });
    expect(because(at(1000 + COOLDOWN))).toBe('fires');
  });

  it('can be told what was logged before', () => {
    const watch = new RunMetricWatch(above10(3).condition, watchOptions());
    watch.prime({ step: 0, value: 30 });
    watch.prime({ step: 1, value: 30 });
    expect(because(watch.log({ step: 0, time: 0, value: 30 }, run()))).toBe('not-counted');
    expect(because(watch.log({ step: 2, time: 0, value: 30 }, run()))).toBe('fires');
    expect(watch.reading().values).toEqual([30, 30, 30]);
  });

  it('never fires for a killed run', () => {
    const watch = new RunMetricWatch(above10(1).condition, watchOptions());
    expect(because(watch.log({ step: 0, time: 0, value: 30 }, run('KILLED')))).toBe('killed');
    expect(because(watch.log({ step: 1, time: 0, value: 30 }, run('running')))).toBe('fires');
  });

  it('asks the run filter when the condition holds, and does not count a refusal as a firing', () => {
    const prod = above10(1);
    const filter: RunMetricFilter = {
      ...prod,
      run: { kind: 'field', field: 'display_name', operator: '$contains', operand: 'prod' },
    };
    const assumptions = assume({});
    const watch = new RunMetricWatch(filter.condition, {
      assumptions,
      runFilter: compilePredicate(filter.run, { assumptions, regex }),
    });
    const log = (step: number, value: number, name: string) =>
      because(watch.log({ step, time: 0, value }, run('running', name)));
    expect(log(0, 1, 'prod')).toBe('condition');
    expect(log(1, 30, 'dev')).toBe('run-filter');
    expect(log(2, 30, 'prod')).toBe('fires');
  });

  it('says at which steps nobody can tell', () => {
    const filter: RunMetricFilter = {
      ...above10(1),
      run: { kind: 'field', field: 'username', operator: '$eq', operand: 'bob' },
    };
    expect(fireOnSeries(filter, [1, 30, 1, 30], MINUTE, run(), { assumptions: assume({}), regex })).toEqual({
      firings: [],
      undecided: [1, 3],
    });
  });
});

describe('a state automation', () => {
  const enter = (
    states: readonly string[],
    state: string,
    previous: string | null,
    choices: Partial<Assumptions> = {},
  ): string => because(new RunStateWatch(states, watchOptions(choices)).enter(previous, 0, run(state)));

  it.each([
    [['FAILED'], 'failed', 'running', 'fires'],
    [['FAILED'], 'finished', 'running', 'condition'],
    [['FAILED', 'RUNNING'], 'running', 'failed', 'fires'],
    [['FAILED'], 'failed', 'failed', 'condition'],
    [['FAILED'], 'crashed', 'running', 'fires'],
    [['KILLED'], 'killed', 'running', 'killed'],
    [[], 'failed', 'running', 'condition'],
    [['RUNNING'], 'running', null, 'fires'],
  ])('on %j: %s after %s: %s', (states, state, previous, expected) => {
    expect(enter(states, state, previous)).toBe(expected);
  });

  it('follows the assumptions', () => {
    expect(enter(['RUNNING'], 'running', null, { first_state: 'ignored' })).toBe('condition');
    expect(enter(['FAILED'], 'crashed', 'running', { crashed_state: 'apart' })).toBe('condition');
    expect(enter(['CRASHED'], 'crashed', 'running', { crashed_state: 'apart' })).toBe('fires');
  });

  it('fires once in 24 hours', () => {
    const watch = new RunStateWatch(['FAILED'], watchOptions());
    const fail = (time: number) => because(watch.enter('running', time, run('failed')));
    expect([fail(0), fail(COOLDOWN - 1), fail(COOLDOWN)]).toEqual(['fires', 'cooldown', 'fires']);
  });
});
