import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WandbClient } from '../../../core/api/client';
import { ApiError } from '../../../core/api/errors';
import { collect } from '../../../core/api/paging';
import { profileNames } from '../../../sandbox/profiles';
import { startSandbox, type Sandbox } from '../../../sandbox/server';
import { clientOf } from './rig';

const finetune = { entity: 'my-team', project: 'finetune' };
const of = { entity: 'my-team' };

/** The kind of failure that a call ends with. */
const failureOf = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call;
  } catch (error) {
    if (error instanceof ApiError) return error.failure.kind;
    throw error;
  }
  return 'none';
};

describe.each(profileNames)('the client against %s', (profile) => {
  let sandbox: Sandbox;
  let client: WandbClient;

  beforeAll(async () => {
    sandbox = await startSandbox({ profile });
    client = clientOf(sandbox);
  });
  afterAll(() => sandbox.close());

  it('knows who it is', async () => {
    expect(await client.viewer()).toMatchObject({ username: 'demo' });
  });

  it('finds entities, projects and runs', async () => {
    expect(await client.entity('my-team')).toMatchObject({ entityType: 'team' });
    expect(await client.entity('nobody')).toBeUndefined();
    const projects = await collect(client.projects('my-team'));
    expect(projects.map(({ name }) => name)).toEqual(expect.arrayContaining(['finetune', 'pretrain']));
    expect((await client.project(finetune))?.runCount).toBeGreaterThan(0);
    expect(await client.project({ entity: 'my-team', project: 'nope' })).toBeUndefined();
    expect((await collect(client.runs(finetune))).length).toBeGreaterThan(0);
  });

  it('knows metrics and their history', async () => {
    const keys = await client.metricKeys(finetune);
    const [run] = await collect(client.runs(finetune));
    expect(keys?.keys.map(({ name }) => name)).toContain('loss');
    const history = await client.sampledHistory(finetune, run!.name, ['loss']);
    expect(history?.['loss']?.length).toBeGreaterThan(0);
  });

  it('lists integrations of both kinds', async () => {
    const kinds = new Set((await collect(client.integrations('my-team'))).map(({ type }) => type));
    expect(kinds).toEqual(new Set(['slack', 'webhook']));
  });

  it('lists automations, whatever the server offers for it', async () => {
    const names = (await collect(client.automations(of))).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['val-loss-high', 'retrain-on-drop']));
  });

  it('creates, finds, updates and deletes', async () => {
    const project = await client.project(finetune);
    const webhook = (await collect(client.integrations('my-team'))).find((one) => one.type === 'webhook');
    const input = {
      name: 'contract',
      enabled: true,
      scopeType: 'PROJECT',
      scopeID: project!.id,
      triggeringEventType: 'LINK_MODEL',
      eventFilter: '{"$or":[{"$and":[{"alias":{"$eq":"prod"}}]}]}',
      triggeredActionType: 'GENERIC_WEBHOOK',
      triggeredActionConfig: {
        genericWebhookActionInput: {
          integrationID: webhook?.id,
          requestPayload: '{"a":"${alias}"}',
        },
      },
    };
    const created = await client.createAutomation(input, of);
    expect(await client.automation(created.id, of)).toMatchObject({ name: 'contract', enabled: true });
    expect(await failureOf(client.createAutomation(input, of))).toBe('conflict');
    const updated = await client.updateAutomation(
      { id: created.id, ...input, enabled: false, description: 'new' },
      of,
    );
    expect(updated).toMatchObject({ id: created.id, enabled: false, description: 'new' });
    await client.deleteAutomation(created.id, of);
    expect(await client.automation(created.id, of)).toBeUndefined();
    expect(await failureOf(client.deleteAutomation(created.id, of))).not.toBe('none');
  });

  it('either has a history of executions or says that the server keeps none', async () => {
    const [first] = await collect(client.automations(of));
    const outcome = await failureOf(collect(client.executions({ triggerId: first!.id })));
    expect(['none', 'unsupported']).toContain(outcome);
    expect(outcome === 'none').toBe(['saas', 'dedicated-0.83', 'server-0.75'].includes(profile));
  });
});
