import { describe, expect, it } from 'vitest';
import type { WandbClient } from './client';
import { ApiError, type ApiFailure } from './errors';
import { collect } from './paging';
import { hang, json, networkError, type FakeAnswer } from './testing/fakeServer';
import { createMiniServer, type Fault } from './testing/miniServer';
import { createTestClient, testKey } from './testing/rig';

const path = { entity: 'my-team', project: 'finetune' };
const team = { entity: 'my-team' };

/** Every read, and how its main document is called. `single`: a thing that may not be there. */
const reads: Readonly<
  Record<string, { ask: (client: WandbClient, signal?: AbortSignal) => Promise<unknown>; single?: true }>
> = {
  viewer: { ask: (client, signal) => client.viewer(signal) },
  serverVersion: { ask: (client, signal) => client.serverVersion(signal) },
  entity: { ask: (client, signal) => client.entity('my-team', signal), single: true },
  organization: { ask: (client, signal) => client.organization('my-org', signal), single: true },
  organizationsOf: { ask: (client, signal) => client.organizationsOf('my-team', signal), single: true },
  organizationFeatures: {
    ask: (client, signal) => client.organizationFeatures('my-org', signal),
    single: true,
  },
  secrets: { ask: (client, signal) => client.secrets('my-team', signal), single: true },
  projects: { ask: (client, signal) => collect(client.projects('my-team', signal)) },
  project: { ask: (client, signal) => client.project(path, signal), single: true },
  registries: { ask: (client, signal) => collect(client.registries('my-org', signal)) },
  registry: { ask: (client, signal) => client.registry('my-org', 'model', signal), single: true },
  collections: { ask: (client, signal) => collect(client.collections(path, signal)) },
  collection: {
    ask: (client, signal) => client.collection({ ...path, collection: 'llm' }, signal),
    single: true,
  },
  aliases: { ask: (client, signal) => collect(client.aliases('collection-1', signal)) },
  versions: {
    ask: (client, signal) => collect(client.versions({ ...path, collection: 'llm' }, 'model', signal)),
  },
  version: {
    ask: (client, signal) => client.version({ ...path, collection: 'llm' }, 'prod', signal),
    single: true,
  },
  artifactSample: { ask: (client, signal) => client.artifactSample(path, signal), single: true },
  runs: { ask: (client, signal) => collect(client.runs(path, {}, signal)) },
  runCounts: { ask: (client, signal) => client.runCounts(path, ['finished', 'failed'], signal) },
  metricKeys: { ask: (client, signal) => client.metricKeys(path, signal), single: true },
  runMetrics: { ask: (client, signal) => client.runMetrics(path, 'abc', signal), single: true },
  sampledHistory: { ask: (client, signal) => client.sampledHistory(path, 'abc', ['loss'], {}, signal) },
  integrations: { ask: (client, signal) => collect(client.integrations('my-team', signal)) },
  'automations of an entity': { ask: (client, signal) => collect(client.automations(team, signal)) },
  'automations of an organization': {
    ask: (client, signal) => collect(client.automations({ organization: 'my-org' }, signal)),
  },
  'automations of a project': { ask: (client, signal) => collect(client.automations(path, signal)) },
  'automations of a collection': {
    ask: (client, signal) => collect(client.automations({ collectionId: 'c' }, signal)),
  },
  'automations of the viewer': {
    ask: (client, signal) => collect(client.automations({ viewer: true }, signal)),
  },
  automation: { ask: (client, signal) => client.automation('trigger-1', team, signal) },
  'executions of an automation': {
    ask: (client, signal) => collect(client.executions({ triggerId: 'trigger-1' }, signal)),
  },
  'executions of a project': { ask: (client, signal) => collect(client.executions(path, signal)) },
  'executions of a collection': {
    ask: (client, signal) => collect(client.executions({ collectionId: 'c' }, signal)),
  },
};

const input = {
  name: 'second',
  enabled: true,
  scopeType: 'PROJECT',
  scopeID: 'project-1',
  triggeringEventType: 'RUN_STATE',
  eventFilter: '{"run_state_filter":{"states":["FAILED"]}}',
  triggeredActionType: 'NO_OP',
  triggeredActionConfig: { noOpActionInput: { noOp: true } },
};

/** Every write, its document, and what the server holds once it took effect. */
const writes: Readonly<
  Record<
    string,
    {
      document: string;
      write: (client: WandbClient, signal?: AbortSignal) => Promise<unknown>;
      after: string;
    }
  >
