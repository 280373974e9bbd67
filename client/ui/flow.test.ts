import { describe, expect, it } from 'vitest';
import { runFlow, type Flow, type Step, type StepAnswer, type StepFrame } from './flow';

interface State {
  readonly kind?: string;
  readonly size?: string;
  readonly name?: string;
}

type Id = 'kind' | 'size' | 'name';

const flow: Flow<State, Id> = {
  title: 'New',
  steps: ({ kind }) => (kind === 'plain' ? ['kind', 'name'] : ['kind', 'size', 'name']),
  step: (id, state) => ({
    type: 'text',
    prompt: id,
    value: state[id] ?? (id === 'name' ? `my-${state.kind ?? ''}` : ''),
    check: () => undefined,
    accept: (text) => ({ ...state, [id]: text }),
  }),
};

interface Seen extends StepFrame {
  readonly prompt: string;
  readonly value: string;
}

/** Answers with texts; `<text` goes back after writing it, `!` gives up. */
async function play(answers: readonly string[], start: State = {}, at?: Id, ended?: AbortController) {
  const seen: Seen[] = [];
  const left = [...answers];
  const ask = <Value>(step: Step<Value>, frame: StepFrame): Promise<StepAnswer<Value>> => {
    if (step.type !== 'text') throw new Error('no such step');
    seen.push({ ...frame, prompt: step.prompt, value: step.value });
    const answer = left.shift() ?? '!';
    if (left.length === 0) ended?.abort();
    if (answer === '!') return Promise.resolve(undefined);
    if (answer.startsWith('<')) return Promise.resolve({ type: 'back', draft: answer.slice(1) });
    return Promise.resolve({ type: 'next', value: step.accept(answer) });
  };
  const state = await runFlow(flow, ask, start, { ...(at && { at }), ended: ended?.signal });
  return { state, seen, places: seen.map(({ prompt, number, total }) => `${prompt} ${number}/${total}`) };
}

describe('runFlow', () => {
  it('asks every step, as the answers lead', async () => {
    const { state, places } = await play(['round', 'big', 'x']);
    expect(state).toEqual({ kind: 'round', size: 'big', name: 'x' });
    expect(places).toEqual(['kind 1/3', 'size 2/3', 'name 3/3']);
    expect((await play(['plain', 'x'])).places).toEqual(['kind 1/3', 'name 2/2']);
  });

  it('ends with what it is for, whatever was answered', async () => {
    const { state, seen } = await play(['round', 'big', 'x'], {}, undefined, new AbortController());
    expect(state).toBeUndefined();
    expect(seen.every(({ ended }) => ended)).toBe(true);
    expect((await play(['round', 'big'], {}, undefined, new AbortController())).places).toHaveLength(2);
  });

  it('goes back with what was answered and written', async () => {
    const { seen, places, state } = await play(['round', 'big', '<half', '<big2', 'round', 'big2', 'x']);
    expect(places).toEqual([
      'kind 1/3',
      'size 2/3',
      'name 3/3',
      'size 2/3',
      'kind 1/3',
      'size 2/3',
      'name 3/3',
    ]);
    expect(seen[3]).toMatchObject({ value: 'big', canGoBack: true });
    expect(seen[4]).toMatchObject({ value: 'round', canGoBack: false });
    expect(seen[5]).toMatchObject({ value: 'big', draft: 'big2' });
    expect(seen[6]).toMatchObject({ value: 'my-round', draft: 'half' });
    expect(state).toEqual({ kind: 'round', size: 'big2', name: 'x' });
  });

  it('forgets what was written about something else', async () => {
    const { seen } = await play(['round', 'big', '<half', '<big', 'square', 'big', '!']);
    expect(seen.at(-1)).toMatchObject({ prompt: 'name', value: 'my-square' });
    expect(seen.at(-1)).not.toHaveProperty('draft');
  });

  it('gives nothing when the user gives up', async () => {
    expect((await play(['round', '!'])).state).toBeUndefined();
  });

  it('begins where it is told, and can go back from there', async () => {
    const { places, seen } = await play(['<', 'x', 'big', 'y'], { kind: 'round' }, 'size');
    expect(places).toEqual(['size 2/3', 'kind 1/3', 'size 2/3', 'name 3/3']);
    expect(seen[1]).toMatchObject({ value: 'round' });
  });
});
