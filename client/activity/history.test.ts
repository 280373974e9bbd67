import { describe, expect, it } from 'vitest';
import { neverAborted, untilAborted } from '../../core/api/abort';
import { ApiError } from '../../core/api/errors';
import type { TriggerExecution } from '../../core/api/model';
import { Pages } from '../../core/api/pages';
import type { Page } from '../../core/api/paging';
import { History } from './history';

const failure = new ApiError({ kind: 'server-error', status: 500, messages: [] }, 'example.com');

const page = (...days: readonly number[]): Page<TriggerExecution> => ({
  items: days.map((day) => ({ id: `E${day}`, createdAt: `2026-09-0${day}` }) as TriggerExecution),
  totalCount: null,
  problems: [],
});

/** Each opening gives the next of these lists; an error is thrown. */
function historyOf(...openings: (Page<TriggerExecution> | ApiError)[][]): History {
  const pages = new Pages(async function* () {
    for (const each of openings.shift() ?? []) {
      if (each instanceof ApiError) throw each;
      yield await Promise.resolve(each);
    }
  }, neverAborted);
  return new History(pages, 2);
}

const shown = ({ all, state }: History): unknown => [all.map(({ id }) => id).join(' '), state];

describe('A history', () => {
  it('loads a portion at a time, and is newest first', async () => {
    const history = historyOf([page(3, 4), page(1, 2)]);
    expect(shown(history)).toEqual(['', 'idle']);
    await Promise.all([history.start(), history.start()]);
    expect(shown(history)).toEqual(['E4 E3', 'more']);
    await history.goOn(neverAborted);
    expect(shown(history)).toEqual(['E4 E3 E2 E1', 'more']);
    await history.goOn(neverAborted);
    expect(shown(history)).toEqual(['E4 E3 E2 E1', 'complete']);
    await history.goOn(neverAborted);
    expect(shown(history)).toEqual(['E4 E3 E2 E1', 'complete']);
  });

  it('keeps the server’s order of what happened at the same time', async () => {
    const createdAt = '2026-09-01T00:00:00Z';
    const items = Array.from({ length: 40 }, (_, index) => ({ id: `E${index}`, createdAt }));
    const history = historyOf([{ ...page(), items: items as TriggerExecution[] }]);
    await history.start();
    expect(history.all.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
  });

  it('looks behind short and empty pages', async () => {
    const history = historyOf([page(), page(2), page(), page(1), page(0)]);
    await history.start();
    expect(shown(history)).toEqual(['E2 E1', 'more']);
  });

  it('keeps what was there before a failure, and goes on after it', async () => {
    const history = historyOf([page(5, 4), failure], [page(5, 4), page(3)]);
    await history.start();
    await history.goOn(neverAborted);
    expect([shown(history), history.failure]).toEqual([['E5 E4', 'failed'], failure]);
    await history.goOn(neverAborted);
    expect(shown(history)).toEqual(['E5 E4 E3', 'complete']);
  });

  it('is stopped, and is as it was, until it goes on', async () => {
    let opened = 0;
    const aborted = () => new ApiError({ kind: 'aborted' }, 'example.com');
    const pages = new Pages(async function* (signal) {
      yield page(5, 4);
      if (opened++ === 0) await untilAborted(new Promise<never>(() => undefined), signal, aborted);
      yield page(3);
    }, neverAborted);
    const history = new History(pages, 2);
    await history.start();
    const cancel = new AbortController();
    const going = history.goOn(cancel.signal);
    expect(history.state).toBe('loading');
    cancel.abort();
    await going;
    expect(shown(history)).toEqual(['E5 E4', 'more']);
    await history.goOn(neverAborted);
    expect(shown(history)).toEqual(['E5 E4 E3', 'complete']);
  });

  it('starts anew when it was cancelled', async () => {
    const history = historyOf([new ApiError({ kind: 'aborted' }, 'example.com')], [page(1)]);
    await history.start();
    expect(shown(history)).toEqual(['', 'idle']);
    await history.start();
    expect(shown(history)).toEqual(['E1', 'complete']);
  });
});
