import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeEach, describe, expect, it } from 'vitest';
import { assume, type Assumptions } from '../../core/catalog/assumptions';
import { seedEmpty } from '../seed/empty';
import type {
  Entity,
  JsonRecord,
  Project,
  Run,
  Trigger,
  TriggeredAction,
  TriggerExecution,
  TriggerScopeType,
  User,
  WebhookIntegration,
} from '../store/records';
import { Store } from '../store/store';
import {
  addAliases,
  addTags,
  changeCollectionTags,
  createVersion,
  linkVersion,
  unlinkVersion,
} from '../world/artifacts';
import { savedFilter } from '../world/filter-rules';
import { createProject } from '../world/projects';
import { createRun, logMetrics, setRunState, type NewRun } from '../world/runs';
import { insertSecret } from '../world/secrets';
import { timestamp, type World } from '../world/world';
import { createEngine } from './engine';

const HOUR = 3_600_000;
const start = Date.parse('2026-09-01T00:00:00Z');

let now: number;
let world: World;
let store: Store;
let user: User;
let team: Entity;
let project: Project;

beforeEach(() => build());

async function build(choices: Partial<Assumptions> = {}, webhookTimeout = 10_000): Promise<void> {
  now = start;
  store = await seedEmpty(new Store());
  const context = { store, now: () => now, allowNetwork: false };
  world = { ...context, hooks: createEngine({ assumptions: assume(choices), webhookTimeout })(context) };
  user = [...store.users.values()][0]!;
  team = store.entityNamed('my-team')!;
  project = createProject(world, user, team, 'finetune', {});
}

interface Sketch {
  readonly name?: string;
  readonly scope?: { readonly type: TriggerScopeType; readonly id: string };
  readonly eventType: string;
  readonly filter: object;
  readonly action?: TriggeredAction;
  readonly enabled?: boolean;
}

function automation({ name = 'a', scope, eventType, filter, action, enabled = true }: Sketch): Trigger {
  return store.triggers.put({
    id: store.newId('Trigger'),
    name,
    description: null,
    enabled,
    scope: scope ?? { type: 'PROJECT', id: project.id },
    entityId: team.id,
    projectId: null,
    eventType,
    filter: savedFilter(eventType, JSON.stringify(filter)),
    action: action ?? { type: 'NO_OP', noOp: true },
    createdBy: user.id,
    createdAt: timestamp(now),
    updatedAt: null,
    lastExecutedAt: null,
  });
}

const everyRun = '{"$and":[]}';
const above10 = (name = 'loss', run?: object) => ({
  eventType: 'RUN_METRIC',
  filter: {
    run_filter: run ? JSON.stringify({ $and: [run] }) : everyRun,
    run_metric_filter: {
      threshold_filter: { name, agg_op: 'AVERAGE', window_size: 2, cmp_op: '$gt', threshold: 10 },
    },
    metric_filter: null,
  },
});
const becomes = (...states: string[]) => ({
  eventType: 'RUN_STATE',
  filter: { run_filter: everyRun, run_state_filter: { states } },
});
const on = (eventType: string, ...conditions: object[]) => ({
  eventType,
  filter: { $or: [{ $and: conditions }] },
});

const newRun = async (input: NewRun = {}, at = project): Promise<Run> =>
  (await createRun(world, user, at, input)).value;

/** Logs one value a step; answers what fired. */
async function log(run: Run, values: readonly unknown[], key = 'loss'): Promise<readonly TriggerExecution[]> {
  const executions: TriggerExecution[] = [];
  for (const value of values) {
    const current = store.runs.get(run.id)!;
    const row: JsonRecord = { [key]: value };
    executions.push(...(await logMetrics(world, current, row)).executions);
  }
  return executions;
}

const names = (executions: readonly TriggerExecution[]): string[] =>
  executions.map(({ triggerName }) => triggerName);

