import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Scope } from '../../../core/automation';
import type { WandbClient } from '../../../core/api/client';
import { createRemoteCatalog } from '../../../core/api/liveCatalog';
import type { Fetch } from '../../../core/api/fetch';
import { collect } from '../../../core/api/paging';
import { systemClock } from '../../../node/clock';
import { createNodeFetch } from '../../../node/fetch';
import { seedBig } from '../../../sandbox/seed/big';
import { startSandbox, type Sandbox } from '../../../sandbox/server';
import { disturb, kindOf, outcomeOf } from './disturbance';
import { demoIds, lists, lookups, questions, writes, type DemoIds } from './operations';
import { clientOf } from './rig';

let sandbox: Sandbox;
let client: WandbClient;
let requests: number;
let open: number;
let most: number;

async function start(seed?: ReturnType<typeof seedBig>): Promise<void> {
  sandbox = await startSandbox(seed && { seed });
  [requests, open, most] = [0, 0, 0];
  const inner = createNodeFetch({ variables: {} });
  const counting: Fetch = async (url, init) => {
    requests++;
    most = Math.max(most, ++open);
    try {
      return await inner(url, init);
    } finally {
      open--;
    }
  };
  client = clientOf(sandbox, counting);
}
afterEach(() => sandbox.close());

describe('A file of 200 automations', () => {
  it('costs at most 12 requests, no more than 6 at a time, for 200 projects', async () => {
    await start(seedBig({ automations: 10, projects: 200, runs: 400 }));
    const catalog = createRemoteCatalog(client, { clock: systemClock, account: 'demo' });
    const all = Array.from({ length: 200 }, (_, number) => {
      const project = { entity: 'my-team', project: `project-${number}` };
      const scope: Scope = { kind: 'project', ...project };
      return [
        catalog.scope({ scope }),
        catalog.integration({ type: 'slack', entity: 'my-team', name: '#ml-alerts' }),
        catalog.metricKeys(project),
      ];
    });
    const facts = await Promise.all(all.flat());
    expect(facts.filter((fact) => !fact.known || fact.value === undefined)).toEqual([]);
    expect(requests).toBeLessThanOrEqual(12);
    expect(most).toBeLessThanOrEqual(6);
  });
});

describe('Many lists at once', () => {
  it('are asked for 6 at a time, and all come whole', async () => {
    await start(seedBig({ automations: 500, projects: 50, runs: 50 }));
    await client.capabilities();
    const found = await Promise.all(
      Array.from({ length: 50 }, (_, number) =>
        collect(client.automations({ entity: 'my-team', project: `project-${number}` })),
      ),
    );
    expect(found.map(({ length }) => length)).toEqual(Array.from({ length: 50 }, () => 10));
    expect(most).toBe(6);
  });
});

describe('Cancelling', () => {
  const all = (ids: DemoIds) => ({
    ...lookups(ids),
    ...questions(ids),
    ...lists(ids),
    ...Object.fromEntries(Object.entries(writes(ids)).map(([name, { write }]) => [name, write])),
  });
  beforeEach(async () => {
    await start();
    await client.capabilities();
  });

  it('ends every operation, long before the answer comes', async () => {
    const ids = demoIds(sandbox.store);
    await disturb(sandbox, { rules: [{ operation: '*', kind: 'latency', milliseconds: 3_600_000 }] });
    for (const [name, ask] of Object.entries(all(ids))) {
      const controller = new AbortController();
      const before = requests;
      const outcome = outcomeOf(ask(client, controller.signal));
      await expect.poll(() => requests, { interval: 1 }).toBe(before + 1);
      controller.abort();
      // A write that was sent may have happened.
      const kind = kindOf(await outcome);
      expect({ name, kind }).toEqual({ name, kind: name in writes(ids) ? 'ambiguous' : 'aborted' });
    }
    await expect.poll(() => open).toBe(0);
  });
});
