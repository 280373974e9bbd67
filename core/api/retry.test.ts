import { describe, expect, it } from 'vitest';
import { ApiError, type ApiFailure } from './errors';
import { mayPass, retrying } from './retry';
import { createFakeClock } from './testing/fakeClock';

async function waits(failures: readonly ApiFailure[], random: number) {
  const clock = createFakeClock(0);
  const tries: number[] = [];
  const attempt = (): Promise<string> => {
    const failure = failures[tries.push(clock.now()) - 1];
    return failure ? Promise.reject(new ApiError(failure, 'h')) : Promise.resolve('done');
  };
  const { signal } = new AbortController();
  const outcome = await clock
    .run(retrying(attempt, mayPass, { clock, random: () => random }, signal))
    .catch((error: unknown) => (error as ApiError).failure);
  return { tries, outcome };
}

const lost: ApiFailure = { kind: 'unreachable', cause: 'connection' };

describe('Trying again', () => {
  it.each([
    [0, [0, 250, 750, 1750]],
    [0.999999, [0, 125, 375, 875]],
  ])('waits longer each time, with jitter %d', async (random, expected) => {
    const { tries, outcome } = await waits([lost, lost, lost], random);
    expect(tries.map(Math.round)).toEqual(expected);
    expect(outcome).toBe('done');
  });

  it('ends after the fourth', async () => {
    const { tries, outcome } = await waits([lost, lost, lost, lost, lost], 0);
    expect(tries).toHaveLength(4);
    expect(outcome).toEqual(lost);
  });

  it.each<ApiFailure>([
    { kind: 'rate-limited', retryAfter: 7000 },
    { kind: 'server-error', status: 503, messages: [], retryAfter: 7000 },
  ])('waits as long as it is told to: %j', async (failure) => {
    expect((await waits([failure], 0)).tries).toEqual([0, 7000]);
  });

  it('tells of a wait that is too long instead', async () => {
    const failure: ApiFailure = { kind: 'rate-limited', retryAfter: 30_001 };
    expect(await waits([failure], 0)).toEqual({ tries: [0], outcome: failure });
  });

  it('stops waiting when aborted', async () => {
    const clock = createFakeClock(0);
    const controller = new AbortController();
    const attempt = () => Promise.reject(new ApiError(lost, 'h'));
    const work = retrying(attempt, mayPass, { clock, random: () => 0 }, controller.signal);
    await clock.advance(100);
    controller.abort();
    await expect(work).rejects.toMatchObject({ failure: { kind: 'aborted' } });
  });

  it('leaves errors of other kinds alone', async () => {
    const clock = createFakeClock(0);
    const attempt = () => Promise.reject(new TypeError('bug'));
    const { signal } = new AbortController();
    await expect(retrying(attempt, mayPass, { clock, random: () => 0 }, signal)).rejects.toThrow('bug');
  });
});