describe('scopes', () => {
  it('reach down: project, team and organization see a run; others do not', async () => {
    const other = createProject(world, user, team, 'other', {});
    const organization = [...store.organizations.values()][0]!;
    automation({ ...above10(), name: 'project' });
    automation({ ...above10(), name: 'elsewhere', scope: { type: 'PROJECT', id: other.id } });
    automation({ ...above10(), name: 'team', scope: { type: 'ENTITY', id: team.id } });
    automation({
      ...above10(),
      name: 'organization',
      scope: { type: 'ENTITY', id: organization.orgEntityId },
    });
    automation({ ...above10(), name: 'disabled', enabled: false });
    expect(names(await log(await newRun(), [30, 30]))).toEqual(['project', 'team', 'organization']);
    expect(names(await log(await newRun({}, other), [30, 30]))).toEqual([
      'elsewhere',
      'team',
      'organization',
    ]);
  });

  it('of teams and organizations can be left out for runs', async () => {
    await build({ entity_run_events: 'ignore' });
    automation({ ...above10(), name: 'team', scope: { type: 'ENTITY', id: team.id } });
    expect(await log(await newRun(), [30, 30])).toEqual([]);
  });

  it('see artifacts: collection, registry, organization', async () => {
    const orgEntity = store.entityNamed('my-org-entity')!;
    const registry = createProject(world, user, orgEntity, 'wandb-registry-model', {});
    const source = (await createVersion(world, user, project, { collection: 'llm', type: 'model' })).value;
    await linkVersion(world, user, source, registry, 'llm', []);
    const collection = store.collectionAt(registry.id, 'llm')!;
    automation({
      ...on('ADD_ARTIFACT_ALIAS'),
      name: 'collection',
      scope: { type: 'ARTIFACT_COLLECTION', id: collection.id },
    });
    automation({
      ...on('ADD_ARTIFACT_ALIAS'),
      name: 'registry',
      scope: { type: 'PROJECT', id: registry.id },
    });
    automation({
      ...on('ADD_ARTIFACT_ALIAS'),
      name: 'organization',
      scope: { type: 'ENTITY', id: orgEntity.id },
    });
    automation({ ...on('ADD_ARTIFACT_ALIAS'), name: 'source', scope: { type: 'PROJECT', id: project.id } });
    const membership = store.memberships.where('collection', collection.id)[0]!;
    const { executions } = await addAliases(world, user, membership, ['prod']);
    expect(names(executions)).toEqual(['collection', 'registry', 'organization']);
    expect(executions[0]?.event.data).toEqual({
      __typename: 'ArtifactAliasEventDetails',
      artifactMetadata: '{}',
      artifactVersionIndex: 0,
      artifactCollectionName: 'llm',
      projectName: 'wandb-registry-model',
      entityName: 'my-org-entity',
      alias: 'prod',
    });
  });
});

describe('runs', () => {
  it('are followed apart from each other, value by value', async () => {
    automation(above10());
    const [one, two] = [await newRun(), await newRun()];
    expect(await log(one, [30])).toEqual([]);
    expect(await log(two, [30])).toEqual([]);
    expect((await log(one, [30]))[0]).toMatchObject({
      runId: one.id,
      event: { data: { metricValues: [30, 30] } },
    });
  });

  it('fire once in 24 hours for an automation, also after the engine began anew', async () => {
    automation(above10());
    const run = await newRun();
    expect(await log(run, [30, 30, 30])).toHaveLength(1);
    now += 24 * HOUR - 1000;
    const hooks = createEngine()({ store, now: () => now, allowNetwork: false });
    world = { ...world, hooks };
    expect(await log(run, [30])).toEqual([]);
    now += 1000;
    expect(await log(run, [30])).toHaveLength(1);
  });

  it('count values from before the automation was made', async () => {
    const run = await newRun();
    await log(run, [30]);
    automation(above10());
    expect(await log(run, [30])).toHaveLength(1);
  });

  it('are followed anew by an automation that was edited', async () => {
    const trigger = automation(above10('loss', { display_name: 'x' }));
    const run = await newRun({ displayName: 'prod' });
    expect(await log(run, [30, 30])).toEqual([]);
    store.triggers.put({ ...trigger, filter: JSON.stringify(above10().filter) });
    expect(await log(run, [30])).toHaveLength(1);
  });

  it('never fire once they are killed', async () => {
    automation({ ...above10(), name: 'metric' });
    automation({ ...becomes('FAILED', 'FINISHED', 'RUNNING'), name: 'state' });
    const run = await newRun({ state: 'pending' });
    await setRunState(world, run, 'killed');
    expect(await log(run, [30, 30, 30])).toEqual([]);
    expect([...store.executions.values()]).toEqual([]);
  });

  it('tell their states', async () => {
    automation({ ...becomes('FAILED'), name: 'failed' });
    automation({ ...becomes('RUNNING'), name: 'running' });
    const created = await createRun(world, user, project, { displayName: 'prod-7' });
    expect(names(created.executions)).toEqual(['running']);
    const { executions } = await setRunState(world, created.value, 'crashed');
    expect(executions).toMatchObject([
      {
        triggerName: 'failed',
        event: {
          eventType: 'RUN_STATE',
          data: {
            __typename: 'RunStateEventDetails',
            runName: 'prod-7',
            projectName: 'finetune',
            newRunState: 'CRASHED',
          },
        },
      },
    ]);
  });

  it('are picked by their fields', async () => {
    automation({ ...above10('loss', { 'config.lr.value': { $gt: 0.1 } }), name: 'config' });
    automation({ ...above10('loss', { tags: { $in: ['a'] } }), name: 'tags' });
    automation({ ...above10('loss', { display_name: { $regex: '^prod' } }), name: 'regex' });
    automation({ ...above10('loss', { nobody_knows: 1 }), name: 'unknown' });
    const run = await newRun({ displayName: 'prod-7', config: { lr: 0.2 }, tags: ['b'] });
    expect(names(await log(run, [30, 30]))).toEqual(['config', 'regex']);
  });

  it('may log NaN as the SDK does, and system metrics', async () => {
    automation({ ...above10(), name: 'loss' });
    automation({ ...above10('cpu'), name: 'cpu' });
    const run = await newRun();
    expect(await log(run, [30, 'NaN'])).toEqual([]);
    expect(names(await log(run, ['Infinity']))).toEqual(['loss']);
    await logMetrics(world, store.runs.get(run.id)!, { 'system.cpu': 50 }, undefined, 'system');
    const { executions } = await logMetrics(
      world,
      store.runs.get(run.id)!,
      { 'system.cpu': 60 },
      undefined,
      'system',
    );
    expect(names(executions)).toEqual(['cpu']);
  });

  it('of a store that was cleared leave nothing behind', async () => {
    automation(above10());
    const run = await newRun();
    await log(run, [30]);
    store.clear();
    await seedEmpty(store);
    user = [...store.users.values()][0]!;
    team = store.entityNamed('my-team')!;
    project = createProject(world, user, team, 'finetune', {});
    automation(above10());
    const again = await newRun();
    expect(again.id).toBe(run.id);
    expect(await log(again, [30])).toEqual([]);
  });

  it('do not fire what can not be read', async () => {
    automation({ eventType: 'RUN_METRIC', filter: { metric_filter: '{"name":"loss","cmp_op":"$eq"}' } });
    automation({ eventType: 'WEAVE_METRIC_THRESHOLD', filter: {} });
    expect(await log(await newRun(), [30, 30])).toEqual([]);
  });
});

