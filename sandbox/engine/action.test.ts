import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeEach, describe, expect, it } from 'vitest';
import type { TriggeredAction, WebhookIntegration } from '../store/records';
import { createRun } from '../world/runs';
import { insertSecret } from '../world/secrets';
import { timestamp } from '../world/world';
import { becomes, EngineWorld } from './testing';

let world: EngineWorld;
beforeEach(async () => {
  world = await EngineWorld.create();
});

describe('actions', () => {
  const webhook = (urlEndpoint: string, refs: Partial<WebhookIntegration> = {}): TriggeredAction => {
    const id = world.store.newId('Integration');
    const integration = {
      kind: 'webhook',
      id,
      entityId: world.team.id,
      name: 'hook',
      urlEndpoint,
      createdAt: timestamp(world.time),
    } as const;
    world.store.integrations.put({ accessTokenRef: null, secretRef: null, ...integration, ...refs });
    return {
      type: 'GENERIC_WEBHOOK',
      integrationId: id,
      requestPayload: '{"by":"${event_author}","key":"${KEY}"}',
    };
  };
  const outcome = async (action: TriggeredAction) => {
    world.automation({ ...becomes('RUNNING'), action });
    return (await createRun(world, world.user, world.project, {})).executions[0];
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
    expect(world.store.executions.get(execution!.id)).toEqual(execution);
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
    world.store.triggers.clear();
    expect(await failure(webhook('http://127.0.0.1/', { secretRef: 'KEY' }))).toBe('secret not found: KEY');
  });

  it('give up a target that does not answer, and record it before they call', async () => {
    world = await EngineWorld.create({ webhookTimeout: 300 });
    const seen: string[] = [];
    const server = createServer(
      () => void seen.push([...world.store.executions.values()].map(({ state }) => state).join()),
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
    insertSecret(world, world.user, 'my-team', 'KEY', 'k-123');
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
