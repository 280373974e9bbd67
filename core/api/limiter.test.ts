import { describe, expect, it } from 'vitest';
import { createLimiter } from './limiter';

const { signal } = new AbortController();
const settle = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

describe('A limiter', () => {
  it('lets so many in, and the others in their order', async () => {
    const limiter = createLimiter(2);
    const order: number[] = [];
    const leaves = [1, 2, 3, 4].map((n) => limiter.enter(signal).then((leave) => (order.push(n), leave)));
    await settle();
    expect(order).toEqual([1, 2]);
    (await leaves[1]!)();
    await settle();
    expect(order).toEqual([1, 2, 3]);
    (await leaves[0]!)();
    await settle();
    expect(order).toEqual([1, 2, 3, 4]);
  });

  it('counts leaving twice once', async () => {
    const limiter = createLimiter(1);
    const leave = await limiter.enter(signal);
    leave();
    leave();
    await limiter.enter(signal);
    let third = false;
    void limiter.enter(signal).then(() => (third = true));
    await settle();
    expect(third).toBe(false);
  });

  it('forgets who gave up waiting', async () => {
    const limiter = createLimiter(1);
    const leave = await limiter.enter(signal);
    const controller = new AbortController();
    const impatient = limiter.enter(controller.signal);
    const patient = limiter.enter(signal);
    controller.abort(new Error('enough'));
    await expect(impatient).rejects.toThrow('enough');
    leave();
    await expect(patient).resolves.toBeTypeOf('function');
  });
});