> = {
  createAutomation: {
    document: 'CreateAutomation',
    write: (client, signal) => client.createAutomation(input, team, signal),
    after: 'first,second deploy',
  },
  updateAutomation: {
    document: 'UpdateAutomation',
    write: (client, signal) => client.updateAutomation({ id: 'trigger-1', name: 'renamed' }, team, signal),
    after: 'renamed deploy',
  },
  deleteAutomation: {
    document: 'DeleteAutomation',
    write: (client, signal) => client.deleteAutomation('trigger-1', team, signal),
    after: ' deploy',
  },
  createWebhook: {
    document: 'CreateWebhook',
    write: (client, signal) =>
      client.createWebhook(
        { entityName: 'my-team', name: 'other', urlEndpoint: 'https://example.com/o' },
        signal,
      ),
    after: 'first deploy,other',
  },
  updateWebhook: {
    document: 'UpdateWebhook',
    write: (client, signal) => client.updateWebhook('my-team', { id: 'webhook-1', name: 'rollout' }, signal),
    after: 'first rollout',
  },
  deleteIntegration: {
    document: 'DeleteIntegration',
    write: (client, signal) => client.deleteIntegration('my-team', 'webhook-1', signal),
    after: 'first ',
  },
};

const before = 'first deploy';

const page = (status: number): FakeAnswer => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: '<!doctype html><p>Oops</p>',
});
const refuse = (status: number, text = 'no'): FakeAnswer =>
  json({ errors: [{ message: text }], data: null }, status);
const half = ({ body }: FakeAnswer): FakeAnswer => ({ body: body.slice(0, body.length / 2) });
const broken =
  (code: string): Fault =>
  () =>
    Promise.reject(networkError(code));

/** What may happen, and what it is called; `tries`: how often a read is sent. */
const faults: Readonly<Record<string, { fault: Fault; kind: string; tries: number }>> = {
  '401': { fault: () => refuse(401), kind: 'unauthenticated', tries: 1 },
  '403': { fault: () => refuse(403, 'permission denied'), kind: 'forbidden', tries: 1 },
  '404': { fault: () => refuse(404, 'not found'), kind: 'not-found', tries: 1 },
  '404 page': { fault: () => page(404), kind: 'broken-answer', tries: 1 },
  '409': { fault: () => refuse(409, 'already exists'), kind: 'conflict', tries: 1 },
  '429': {
    fault: () => ({ ...refuse(429), headers: { 'retry-after': '2' } }),
    kind: 'rate-limited',
    tries: 4,
  },
  '429 for long': {
    fault: () => ({ ...refuse(429), headers: { 'retry-after': '600' } }),
    kind: 'rate-limited',
    tries: 1,
  },
  '400': { fault: () => refuse(400, 'bad argument'), kind: 'invalid', tries: 1 },
  '500': { fault: () => refuse(500, 'boom'), kind: 'server-error', tries: 4 },
  '501': { fault: () => refuse(501), kind: 'server-error', tries: 1 },
  '502 page': { fault: () => page(502), kind: 'server-error', tries: 4 },
  'a web page': { fault: () => page(200), kind: 'broken-answer', tries: 1 },
  'a login page elsewhere': {
    fault: () => ({ status: 302, headers: { location: 'https://login.example.net/' }, body: '' }),
    kind: 'broken-answer',
    tries: 1,
  },
  'a cut body': { fault: (_, serve) => half(serve()), kind: 'broken-answer', tries: 4 },
  'other JSON': { fault: () => json({ hello: 'world' }), kind: 'broken-answer', tries: 1 },
  'errors with 200': {
    fault: () => json({ errors: [{ message: 'no idea' }], data: null }),
    kind: 'invalid',
    tries: 1,
  },
  'an unknown field': {
    fault: () => refuse(400, 'Cannot query field "x" on type "Query".'),
    kind: 'unsupported',
    tries: 1,
  },
  'no such name': { fault: broken('ENOTFOUND'), kind: 'unreachable dns', tries: 4 },
  'a closed port': { fault: broken('ECONNREFUSED'), kind: 'unreachable refused', tries: 4 },
  'a bad certificate': { fault: broken('DEPTH_ZERO_SELF_SIGNED_CERT'), kind: 'unreachable tls', tries: 1 },
  'a bad proxy': { fault: broken('EPROXY'), kind: 'unreachable proxy', tries: 1 },
  'a reset': { fault: broken('ECONNRESET'), kind: 'unreachable connection', tries: 4 },
  'a hung server': {
    fault: (_request, _serve, signal) => hang(signal),
    kind: 'unreachable timeout',
    tries: 1,
  },
};