describe('artifact events', () => {
  it.each([
    ['CREATE_ARTIFACT', {}, ['CREATE_ARTIFACT']],
    ['ADD_ARTIFACT_ALIAS', { alias: 'prod' }, ['ADD_ARTIFACT_ALIAS']],
    ['ADD_ARTIFACT_ALIAS', { alias: { $regex: '^stag' } }, []],
    ['ADD_ARTIFACT_TAG', { tag: 'good' }, ['ADD_ARTIFACT_TAG']],
    ['CREATE_ARTIFACT', { alias: 'latest' }, ['CREATE_ARTIFACT']],
    ['CREATE_ARTIFACT', { tag: 'good' }, []],
    ['CREATE_ARTIFACT', { artifact_name: 'llm' }, []],
  ])('%s with %j', async (eventType, condition, expected) => {
    const collection = (await createVersion(world, user, project, { collection: 'llm', type: 'model' })).value
      .sequenceId;
    automation({
      ...on(eventType, condition),
      name: eventType,
      scope: { type: 'ARTIFACT_COLLECTION', id: collection },
    });
    const { executions } = await createVersion(world, user, project, {
      collection: 'llm',
      type: 'model',
      aliases: ['prod'],
      tags: ['good'],
      metadata: { acc: 0.97 },
    });
    expect(names(executions)).toEqual(expected);
    const data = executions[0]?.event.data;
    if (data)
      expect(data).toMatchObject({
        artifactMetadata: '{"acc":0.97}',
        artifactVersionIndex: 1,
        artifactCollectionName: 'llm',
      });
  });

  it('of collections, links and unlinking arrive, too', async () => {
    automation({ ...on('ADD_COLLECTION_TAG', { tag: { $contains: 'go' } }), name: 'tagged' });
    automation({ ...on('LINK_MODEL'), name: 'linked' });
    automation({ ...on('UNLINK_ARTIFACT'), name: 'unlinked' });
    const { value: artifact } = await createVersion(world, user, project, {
      collection: 'llm',
      type: 'model',
    });
    const { value: membership, executions: linked } = await linkVersion(
      world,
      user,
      artifact,
      project,
      'best',
      [],
    );
    expect(linked).toMatchObject([
      { triggerName: 'linked', event: { data: { __typename: 'ArtifactEventDetails' } } },
    ]);
    const best = store.collectionAt(project.id, 'best')!;
    const tagged = await changeCollectionTags(world, user, best, 'ADD_COLLECTION_TAG', ['good']);
    expect(tagged.executions).toMatchObject([
      {
        triggerName: 'tagged',
        event: { data: { __typename: 'ArtifactTagEventDetails', artifactVersionIndex: null, tag: 'good' } },
      },
    ]);
    expect(names((await unlinkVersion(world, user, membership)).executions)).toEqual(['unlinked']);
    expect((await addTags(world, user, artifact, ['good'])).executions).toEqual([]);
  });
});

