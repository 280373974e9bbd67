import { describe, expect, it, vi } from 'vitest';
import { neverAborted, onAbort, pause, untilAborted } from './abort';
import { createFakeClock } from './testing/fakeClock';

const reason = () => new Error('aborted');

describe('onAbort', () => {
  it('calls all who still listen, with a single listener on the signal', () => {
    const controller = new AbortController();
    const listen = vi.spyOn(controller.signal, 'addEventListener');
    const callback = vi.fn();
    const forget = Array.from({ length: 50 }, () => onAbort(controller.signal, callback));
    forget[0]?.();
    controller.abort();
    expect(callback).toHaveBeenCalledTimes(49);
    expect(listen).toHaveBeenCalledTimes(1);
  });

  it('keeps nothing on the signal that never fires', () => {
    const listen = vi.spyOn(neverAborted, 'addEventListener');
    onAbort(neverAborted, vi.fn())();
    expect(listen).not.toHaveBeenCalled();
  });
});

describe('untilAborted', () => {
  it('settles like the work', async () => {
    const { signal } = new AbortController();
    expect(await untilAborted(Promise.resolve(1), signal, reason)).toBe(1);
    await expect(untilAborted(Promise.reject(new Error('boom')), signal, reason)).rejects.toThrow('boom');
  });

  it('rejects for a signal that has fired, and lets the work fail in peace', async () => {
    const failing = Promise.reject(new Error('late'));
    await expect(untilAborted(failing, AbortSignal.abort(), reason)).rejects.toThrow('aborted');
  });
});

describe('pause', () => {
  it('ends after its time, or with the signal', async () => {
    const clock = createFakeClock();
    const controller = new AbortController();
    const done = vi.fn();
    void pause(100, clock, controller.signal, reason).then(done);
    await clock.advance(99);
    expect(done).not.toHaveBeenCalled();
    await clock.advance(1);
    expect(done).toHaveBeenCalled();
    const stopped = pause(100, clock, controller.signal, reason);
    controller.abort();
    await expect(stopped).rejects.toThrow('aborted');
  });
});
