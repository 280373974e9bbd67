import { describe, expect, it } from 'vitest';
import type { CompiledProblem, SpecFile, SpecFileAutomation } from '../../core/protocol';
import { count, problemsOf } from './problems';

const range = (from: number, to: number): CompiledProblem['range'] => ({
  start: { line: from, character: 2 },
  end: { line: to, character: 9 },
});

const problem = (
  code: string,
  line: number,
  severity: CompiledProblem['severity'] = 'error',
): CompiledProblem => ({ code, severity, message: code, range: range(line, line) });

const automation = (from: number, to: number, problems: readonly CompiledProblem[]): SpecFileAutomation => ({
  name: `at ${from}`,
  document: 0,
  index: from,
  scope: '',
  event: '',
  action: '',
  range: range(from, to),
  selectionRange: range(from, from),
  input: null,
  references: [],
  problems,
  state: 'unknown',
  differences: [],
});

describe('problemsOf', () => {
  const first = automation(1, 4, [problem('known', 2)]);
  const second = automation(6, 9, []);
  const file: SpecFile = { uri: 'file:///w/a', automations: [first, second], problems: [problem('top', 0)] };

  it('puts what was published where it belongs, and each problem once', () => {
    const published = [problem('top', 0), problem('known', 2), problem('remote', 7), problem('between', 5)];
    const { own, of } = problemsOf(file, published);
    expect(own.map(({ code }) => code)).toEqual(['top', 'between']);
    expect(of.get(first)?.map(({ code }) => code)).toEqual(['known']);
    expect(of.get(second)?.map(({ code }) => code)).toEqual(['remote']);
  });

  it('keeps two problems of one kind at two places', () => {
    expect(problemsOf(file, [problem('known', 3)]).of.get(first)).toHaveLength(2);
  });

  it('gives a problem of an entry with several scopes to the first of them', () => {
    const twins = [automation(1, 4, []), automation(1, 4, [])] as const;
    const { of } = problemsOf({ ...file, automations: twins }, [problem('remote', 3)]);
    expect(twins.map((each) => of.get(each)?.length)).toEqual([1, 0]);
  });
});

describe('count', () => {
  it('leaves out what is only a hint', () => {
    const problems = [problem('a', 0), problem('b', 1, 'warning'), problem('c', 2, 'hint')];
    expect(count(problems)).toEqual({ errors: 1, warnings: 1 });
  });
});
