import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WandbClient } from '../../../core/api/client';
import { ApiError } from '../../../core/api/errors';
import type { Fault } from '../../../sandbox/faults';
import { startSandbox, type Sandbox } from '../../../sandbox/server';
import { countingFetch, disturb, hasty, kindOf, outcomeOf } from './disturbance';
import { demoIds, lists, lookups, newAutomation, questions, writes, type DemoIds } from './operations';
import { clientOf } from './rig';

/*
 * What the sandbox can do to an answer, against everything that the client can ask, over real HTTP.
 */

/** A fault without its occasion. */
type Kind<F = Fault> = F extends Fault ? Omit<F, 'operation' | 'calls' | 'probability'> : never;

const faults = {
  latency: { kind: 'latency', milliseconds: 20 },
  '400': { kind: 'status', status: 400 },
  '401': { kind: 'status', status: 401 },
  '403': { kind: 'status', status: 403 },
  '404': { kind: 'status', status: 404 },
  '409': { kind: 'status', status: 409 },
  '429': { kind: 'status', status: 429, retryAfter: 1 },
  '429 for long': { kind: 'status', status: 429, retryAfter: 600 },
  '500': { kind: 'status', status: 500 },
  '501': { kind: 'status', status: 501 },
  '503': { kind: 'status', status: 503, retryAfter: 1 },
  'a page of 502': { kind: 'html-502' },
  'a reset before': { kind: 'reset-before' },
  'a reset after': { kind: 'reset-after' },
  'a truncated body': { kind: 'truncated-body' },
  'a wrong content type': { kind: 'wrong-content-type' },
  'partial errors': { kind: 'partial-errors' },
  'empty pages': { kind: 'empty-page' },
  'duplicate cursors': { kind: 'duplicate-cursor' },
} as const satisfies Readonly<Record<string, Kind>>;

type FaultName = keyof typeof faults;
const faultNames = Object.keys(faults) as FaultName[];

let sandbox: Sandbox;
let ids: DemoIds;
let client: WandbClient;
const { fetch, sent } = countingFetch();

/** The client knows already what the server can do, so that a fault meets the operation itself. */
async function start(answerTimeout?: number): Promise<void> {
  sandbox = await startSandbox();
  ids = demoIds(sandbox.store);
  client = clientOf(sandbox, fetch, hasty(answerTimeout));
  await client.capabilities();
  sent.length = 0;
}

/** With every request, or those that a rule says; from now on nothing else goes wrong. */
const spoil = (fault: FaultName, occasion: Partial<Pick<Fault, 'operation' | 'calls'>> = {}): Promise<void> =>
  disturb(sandbox, { rules: [{ operation: '*', ...occasion, ...faults[fault] }] });

