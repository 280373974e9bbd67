import type { PublishDiagnosticsParams } from 'vscode-languageserver/node';
import { describe, expect, it } from 'vitest';
import { OpenDocument } from './open-document';
import { Publisher } from './publisher';
import type { World } from './world';

/** A clock that moves by hand; checking a document takes `cost` milliseconds of it. */
function rig(cost: number) {
  let now = 0;
  let timers: { at: number; work: () => void }[] = [];
  const published: PublishDiagnosticsParams[] = [];
  const failures: unknown[] = [];
  const texts = new Map<string, OpenDocument>();
  const world: Pick<World, 'now' | 'later'> = {
    now: () => now,
    later: (delay, work) => {
      const timer = { at: now + delay, work };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
  };
  const publisher = new Publisher(world as World, {
    find: (uri) => texts.get(uri),
    diagnose: (document) => {
      now += cost;
      if (document.text === 'throw') throw new Error('no');
      return [];
    },
    publish: (params) => published.push(params),
    failed: (error) => failures.push(error),
  });
  const type = (version: number, text = ''): void => {
    texts.set('f', OpenDocument.of('f', version, text));
    publisher.changed('f');
  };
  const pass = (milliseconds: number): void => {
    const until = now + milliseconds;
    for (let next = timers.find(({ at }) => at <= until); next; next = timers.find(({ at }) => at <= until)) {
      timers = timers.filter((each) => each !== next);
      now = Math.max(now, next.at);
      next.work();
    }
    now = Math.max(now, until);
  };
  return { publisher, published, failures, type, pass };
}

describe('Publisher', () => {
  it('publishes at once when checking is quick', () => {
    const { type, pass, published } = rig(3);
    type(1);
    pass(0);
    type(2);
    pass(0);
    expect(published.map(({ version }) => version)).toEqual([1, 2]);
  });

  it('checks the first edit at once, however long reading the whole took', () => {
    const { type, pass, published } = rig(500);
    type(1);
    pass(0);
    type(2);
    pass(0);
    expect(published.map(({ version }) => version)).toEqual([1, 2]);
  });

  it('waits for a pause when checks take long, and checks the newest text only', () => {
    const { type, pass, published } = rig(50);
    for (const version of [1, 2]) {
      type(version);
      pass(0);
    }
    for (let version = 3; version <= 10; version++) {
      type(version);
      pass(30);
    }
    expect(published).toHaveLength(2);
    pass(10);
    expect(published.map(({ version }) => version)).toEqual([1, 2, 10]);
  });

  it('clears what it said when the document is closed', () => {
    const { type, pass, publisher, published } = rig(1);
    type(1);
    publisher.closed('f');
    pass(1000);
    expect(published).toEqual([{ uri: 'f', diagnostics: [] }]);
  });

  it('goes on after a check that failed', () => {
    const { type, pass, published, failures } = rig(1);
    type(1, 'throw');
    pass(0);
    type(2);
    pass(0);
    expect(failures).toHaveLength(1);
    expect(published.map(({ version }) => version)).toEqual([2]);
  });
});
