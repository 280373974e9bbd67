import { performance } from 'node:perf_hooks';
import { createRemoteCatalog } from '../../../core/api/liveCatalog';
import { resolveReferences } from '../../../core/api/resolve';
import { openSpecDocument } from '../../../core/spec/document';
import { compileAutomation } from '../../../core/wire/compile-entry';
import { systemClock } from '../../../node/clock';
import { Failure, type Resources } from '../../host/program';
import type { Figure } from '../figure';
import { figureOf, pause, repeat } from '../repeat';
import { RunningSandbox, type Traffic } from '../running-sandbox';
import { specOfAutomations } from '../specs';
import type { Table } from '../table';
import { stopwatch, type Span } from '../usage';

const AUTOMATIONS = 10_000;
const PROJECTS = 2000;
const RUNS = 100_000;
const team = 'my-team';
const WEBHOOKS = 5;

/** A big W&B of one's own, and the client that asks it over HTTP. */
export async function apiTables(resources: Resources): Promise<Table[]> {
  const seed = `big:${AUTOMATIONS},${PROJECTS},${RUNS}`;
  const sandbox = await RunningSandbox.start(resources, ['--seed', seed]);
  const seeded = await sandbox.process.ask('usage');
  const { first, all, requests } = await listing(sandbox);
  const lookups = await lookUp(sandbox);
  const abort = await aborting(sandbox);
  const { peak } = await sandbox.process.ask('usage');
  await sandbox.process.stop();
  return [
    {
      title: `Sandbox with ${seed}`,
      columns: ['', 'measured'],
      rows: [
        ['start → it listens, ms', figureOf([sandbox.start], 5000)],
        ['… processor time, ms', { value: seeded.cpu }],
        ['peak memory when it listens, MB', { value: seeded.peak, budget: 600 }],
        ['peak memory after the next table, MB', { value: peak, budget: 600 }],
      ],
    },
    {
      title: 'W&B API client, with that sandbox in another process',
      columns: ['', 'measured'],
      rows: [
        ['list 10,000 automations: first page, ms', { ...first, budget: 150 }],
        ['list 10,000 automations: all, ms', { ...all, budget: 3000 }],
        ['… requests', { value: requests }],
        [
          'look up the names of a file of 200 automations: requests',
          { value: lookups.traffic.requests, budget: 12 },
        ],
        ['… at the same time at most', { value: lookups.traffic.most, budget: 6 }],
        ['… ms', lookups.figure],
        ['abort of a request → the end of the call, ms', { ...abort, budget: 50 }],
      ],
    },
  ];
}

async function listing(sandbox: RunningSandbox) {
  const firsts: Span[] = [];
  let requests = 0;
  const all = await repeat(async () => {
    const { client, traffic } = sandbox.client();
    const clock = stopwatch(sandbox.process.pid);
    let items = 0;
    let first: Span | undefined;
    for await (const page of client.automations({ entity: team })) {
      first ??= clock();
      items += page.items.length;
    }
    const span = clock();
    if (items !== AUTOMATIONS || !first) throw new Failure(`Listed ${items} automations.`);
    firsts.push(first);
    ({ requests } = traffic);
    return span;
  });
  return { first: figureOf(firsts), all: figureOf(all), requests };
}

/** Everything that creating the automations of one file has to know. */
async function lookUp(
  sandbox: RunningSandbox,
): Promise<{ readonly traffic: Traffic; readonly figure: Figure }> {
  const owner = sandbox.client().client;
  for (let index = 0; index < WEBHOOKS; index++) {
    await owner.createWebhook({
      entityName: team,
      name: `hook-${index}`,
      urlEndpoint: `https://hooks.example/${index}`,
    });
  }
  const text = specOfAutomations(200, {
    team,
    project: (index) => `project-${index}`,
    channel: () => '#ml-alerts',
    webhook: (index) => `hook-${index % WEBHOOKS}`,
  });
  const automations = openSpecDocument(text).entries.flatMap((entry) => entry.automations);
  const names = automations.map((automation) => compileAutomation(automation).references);
  let last: Traffic = { requests: 0, open: 0, most: 0 };
  const spans = await repeat(async () => {
    const { client, traffic } = sandbox.client();
    const catalog = createRemoteCatalog(client, { clock: systemClock, account: 'bench' });
    const clock = stopwatch(sandbox.process.pid);
    const found = await Promise.all(
      names.map((references) => resolveReferences(references, catalog, client.host)),
    );
    const span = clock();
    if (found.length !== 200 || found.some((each) => 'problem' in each))
      throw new Failure('A name of the file was not found.');
    last = traffic;
    return span;
  });
  return { traffic: last, figure: figureOf(spans) };
}

/** While the server thinks for a minute. */
async function aborting(sandbox: RunningSandbox): Promise<Figure> {
  await sandbox.delay(60_000);
  const spans = await repeat(async () => {
    const { client } = sandbox.client();
    const controller = new AbortController();
    const call = client.viewer(controller.signal).then(
      () => performance.now(),
      () => performance.now(),
    );
    await pause(50);
    const clock = stopwatch();
    const start = performance.now();
    controller.abort();
    const wall = (await call) - start;
    const { wall: whole, undisturbed } = clock();
    return { wall, undisturbed: wall - (whole - undisturbed) };
  });
  await sandbox.delay(0);
  return figureOf(spans);
}