describe('Reading', () => {
  const groups = { lookup: lookups, question: questions, list: lists };
  type Group = keyof typeof groups;
  const names = (Object.keys(groups) as Group[]).flatMap((group) =>
    Object.keys(groups[group]({} as DemoIds)).map((name) => ({ group, name })),
  );
  type Name = (typeof names)[number];
  const ask = ({ group, name }: Name): Promise<unknown> => groups[group](ids)[name]!(client);
  const right = new Map<string, unknown>();

  beforeAll(async () => {
    await start();
    for (const one of names) right.set(one.name, await ask(one));
  });
  afterAll(() => sandbox.close());
  beforeEach(() => {
    sent.length = 0;
  });

  it('has something to find', () => {
    const empty = [...right].filter(
      ([, found]) => found === undefined || (Array.isArray(found) && found.length === 0),
    );
    expect(empty.map(([name]) => name)).toEqual(['executions of a collection']);
  });

  /** Lists that come as a whole, the beginnings of lists, and what has none. */
  const pageless = (one: Name): boolean => one.group !== 'list' || one.name === 'automations of a project';

  /** What a read ends with when every answer is spoilt, and how often it is tried. */
  function expected(fault: FaultName, one: Name): { readonly kind: string; readonly tries?: number } {
    switch (fault) {
      case 'latency':
      case 'a wrong content type':
        return { kind: 'right' };
      case 'partial errors':
        // What is wrong beside a viewer is none of his.
        return one.name === 'viewer' ? { kind: 'right' } : { kind: 'invalid', tries: 1 };
      case '400':
        return { kind: 'invalid', tries: 1 };
      case '401':
        return { kind: 'unauthenticated', tries: 1 };
      case '403':
        return { kind: 'forbidden', tries: 1 };
      case '404':
        return one.group === 'lookup' ? { kind: 'nothing' } : { kind: 'not-found' };
      case '409':
        return { kind: 'conflict', tries: 1 };
      case '429':
        return { kind: 'rate-limited', tries: 4 };
      case '429 for long':
        return { kind: 'rate-limited', tries: 1 };
      case '501':
        return { kind: 'server-error', tries: 1 };
      case '500':
      case '503':
      case 'a page of 502':
        return { kind: 'server-error', tries: 4 };
      case 'a reset before':
      case 'a reset after':
      case 'a truncated body':
        return { kind: 'unreachable: connection', tries: 4 };
      case 'empty pages':
        if (one.name === 'executions of a collection') return { kind: 'right' };
        return pageless(one) ? { kind: 'answered' } : { kind: 'broken-answer' };
      case 'duplicate cursors':
        // Whoever looks for one thing stops when it is found.
        if (one.name === 'automation') return { kind: 'right' };
        return pageless(one) ? { kind: 'answered' } : { kind: 'broken-answer' };
    }
  }

  describe.each(faultNames)('always with %s', (fault) => {
    it.each(names)('$name', async (one) => {
      await spoil(fault);
      const outcome = await outcomeOf(ask(one));
      const { kind, tries } = expected(fault, one);
      if (kind === 'right') expect(outcome).toEqual(right.get(one.name));
      else expect(kindOf(outcome)).toBe(kind);
      if (tries !== undefined) expect(sent).toHaveLength(tries);
      const told = JSON.stringify([outcome, outcome instanceof ApiError && outcome.sentence]);
      expect(told).not.toContain(sandbox.apiKey);
    });
  });

  const passing: readonly FaultName[] = [
    '429',
    '500',
    '503',
    'a page of 502',
    'a reset before',
    'a reset after',
    'a truncated body',
    'empty pages',
  ];

  describe.each(passing)('once with %s', (fault) => {
    /** The beginnings of lists stay beginnings, and say so. */
    const beginnings = ['viewer', 'artifactSample', 'metricKeys'];
    const whole = names.filter(({ name }) => fault !== 'empty pages' || !beginnings.includes(name));

    it.each(whole)('$name comes out right', async (one) => {
      await spoil(fault, { calls: [1] });
      expect(await ask(one)).toEqual(right.get(one.name));
    });
  });

  it('what it only has the beginning of, it knows to be incomplete', async () => {
    await spoil('empty pages');
    const [first, second] = await Promise.all([
      client.metricKeys({ entity: 'my-team', project: 'finetune' }),
      client.artifactSample({ entity: 'my-team', project: 'finetune' }),
    ]);
    expect([first?.complete, second?.complete]).toEqual([false, false]);
  });
});

