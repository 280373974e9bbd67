import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demoApiKey } from '../../seed/people';
import { startSandbox, type Sandbox } from '../../server';
import { ask, basic } from '../../testing/client';

let sandbox: Sandbox;
const complaints: string[] = [];
beforeEach(async () => {
  complaints.length = 0;
  sandbox = await startSandbox({ log: (line) => void complaints.push(line) });
});
afterEach(async () => {
  await sandbox.close();
  expect(complaints.filter((line) => !line.startsWith('no route'))).toEqual([]);
});

async function call(
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
  authorization: string | undefined = basic(sandbox.apiKey),
) {
  const response = await fetch(`${sandbox.url}/sandbox/${path}`, {
    method,
    headers: authorization ? { authorization } : {},
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status: response.status, answer: (await response.json()) as Answer };
}

interface Answer {
  readonly error?: string;
  readonly run?: { readonly id: string; readonly name: string; readonly state: string };
  readonly version?: string;
  readonly executions?: readonly { readonly triggerName: string; readonly state: string }[];
  readonly messages?: readonly {
    readonly channelName: string;
    readonly title: string;
    readonly text: string;
  }[];
  readonly tags?: readonly string[];
  readonly aliases?: readonly string[];
}

const post = (path: string, body: unknown = {}) => call('POST', path, body);
const fired = ({ answer }: { answer: Answer }): string[] =>
  answer.executions?.map(({ triggerName }) => triggerName) ?? [];

describe('runs', () => {
  it('are made, log and end, and automations notice', async () => {
    const made = await post('projects/my-team/pretrain/runs', {
      displayName: 'exp-new',
      config: { lr: 1 },
      tags: ['x'],
    });
    expect(made).toMatchObject({ status: 200, answer: { run: { state: 'running' }, executions: [] } });
    const path = `projects/my-team/pretrain/runs/${made.answer.run!.name}`;
    const log = await post(`${path}/history`, {
      rows: [{ values: { loss: 2 } }, { values: { loss: 1 }, step: 5 }, { values: { acc: 3 }, step: 5 }],
    });
    expect(log.status).toBe(200);
    const { data } = await ask(
      sandbox,
      `{ project(name: "pretrain", entityName: "my-team") { run(name: "${made.answer.run!.name}") {
      displayName config summaryMetrics historyLineCount sampledHistory(specs: ["{\\"keys\\":[\\"_step\\",\\"loss\\"]}"]) } } }`,
    );
    expect(data).toMatchObject({
      project: {
        run: {
          displayName: 'exp-new',
          config: '{"lr":{"value":1,"desc":null}}',
          summaryMetrics: expect.stringContaining('"loss":1') as string,
          historyLineCount: 2,
          sampledHistory: [
            [
              { _step: 0, loss: 2 },
              { _step: 5, loss: 1 },
            ],
          ],
        },
      },
    });
    expect(fired(await post(`${path}/state`, { state: 'failed' }))).toEqual(['failed-runs']);
    expect(fired(await post(`${path}/state`, { state: 'failed' }))).toEqual([]);
    const { answer } = await call('GET', 'slack');
    expect(answer.messages!.at(-1)).toMatchObject({
      channelName: '#ml-oncall',
      title: 'A pretraining run failed',
    });
    expect((await call('GET', 'executions')).answer.executions!.at(-1)).toMatchObject({
      triggerName: 'failed-runs',
      state: 'FINISHED',
    });
  });

  it('say why an automation fired for them', async () => {
    const made = await post('projects/my-team/pretrain/runs', { displayName: 'exp-why', state: 'failed' });
    expect(fired(made)).toEqual(['failed-runs']);
    expect((await call('GET', 'decisions')).answer).toMatchObject({
      decisions: [{ triggerName: 'failed-runs', subject: 'my-team/pretrain/exp-why', outcome: 'fires' }],
    });
  });

  it('can be named by what they are called', async () => {
    expect(
      (await post('projects/my-team/finetune/runs/dpo-beta-0.5/history', { rows: [{ values: { loss: 1 } }] }))
        .status,
    ).toBe(200);
  });

  it.each<[string, string, unknown, number]>([
    ['an unknown project', 'projects/my-team/nothing/runs', {}, 404],
    ['an unknown entity', 'projects/nobody/finetune/runs', {}, 404],
    ['an unknown run', 'projects/my-team/finetune/runs/nothing/state', { state: 'failed' }, 404],
    ['an unknown state', 'projects/my-team/finetune/runs/ft7j2d1l/state', { state: 'tired' }, 400],
    ['an unknown key', 'projects/my-team/finetune/runs', { colour: 'red' }, 400],
    [
      'a step before the last',
      'projects/my-team/finetune/runs/ft7j2d1l/history',
      { rows: [{ step: 1, values: { loss: 1 } }] },
      400,
    ],
    ['a name that is taken', 'projects/my-team/finetune/runs', { name: 'ft7j2d1l' }, 409],
    ['no JSON', 'projects/my-team/finetune/runs', '{', 400],
    ['a list', 'projects/my-team/finetune/runs', '[]', 400],
    ['another route', 'projects/my-team', {}, 404],
    ['a broken path', 'projects/%ff/finetune/runs', {}, 400],
  ])('are not made of %s', async (_, path, body, status) => {
    const { status: got, answer } = await post(path, body);
    expect({ got, error: typeof answer.error }).toEqual({ got: status, error: 'string' });
  });
});

describe('artifacts', () => {
  it('are logged, linked, aliased, tagged and unlinked, and automations notice', async () => {
    const path = 'projects/my-team/finetune/collections/llm-checkpoint';
    const logged = await post(`${path}/versions`, {
      metadata: { eval_loss: 1 },
      aliases: ['new'],
      tags: ['t'],
      run: 'ft3l9s0k',
    });
    expect(logged).toMatchObject({ status: 200, answer: { version: 'llm-checkpoint:v4' } });
    const target = { entity: 'my-org', project: 'wandb-registry-model', collection: 'llm' };
    const linked = await post(`${path}/versions/new/link`, { ...target, aliases: ['canary'] });
    expect(linked).toMatchObject({ status: 200, answer: { version: 'llm:v3' } });
    const registered = 'projects/my-org/wandb-registry-model/collections/llm/versions';
    const aliased = await post(`${registered}/canary/aliases`, { add: ['prod'], remove: ['canary'] });
    expect(fired(aliased)).toEqual(['deploy-prod-llm']);
    expect(aliased.answer.aliases).toEqual(['latest', 'prod']);
    const { data } = await ask(
      sandbox,
      `{ project(name: "wandb-registry-model", entityName: "my-org-entity") {
      prod: artifactCollectionMembership(name: "llm:prod") { versionIndex } v1: artifactCollectionMembership(name: "llm:v1") { aliases { alias } } } }`,
    );
    expect(data).toEqual({ project: { prod: { versionIndex: 3 }, v1: { aliases: [{ alias: 'v1' }] } } });
    expect((await post(`${registered}/prod/tags`, { add: ['fast'], remove: ['t'] })).answer.tags).toEqual([
      'fast',
    ]);
    expect(
      (
        await post('projects/my-org/wandb-registry-model/collections/llm/tags', {
          add: ['big'],
          remove: ['text'],
        })
      ).answer.tags,
    ).toEqual(['internal', 'big']);
    expect((await post(`${registered}/prod/unlink`)).status).toBe(200);
    expect((await post(`${registered}/prod/unlink`)).status).toBe(404);
  });

  it.each<[string, string, unknown, number]>([
    ['an alias with a slash', 'llm-checkpoint/versions/best/aliases', { add: ['a/b'] }, 400],
    ['a tag with a dot', 'llm-checkpoint/versions/best/tags', { add: ['a.b'] }, 400],
    ['an unknown version', 'llm-checkpoint/versions/v99/tags', { add: ['a'] }, 404],
    ['an unknown collection', 'nothing/tags', { add: ['a'] }, 404],
    ['an unknown run', 'llm-checkpoint/versions', { run: 'nothing' }, 404],
    [
      'a link to a collection that is logged to',
      'llm-checkpoint/versions/v0/link',
      { entity: 'my-team', project: 'finetune', collection: 'llm-checkpoint' },
      400,
    ],
  ])('refuse %s', async (_, path, body, status) => {
    expect((await post(`projects/my-team/finetune/collections/${path}`, body)).status).toBe(status);
  });
});

describe('the rest', () => {
  it('needs a key, and rights', async () => {
    expect((await call('POST', 'reset', {}, '')).status).toBe(401);
    const guest = basic(demoApiKey('guest'));
    expect((await call('POST', 'projects/my-team/finetune/runs', {}, guest)).status).toBe(403);
  });

  it('puts everything back as it was', async () => {
    const before = sandbox.store.runs.size;
    await post('projects/my-team/finetune/runs');
    expect(sandbox.store.runs.size).toBe(before + 1);
    await post('faults', { rules: [{ operation: '*', kind: 'html-502' }] });
    expect((await post('reset')).status).toBe(200);
    expect(sandbox.store.runs.size).toBe(before);
    expect((await ask(sandbox, '{ viewer { username } }')).data).toEqual({ viewer: { username: 'demo' } });
  });

  it('answers only under a loopback name', async () => {
    const { request } = await import('node:http');
    const status = await new Promise((resolve) => {
      request(sandbox.url, { headers: { host: 'evil.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).end();
    });
    expect(status).toBe(403);
  });
});
