import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { WandbClient } from '../../../core/api/client';
import { collect } from '../../../core/api/paging';
import { renderMessage } from '../../../core/l10n/message';
import { runProgram } from '../../../sandbox/program';
import { startSandbox, type Sandbox } from '../../../sandbox/server';
import { clientOf } from './rig';

/*
 * The whole way, each step with the product's own parts: the client makes a webhook and an automation, the command line emits a
 * metric, the sandbox calls a receiver on this machine, the client reads what happened.
 */

interface Received {
  readonly method: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let sandbox: Sandbox;
let client: WandbClient;
let received: Received[];
let target: string;
let stop: () => Promise<unknown>;

beforeEach(async () => {
  received = [];
  const receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({
        method: request.method,
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      });
      response.writeHead(202).end('thanks');
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  target = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  sandbox = await startSandbox();
  client = clientOf(sandbox);
  stop = async () => {
    await sandbox.close();
    receiver.closeAllConnections();
    await new Promise((resolve) => receiver.close(resolve));
  };
});
afterEach(() => stop());

/** `wandb-automations sandbox emit …` */
async function emit(...words: readonly string[]): Promise<void> {
  let said = '';
  const code = await runProgram(['emit', '--url', sandbox.url, '--api-key', sandbox.apiKey, ...words], {
    env: {},
    out: () => undefined,
    err: (text) => void (said += text),
    render: (sentence) => renderMessage(sentence),
    untilTold: () => Promise.resolve(),
  });
  expect({ code, said }).toEqual({ code: 0, said: '' });
}

it('An automation made by the client calls its webhook when a metric is emitted', async () => {
  const of = { entity: 'my-team' };
  const project = await client.project({ entity: 'my-team', project: 'finetune' });
  const webhook = await client.createWebhook({
    entityName: 'my-team',
    name: 'receiver',
    urlEndpoint: target,
    accessTokenRef: 'DEPLOY_TOKEN',
    secretRef: 'SIGNING_SECRET',
  });
  const payload =
    '{"run":"${run_name}","text":"${metric_name} is ${metric_values}","token":"${ACCESS_TOKEN}"}';
  const automation = await client.createAutomation(
    {
      name: 'custom metric over 10',
      enabled: true,
      scopeType: 'PROJECT',
      scopeID: project!.id,
      triggeringEventType: 'RUN_METRIC',
      eventFilter: JSON.stringify({
        run_filter: JSON.stringify({ $and: [{ display_name: { $contains: 'prod' } }] }),
        run_metric_filter: {
          threshold_filter: { name: 'custom', agg_op: null, window_size: 1, cmp_op: '$gt', threshold: 10 },
        },
        metric_filter: null,
      }),
      triggeredActionType: 'GENERIC_WEBHOOK',
      triggeredActionConfig: {
        genericWebhookActionInput: { integrationID: webhook.id, requestPayload: payload },
      },
    },
    of,
  );

  await emit('run', 'my-team/finetune', '--name', 'prod-7');
  await emit('metric', 'my-team/finetune/prod-7', 'custom=9.5');
  expect(received).toEqual([]);
  await emit('metric', 'my-team/finetune/prod-7', 'custom=12.5');
  await emit('metric', 'my-team/finetune/prod-7', 'custom=99');

  const body = '{"run":"prod-7","text":"custom is 12.5","token":"demo-token"}';
  expect(received).toHaveLength(1);
  expect(received[0]).toMatchObject({
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      authorization: 'Bearer demo-token',
      'x-wandb-signature': createHmac('sha256', 'demo-signing-secret').update(body).digest('base64'),
    },
  });
  const [execution, ...others] = await collect(client.executions({ triggerId: automation.id }));
  expect(others).toEqual([]);
  expect(execution).toMatchObject({
    triggerName: 'custom metric over 10',
    state: 'FINISHED',
    event: {
      eventType: 'RUN_METRIC',
      data: { runName: 'prod-7', metricName: 'custom', metricValues: [12.5] },
    },
    action: { data: { requestPayload: body.replace('demo-token', '${ACCESS_TOKEN}') } },
    result: { data: { statusCode: 202, body: 'thanks' } },
  });
  expect((await client.automation(automation.id, of))?.lastExecutedAt).toBe(execution!.createdAt);
});