describe.each(Object.keys(writes({} as DemoIds)))('%s', (name) => {
  beforeEach(() => start());
  afterEach(() => sandbox.close());

  const happened = (): number => writes(ids)[name]!.happened(sandbox.store);
  const timesSent = (): number => sent.filter((document) => document === writes(ids)[name]!.document).length;

  /** What it ends with when its own document meets the fault, how often it happened then, and how often it was sent. */
  const table: Readonly<
    Record<FaultName, readonly [kind: string | readonly string[], happened: 0 | 1, sent: number]>
  > = {
    latency: ['answered', 1, 1],
    '400': ['invalid', 0, 1],
    '401': ['unauthenticated', 0, 1],
    '403': ['forbidden', 0, 1],
    '404': ['not-found', 0, 1],
    '409': ['conflict', 0, 1],
    '429': ['rate-limited', 0, 4],
    '429 for long': ['rate-limited', 0, 1],
    '500': [['server-error', 'ambiguous'], 0, 1],
    '501': ['server-error', 0, 1],
    '503': [['server-error', 'ambiguous'], 0, 1],
    'a page of 502': ['ambiguous', 0, 1],
    'a reset before': [['unreachable: connection', 'ambiguous'], 0, 1],
    'a reset after': ['answered', 1, 1],
    'a truncated body': ['answered', 1, 1],
    'a wrong content type': ['answered', 1, 1],
    'partial errors': ['answered', 1, 1],
    'empty pages': ['answered', 1, 1],
    'duplicate cursors': ['answered', 1, 1],
  };

  it.each(faultNames)('with %s', async (fault) => {
    const { document, write } = writes(ids)[name]!;
    await spoil(fault, { operation: document });
    const outcome = await outcomeOf(write(client));
    const [kinds, times, requests] = table[fault];
    expect([kinds].flat()).toContain(outcome instanceof ApiError ? kindOf(outcome) : 'answered');
    expect({ happened: happened(), sent: timesSent() }).toEqual({ happened: times, sent: requests });
  });

  it('with a server that asks once to wait', async () => {
    const { document, write } = writes(ids)[name]!;
    await spoil('429', { operation: document, calls: [1] });
    await write(client);
    expect({ happened: happened(), sent: timesSent() }).toEqual({ happened: 1, sent: 2 });
  });

  it('with a broken connection, and nobody to be asked afterwards', async () => {
    const { document, write } = writes(ids)[name]!;
    const later = Array.from({ length: 30 }, (_, index) => index + 2);
    await disturb(sandbox, {
      rules: [
        { operation: document, kind: 'reset-after' },
        { operation: '*', kind: 'html-502', calls: later },
      ],
    });
    expect(kindOf(await outcomeOf(write(client)))).toBe('ambiguous');
    expect({ happened: happened(), sent: timesSent() }).toEqual({ happened: 1, sent: 1 });
  });
});

describe('A server that is too slow', () => {
  beforeEach(() => start(150));
  afterEach(() => sandbox.close());

  it('is given up, and not asked again', async () => {
    await disturb(sandbox, { rules: [{ operation: '*', kind: 'latency', milliseconds: 600 }] });
    expect(kindOf(await outcomeOf(client.viewer()))).toBe('unreachable: timeout');
    expect(sent).toEqual(['Viewer']);
  });

  it('may still write what nobody waits for: that is never sent again', async () => {
    const slow = { operation: 'CreateAutomation', kind: 'latency', milliseconds: 400 } as const;
    await disturb(sandbox, { rules: [slow] });
    const { write, happened } = writes(ids)['createAutomation']!;
    expect(kindOf(await outcomeOf(write(client)))).toBe('ambiguous');
    await expect.poll(() => happened(sandbox.store)).toBe(1);
    expect(sent.filter((document) => document === 'CreateAutomation')).toHaveLength(1);
  });
});

describe('Whatever goes wrong, and however often', () => {
  afterEach(() => sandbox.close());

  /** Everything that can happen to a request, each as likely. */
  const chance = (seed: number) => ({
    seed,
    rules: faultNames
      .filter((fault) => !['latency', '429 for long', 'empty pages', 'duplicate cursors'].includes(fault))
      .map((fault): Fault => ({ operation: '*', probability: 0.05, ...faults[fault] })),
  });

  it.each([1, 2, 3, 4, 5, 6])('no automation is made twice, and none is lost (%i)', async (seed) => {
    await start();
    await disturb(sandbox, chance(seed));
    const of = { entity: 'my-team' };
    const copies = (name: string): number =>
      [...sandbox.store.triggers.values()].filter((trigger) => trigger.name === name).length;
    for (let number = 0; number < 25; number++) {
      const name = `chaos ${number}`;
      const made = await outcomeOf(client.createAutomation(newAutomation(ids, name), of));
      // An error that isn't ambiguous says that nothing happened.
      const allowed = made instanceof ApiError ? (made.failure.kind === 'ambiguous' ? [0, 1] : [0]) : [1];
      expect(allowed, `${name}: ${kindOf(made)}`).toContain(copies(name));
      if (made instanceof ApiError) continue;
      const { id } = made as { id: string };
      const gone = await outcomeOf(client.deleteAutomation(id, of));
      const left = gone instanceof ApiError ? (gone.failure.kind === 'ambiguous' ? [0, 1] : [1]) : [0];
      expect(left, `${name} deleted: ${kindOf(gone)}`).toContain(copies(name));
    }
  });
});