const kindOf = (failure: ApiFailure): string =>
  failure.kind === 'unreachable' ? `${failure.kind} ${failure.cause}` : failure.kind;

async function failureOf(work: Promise<unknown>): Promise<ApiError> {
  const outcome = await work.then(
    (value) => value,
    (error: unknown) => error,
  );
  if (outcome instanceof ApiError) return outcome;
  throw new Error(`Expected an ApiError, got ${JSON.stringify(outcome)}`);
}

/** Capabilities first, so that the fault meets the operation itself. */
async function rig(modern = true) {
  const server = createMiniServer({ modern });
  const { client, clock } = createTestClient(server.fetch);
  await clock.run(client.capabilities());
  const held = (): string => `${server.automations().join()} ${server.webhooks().join()}`;
  return { server, client, clock, held };
}

describe('A healthy server', () => {
  it.each(Object.keys(reads))('answers %s', async (name) => {
    const { client, clock } = await rig();
    expect(await clock.run(reads[name]!.ask(client))).toBeDefined();
  });

  it.each(Object.keys(writes))('does %s, once', async (name) => {
    const { client, clock, server, held } = await rig();
    const { write, document, after } = writes[name]!;
    await clock.run(write(client));
    expect(held()).toBe(after);
    expect(server.count(document)).toBe(1);
  });
});

describe.each(Object.keys(faults))('Always %s', (name) => {
  const { fault, kind, tries } = faults[name]!;

  it.each(Object.keys(reads))('%s says so', async (read) => {
    const { client, clock, server } = await rig();
    const { ask, single } = reads[read]!;
    const asked = server.requests.length;
    server.disturb(fault);
    if (kind === 'not-found' && single) {
      expect(await clock.run(ask(client))).toBeUndefined();
      return;
    }
    if (kind === 'unsupported' && (read === 'serverVersion' || read === 'viewer')) {
      // These two can do with less.
      await clock.run(ask(client)).catch(() => undefined);
      return;
    }
    const error = await failureOf(clock.run(ask(client)));
    expect(kindOf(error.failure)).toBe(kind);
    // What isn't an organization may be the name of its entity: that is asked for next.
    if (!(kind === 'not-found' && read === 'registries')) expect(server.requests.length - asked).toBe(tries);
    expect(JSON.stringify(error.sentence)).not.toContain(testKey);
    expect(error.sentence.args).toContain('api.example.com');
  });
});

/** Faults of which it is clear that the write did nothing. */
const definite = Object.keys(faults).filter((name) =>
  /^(401|403|404|404 page|409|429|429 for long|400|501|a login page elsewhere|errors with 200|an unknown field|no such name|a closed port|a bad certificate|a bad proxy)$/.test(
    name,
  ),
);

