import { describe, expect, it, vi } from 'vitest';
import { ApiError, type ApiFailure } from './errors';
import { createMemory } from './memory';
import { createFakeClock } from './testing/fakeClock';

function rig() {
  const clock = createFakeClock();
  const memory = createMemory('host account', 'host', clock);
  const recall = <T>(find: () => Promise<T>, ask: unknown = 1, kind = 'kind') =>
    memory.recall({ kind, ask, lifetime: 60_000, find });
  return { clock, memory, recall };
}
const fails = (failure: ApiFailure) => vi.fn(() => Promise.reject(new ApiError(failure, 'host')));

describe('A memory', () => {
  it('keeps an answer for its lifetime', async () => {
    const { clock, recall } = rig();
    const find = vi.fn(() => Promise.resolve('x'));
    await recall(find);
    await clock.advance(59_999);
    expect(await recall(find)).toBe('x');
    expect(find).toHaveBeenCalledTimes(1);
    await clock.advance(1);
    await recall(find);
    expect(find).toHaveBeenCalledTimes(2);
  });

  it('asks again soon for what was absent', async () => {
    const { clock, recall } = rig();
    const find = vi.fn(() => Promise.resolve(undefined));
    await recall(find);
    await clock.advance(30_000);
    await recall(find);
    expect(find).toHaveBeenCalledTimes(2);
  });

  it('holds off for a moment after a failure, and throws it meanwhile', async () => {
    const { clock, recall } = rig();
    const find = fails({ kind: 'unreachable', cause: 'dns' });
    await expect(recall(find)).rejects.toMatchObject({ failure: { kind: 'unreachable' } });
    await expect(recall(find)).rejects.toMatchObject({ failure: { kind: 'unreachable' } });
    expect(find).toHaveBeenCalledTimes(1);
    await clock.advance(5_000);
    await expect(recall(find)).rejects.toThrow();
    expect(find).toHaveBeenCalledTimes(2);
  });

  it('holds off as long as the server asked for', async () => {
    const { clock, recall } = rig();
    const find = fails({ kind: 'rate-limited', retryAfter: 40_000 });
    await expect(recall(find)).rejects.toThrow();
    await clock.advance(39_999);
    await expect(recall(find)).rejects.toThrow();
    expect(find).toHaveBeenCalledTimes(1);
  });

  it('doesn’t hold an abort against anyone', async () => {
    const { recall } = rig();
    const find = fails({ kind: 'aborted' });
    await expect(recall(find)).rejects.toThrow();
    await expect(recall(find)).rejects.toThrow();
    expect(find).toHaveBeenCalledTimes(2);
  });

  it('forgets kinds, failures among them', async () => {
    const { memory, recall } = rig();
    const a = vi.fn(() => Promise.resolve(1));
    const b = fails({ kind: 'forbidden', messages: [] });
    const recallBoth = () => Promise.allSettled([recall(a, 1, 'a'), recall(b, 1, 'b')]);
    await recallBoth();
    memory.forget(['b']);
    await recallBoth();
    expect([a.mock.calls.length, b.mock.calls.length]).toEqual([1, 2]);
    memory.forget();
    await recallBoth();
    expect([a.mock.calls.length, b.mock.calls.length]).toEqual([2, 3]);
  });

  it('doesn’t remember what was asked before a write', async () => {
    const { memory, recall } = rig();
    let finish: ((value: string) => void) | undefined;
    const old = recall(() => new Promise<string>((resolve) => (finish = resolve)));
    memory.forget(['kind']);
    const fresh = recall(() => Promise.resolve('new'));
    finish?.('old');
    expect(await old).toBe('old');
    expect(await fresh).toBe('new');
    expect(await recall(() => Promise.resolve('newer'))).toBe('new');
  });

  it('lets nobody who is in a hurry wait for what is under way, or get a failure of before', async () => {
    const { memory, recall } = rig();
    const failed = fails({ kind: 'unreachable', cause: 'timeout' });
    await expect(recall(failed, 'failed')).rejects.toThrow();
    const known = vi.fn(() => Promise.resolve('known'));
    await recall(known, 'known');
    let finish: ((value: string) => void) | undefined;
    const slow = recall(() => new Promise<string>((resolve) => (finish = resolve)), 'slow');
    memory.renew();
    expect(await recall(() => Promise.resolve('fresh'), 'slow')).toBe('fresh');
    expect(await recall(() => Promise.resolve('healed'), 'failed')).toBe('healed');
    await recall(known, 'known');
    expect(known).toHaveBeenCalledTimes(1);
    // Who asked before gets the answer to that, and nobody else does.
    finish?.('stale');
    expect(await slow).toBe('stale');
    expect(await recall(() => Promise.resolve('asked again'), 'slow')).toBe('fresh');
  });

  it('keeps an answer, when one who asked before fails later', async () => {
    const { memory, recall } = rig();
    let fail: ((error: Error) => void) | undefined;
    const slow = recall(() => new Promise<string>((_, reject) => (fail = reject)));
    memory.renew();
    await recall(() => Promise.resolve('fresh'));
    fail?.(new ApiError({ kind: 'unreachable', cause: 'timeout' }, 'host'));
    await expect(slow).rejects.toThrow();
    expect(await recall(() => Promise.resolve('asked again'))).toBe('fresh');
  });

  it('doesn’t grow without end', async () => {
    const { recall } = rig();
    const find = vi.fn(() => Promise.resolve(1));
    for (let n = 0; n <= 2000; n++) await recall(find, n);
    await recall(find, 2000);
    expect(find).toHaveBeenCalledTimes(2001);
    await recall(find, 0);
    expect(find).toHaveBeenCalledTimes(2002);
  });
});