describe('actions', () => {
  const webhook = (urlEndpoint: string, refs: Partial<WebhookIntegration> = {}): TriggeredAction => {
    const id = store.newId('Integration');
    const integration = {
      kind: 'webhook',
      id,
      entityId: team.id,
      name: 'hook',
      urlEndpoint,
      createdAt: timestamp(now),
    } as const;
    store.integrations.put({ accessTokenRef: null, secretRef: null, ...integration, ...refs });
    return {
      type: 'GENERIC_WEBHOOK',
      integrationId: id,
      requestPayload: '{"by":"${event_author}","key":"${KEY}"}',
    };
  };
  const outcome = async (action: TriggeredAction) => {
    automation({ ...becomes('RUNNING'), action });
    return (await createRun(world, user, project, {})).executions[0];
  };
  const failure = async (action: TriggeredAction): Promise<string | undefined> => {
    const execution = await outcome(action);
    expect(execution?.state).toBe('FAILED');
    return execution?.result?.data.error?.message;
  };

  it('that need nothing are finished at once', async () => {
    const execution = await outcome({ type: 'NO_OP', noOp: true });
    expect(execution).toMatchObject({
      state: 'FINISHED',
      action: { actionType: 'NO_OP', data: { __typename: 'NoOpActionArgs', noOp: true } },
      result: { resultType: 'DEFAULT', data: { error: null } },
    });
    expect(store.executions.get(execution!.id)).toEqual(execution);
  });

  it.each<[TriggeredAction, string]>([
    [{ type: 'ARIA', prompt: 'hi' }, 'the sandbox can not perform actions of type ARIA'],
    [
      { type: 'QUEUE_JOB', queueId: 'q', template: '{}' },
      'the sandbox can not perform actions of type QUEUE_JOB',
    ],
    [
      { type: 'PUSH_NOTIFICATION', userId: 'u', title: null, body: null },
      'the sandbox can not perform actions of type PUSH_NOTIFICATION',
    ],
    [
      { type: 'GENERIC_WEBHOOK', integrationId: 'gone', requestPayload: null },
      'webhook integration not found: gone',
    ],
    [
      { type: 'NOTIFICATION', integrationId: 'gone', title: null, message: null, severity: null },
      'Slack integration not found: gone',
    ],
  ])('that can not be done say so: %j', async (action, message) => {
    expect(await failure(action)).toBe(message);
  });

  it.each([
    [
      'https://example.com/hook',
      'example.com is not this machine; start the sandbox with --allow-network to call it',
    ],
    [
      'http://127.0.0.1.example.com/',
      '127.0.0.1.example.com is not this machine; start the sandbox with --allow-network to call it',
    ],
    [
      'http://[::ffff:8.8.8.8]/',
      '[::ffff:808:808] is not this machine; start the sandbox with --allow-network to call it',
    ],
    ['ftp://127.0.0.1/', 'not an http URL: ftp://127.0.0.1/'],
    ['nonsense', 'not an http URL: nonsense'],
  ])('call nobody but this machine: %s', async (url, message) => {
    expect(await failure(webhook(url))).toBe(message);
  });

  it('say when nobody listens, and when a secret is gone', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    expect(await failure(webhook(`http://127.0.0.1:${String(port)}/`))).toMatch(
      /can not be reached: connect ECONNREFUSED/,
    );
    store.triggers.clear();
    expect(await failure(webhook('http://127.0.0.1/', { secretRef: 'KEY' }))).toBe('secret not found: KEY');
  });

  it('give up a target that does not answer, and record it before they call', async () => {
    await build({}, 300);
    const seen: string[] = [];
    const server = createServer(
      () => void seen.push([...store.executions.values()].map(({ state }) => state).join()),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${String(port)}/`;
    expect(await failure(webhook(url))).toBe(`no answer from 127.0.0.1:${String(port)} within 300 ms`);
    expect(seen).toEqual(['PENDING']);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('put a secret into the payload by its name, and keep it out of the history', async () => {
    const bodies: string[] = [];
    const server = createServer((request, response) => {
      request.on('data', (chunk: Buffer) => bodies.push(chunk.toString('utf8')));
      request.on('end', () => response.writeHead(204).end());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    insertSecret(world, user, 'my-team', 'KEY', 'k-123');
    const execution = await outcome(webhook(`http://localhost:${String(port)}/`, { secretRef: 'KEY' }));
    expect(bodies).toEqual(['{"by":"demo","key":"k-123"}']);
    expect(execution).toMatchObject({
      state: 'FINISHED',
      action: { data: { requestPayload: '{"by":"demo","key":"${KEY}"}' } },
      result: { data: { statusCode: 204, body: '' } },
    });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});
