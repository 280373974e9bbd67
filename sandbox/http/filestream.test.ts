import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demoApiKey } from '../seed/people';
import { startSandbox, type Sandbox } from '../server';
import { ask, basic } from '../testing/client';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox();
  const input = {
    entityName: 'my-team',
    modelName: 'pretrain',
    name: 'fresh',
    host: 'here',
    config: '{"lr":{"value":1}}',
  };
  const made =
    'mutation ($input: UpsertBucketInput!) { upsertBucket(input: $input) { inserted bucket { name state } } }';
  expect((await ask(sandbox, made, { input })).data).toEqual({
    upsertBucket: { inserted: true, bucket: { name: 'fresh', state: 'running' } },
  });
});
afterEach(() => sandbox.close());

const stream = async (
  body: unknown,
  path = 'my-team/pretrain/fresh',
  authorization = basic(sandbox.apiKey),
) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(`${sandbox.url}/files/${path}/file_stream`, {
    method: 'POST',
    headers: { authorization },
    body: text,
  });
  return response.status;
};
const lines = (...rows: object[]) => ({ offset: 0, content: rows.map((row) => JSON.stringify(row)) });
const fresh = () => [...sandbox.store.runs.values()].find(({ name }) => name === 'fresh')!;

describe('the file stream', () => {
  it('takes in what a script logs, and how it ended', async () => {
    const history = lines({ _step: 0, loss: 3 }, { _step: 1, loss: 2 });
    expect(
      await stream({
        files: { 'wandb-history.jsonl': history, 'wandb-events.jsonl': lines({ 'system.cpu': 5 }) },
      }),
    ).toBe(200);
    expect(
      await stream({
        files: { 'wandb-summary.json': lines({ loss: 2, best: 1 }) },
        complete: true,
        exitcode: 1,
      }),
    ).toBe(200);
    expect(sandbox.store.series(fresh(), 'loss')).toEqual([3, 2]);
    expect(sandbox.store.series(fresh(), 'system.cpu')).toEqual([5]);
    expect(fresh()).toMatchObject({ state: 'failed', summary: { best: 1 }, config: { lr: 1 } });
    expect([...sandbox.store.slackMessages.values()].at(-1)).toMatchObject({
      title: 'A pretraining run failed',
    });
  });

  it('passes over what it had before', async () => {
    const chunk = { files: { 'wandb-history.jsonl': lines({ _step: 0, loss: 3 }, { _step: 1, loss: 2 }) } };
    await stream(chunk);
    await stream(chunk);
    expect(sandbox.store.history(fresh()).map(({ _step }) => _step)).toEqual([0, 1]);
  });

  it('refuses what is none', async () => {
    expect(await stream('{')).toBe(400);
    expect(await stream({ files: { 'wandb-history.jsonl': { content: 'x' } } })).toBe(400);
    expect(await stream({ files: { 'wandb-history.jsonl': { content: ['{'] } } })).toBe(400);
    expect(await stream({}, 'my-team/pretrain/nothing')).toBe(404);
    expect(await stream({}, 'my-team/pretrain/%ff')).toBe(400);
    expect(await stream({}, undefined, basic(demoApiKey('guest')))).toBe(403);
    expect(await stream({}, undefined, basic('wrong'))).toBe(401);
  });
});
