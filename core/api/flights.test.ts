import { describe, expect, it, vi } from 'vitest';
import { createFlights } from './flights';

const aborted = new Error('aborted');
const flights = () => createFlights(() => aborted);

describe('Shared work', () => {
  it('is done once for those who want it at the same time, and again afterwards', async () => {
    const all = flights();
    const work = vi.fn(() => Promise.resolve('done'));
    expect(await Promise.all([all.share('a', work), all.share('a', work), all.share('b', work)])).toEqual([
      'done',
      'done',
      'done',
    ]);
    expect(work).toHaveBeenCalledTimes(2);
    await all.share('a', work);
    expect(work).toHaveBeenCalledTimes(3);
  });

  it('goes on while someone waits, and is aborted when the last has left', async () => {
    const all = flights();
    let shared: AbortSignal | undefined;
    const work = (signal: AbortSignal) => {
      shared = signal;
      return new Promise<string>(() => undefined);
    };
    const first = new AbortController();
    const second = new AbortController();
    const waiting = [all.share('a', work, first.signal), all.share('a', work, second.signal)];
    first.abort();
    await expect(waiting[0]).rejects.toBe(aborted);
    expect(shared?.aborted).toBe(false);
    second.abort();
    await expect(waiting[1]).rejects.toBe(aborted);
    expect(shared?.aborted).toBe(true);
  });

  it('fails for all of them, and then may be tried again', async () => {
    const all = flights();
    const work = vi.fn().mockRejectedValueOnce(new Error('boom')).mockResolvedValueOnce('done');
    const both = [all.share('a', work), all.share('a', work)];
    await expect(both[0]).rejects.toThrow('boom');
    await expect(both[1]).rejects.toThrow('boom');
    expect(await all.share('a', work)).toBe('done');
  });

  it('starts anew after it was forgotten, and those who waited get what they asked for', async () => {
    const all = flights();
    let finish: ((value: string) => void) | undefined;
    const old = all.share('a', () => new Promise<string>((resolve) => (finish = resolve)));
    all.forget();
    expect(await all.share('a', () => Promise.resolve('new'))).toBe('new');
    finish?.('old');
    expect(await old).toBe('old');
  });

  it('is not begun for a signal that has fired', async () => {
    const work = vi.fn(() => Promise.resolve(1));
    await expect(flights().share('a', work, AbortSignal.abort())).rejects.toBe(aborted);
    expect(work).not.toHaveBeenCalled();
  });
});
