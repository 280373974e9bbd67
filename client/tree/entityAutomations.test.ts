import { describe, expect, it } from 'vitest';
import { neverAborted, untilAborted } from '../../core/api/abort';
import { ApiError } from '../../core/api/errors';
import type { Trigger } from '../../core/api/model';
import { Pages } from '../../core/api/pages';
import type { Page } from '../../core/api/paging';
import { EntityAutomations, portion } from './entityAutomations';
import { trigger } from './fixtures/trigger';

const root = { entity: 'acme', label: 'acme', kind: 'team', isDefault: true } as const;
const page = (from: number, count: number): Page<Trigger> => ({
  items: Array.from({ length: count }, (_, index) => trigger({ id: `${from + index}` })),
  totalCount: null,
  problems: [],
});

async function settled(list: EntityAutomations): Promise<void> {
  while (list.state === 'loading') await new Promise(setImmediate);
}

function listOf(
  open: (signal: AbortSignal) => AsyncIterable<Page<Trigger>>,
  ended = neverAborted,
): EntityAutomations {
  return new EntityAutomations(root, new Pages(open, ended), () => undefined);
}

/** A request without an answer. */
function hung(signal: AbortSignal): Promise<never> {
  const aborted = () => new ApiError({ kind: 'aborted' }, 'w');
  return untilAborted(new Promise<never>(() => undefined), signal, aborted);
}

async function* pages(...all: readonly (Page<Trigger> | Error)[]): AsyncGenerator<Page<Trigger>> {
  for (const one of all) {
    await Promise.resolve();
    if (one instanceof Error) throw one;
    yield one;
  }
}

const failure = new ApiError({ kind: 'unreachable', cause: 'timeout' }, 'w');

describe('EntityAutomations', () => {
  it('has something to show after the first page that isn’t empty, and everything in the end', async () => {
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const list = listOf(async function* () {
      yield page(0, 0);
      yield page(0, 2);
      await gate;
      yield page(2, 2);
    });
    await list.start();
    expect([list.state, list.size]).toEqual(['loading', 2]);
    release();
    await settled(list);
    expect([list.state, list.size]).toEqual(['complete', 4]);
  });

  it('is asked twice and loads once', async () => {
    let opened = 0;
    const list = listOf(() => (opened++, pages(page(0, 1))));
    await Promise.all([list.start(), list.start()]);
    await list.start();
    expect(opened).toBe(1);
  });

  it('keeps what it has when a page fails, and starts anew on demand', async () => {
    let opened = 0;
    const list = listOf(() => (opened++ === 0 ? pages(page(0, 2), failure) : pages(page(0, 2), page(2, 1))));
    await list.start();
    await settled(list);
    expect([list.state, list.size, list.failure]).toEqual(['failed', 2, failure]);
    await list.goOn(neverAborted);
    await settled(list);
    expect([list.state, list.size]).toEqual(['complete', 3]);
  });

  it('stops after a portion and goes on where it stopped', async () => {
    let opened = 0;
    const list = listOf(() => (opened++, pages(page(0, portion), page(portion, 1), page(portion + 1, 5))));
    await list.start();
    await settled(list);
    expect([list.state, list.size]).toEqual(['more', portion + 1]);
    await list.goOn(neverAborted);
    await settled(list);
    expect([list.state, list.size, opened]).toEqual(['complete', portion + 6, 1]);
  });

  it('is stopped and keeps what it has, and goes on when it is told to', async () => {
    let opened = 0;
    const list = listOf(async function* (signal) {
      const time = ++opened;
      yield page(0, 2);
      if (time === 1) throw failure;
      if (time === 2) await hung(signal);
      yield page(2, 1);
    });
    await list.start();
    await settled(list);
    const cancel = new AbortController();
    const going = list.goOn(cancel.signal);
    expect(list.state).toBe('loading');
    cancel.abort();
    await going;
    expect([list.state, list.size, list.failure]).toEqual(['failed', 2, failure]);
    await list.goOn(neverAborted);
    expect([list.state, list.size]).toEqual(['complete', 3]);
  });

  it('is stopped while it loads for the first time, and isn’t taken for complete', async () => {
    const list = listOf(async function* (signal) {
      yield page(0, 0);
      await hung(signal);
    });
    const cancel = new AbortController();
    const loading = [list.start(), list.goOn(cancel.signal)];
    cancel.abort();
    await Promise.all(loading);
    expect([list.state, list.size]).toEqual(['more', 0]);
  });

  it('takes its end for no failure', async () => {
    const ended = new AbortController();
    const list = listOf(async function* (signal) {
      yield page(0, 0);
      await hung(signal);
    }, ended.signal);
    const loading = list.start();
    ended.abort();
    await loading;
    expect(list.state).toBe('idle');
  });

  it('takes single automations in and out', async () => {
    const list = listOf(() => pages(page(0, 2)));
    await list.start();
    list.put(trigger({ id: '1', name: 'renamed' }));
    list.put(trigger({ id: 'new' }));
    list.remove('0');
    expect(list.all.map(({ id, name }) => `${id} ${name}`)).toEqual(['1 renamed', 'new loss-spike']);
  });
});