describe.each(Object.keys(writes))('%s', (name) => {
  const { write, document, after } = writes[name]!;
  const onlyOn = (fault: Fault, times = Infinity): Fault => {
    let left = times;
    return (request, serve, signal) =>
      request.operation === document && left-- > 0 ? fault(request, serve, signal) : serve();
  };

  it.each(definite)('is refused by %s: says so and has done nothing', async (fault) => {
    const { client, clock, server, held } = await rig();
    server.disturb(onlyOn(faults[fault]!.fault));
    const { failure } = await failureOf(clock.run(write(client)));
    expect(kindOf(failure)).toBe(faults[fault]!.kind);
    expect(held()).toBe(before);
    expect(server.count(document)).toBe(fault === '429' ? 4 : 1);
  });

  it('goes through when the server only asked to wait', async () => {
    const { client, clock, server, held } = await rig();
    server.disturb(onlyOn(faults['429']!.fault, 2));
    await clock.run(write(client));
    expect(held()).toBe(after);
  });

  const lostAnswers: Readonly<Record<string, Fault>> = {
    'a reset': (_, serve) => (serve(), Promise.reject(networkError('ECONNRESET'))),
    'a cut body': (_, serve) => half(serve()),
    'a page of 502': (_, serve) => (serve(), page(502)),
    'an error 500': (_, serve) => (serve(), refuse(500)),
    'a web page': (_, serve) => (serve(), page(200)),
    'a hung connection': (_, serve, signal) => (serve(), hang(signal)),
  };

  it.each(Object.keys(lostAnswers))(
    'took effect, and %s swallowed the answer: finds out, sends nothing twice',
    async (lost) => {
      const { client, clock, server, held } = await rig();
      server.disturb(onlyOn(lostAnswers[lost]!));
      await clock.run(write(client));
      expect(held()).toBe(after);
      expect(server.count(document)).toBe(1);
    },
  );

  it('took effect although an error came along', async () => {
    const { client, clock, server, held } = await rig();
    server.disturb(
      onlyOn((_, serve) =>
        json({ ...Object(JSON.parse(serve().body)), errors: [{ message: 'half of it', path: ['x'] }] }),
      ),
    );
    await clock.run(write(client));
    expect(held()).toBe(after);
    expect(server.count(document)).toBe(1);
  });

  const lostRequests: Readonly<Record<string, Fault>> = {
    'a reset': broken('ECONNRESET'),
    'an error 500': () => refuse(500),
    'a page of 502': () => page(502),
    'a hung connection': (_request, _serve, signal) => hang(signal),
  };

  it.each(Object.keys(lostRequests))(
    'did nothing because of %s: throws, sends nothing twice',
    async (lost) => {
      const { client, clock, server, held } = await rig();
      server.disturb(onlyOn(lostRequests[lost]!));
      const { failure } = await failureOf(clock.run(write(client)));
      expect(['ambiguous', 'unreachable', 'server-error']).toContain(failure.kind);
      if (lost.startsWith('a hung') || lost.startsWith('a page')) expect(failure.kind).toBe('ambiguous');
      expect(held()).toBe(before);
      expect(server.count(document)).toBe(1);
    },
  );

  it('is ambiguous when nobody can be asked any more', async () => {
    const { client, clock, server } = await rig();
    server.disturb(broken('ECONNRESET'));
    const { failure } = await failureOf(clock.run(write(client)));
    expect(failure).toEqual({ kind: 'ambiguous', cause: { kind: 'unreachable', cause: 'connection' } });
    expect(server.count(document)).toBe(1);
  });

  it('is ambiguous when it was cancelled on the way', async () => {
    const { client, clock, server } = await rig();
    const controller = new AbortController();
    server.disturb(
      onlyOn((_request, _serve, signal) => {
        controller.abort();
        return hang(signal);
      }),
    );
    const { failure } = await failureOf(clock.run(write(client, controller.signal)));
    expect(failure).toEqual({ kind: 'ambiguous', cause: { kind: 'aborted' } });
  });

  it('sends nothing when it was cancelled before', async () => {
    const { client, clock, server } = await rig();
    const { failure } = await failureOf(clock.run(write(client, AbortSignal.abort())));
    expect(failure.kind).toBe('aborted');
    expect(server.count(document)).toBe(0);
  });
});

describe('testWebhook', () => {
  const test = (client: WandbClient) =>
    client.testWebhook({ entityName: 'my-team', urlEndpoint: 'https://example.com' });

  it('is never repeated, and ambiguous when the answer is lost', async () => {
    const { client, clock, server } = await rig();
    server.disturb((request, serve, signal) =>
      request.operation === 'TestWebhook' ? hang(signal) : serve(),
    );
    const { failure } = await failureOf(clock.run(test(client)));
    expect(failure.kind).toBe('ambiguous');
    expect(server.count('TestWebhook')).toBe(1);
  });

  it('is unsupported where the schema lacks it', async () => {
    const { client, clock, server } = await rig(false);
    const { failure } = await failureOf(clock.run(test(client)));
    expect(failure.kind).toBe('unsupported');
    expect(server.count('TestWebhook')).toBe(0);
  });
});

describe('A fault that passes', () => {
  const passing = Object.keys(faults).filter((name) => faults[name]!.tries === 4);

  it.each(passing)('%s once: every read goes through', async (name) => {
    for (const { ask } of Object.values(reads)) {
      const { client, clock, server } = await rig();
      let left = 1;
      server.disturb((request, serve, signal) =>
        left-- > 0 ? faults[name]!.fault(request, serve, signal) : serve(),
      );
      expect(await clock.run(ask(client))).toBeDefined();
    }
  });
});

describe('Cancelling', () => {
  it.each(Object.keys(reads))('ends %s at once', async (name) => {
    const { client, clock, server } = await rig();
    const controller = new AbortController();
    server.disturb(() => new Promise(() => undefined));
    const failure = failureOf(reads[name]!.ask(client, controller.signal));
    await clock.advance(100);
    controller.abort();
    await clock.advance(0);
    expect((await failure).failure.kind).toBe('aborted');
  });
});
