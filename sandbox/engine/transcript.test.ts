import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../server';
import { ask, basic } from '../testing/client';
import { createEngine } from './engine';

interface Received {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A webhook target on this machine. */
async function receiver(answer: { status: number; body: string; headers?: Record<string, string> }) {
  const received: Received[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, url: path, headers } = request;
      received.push({ method, path, headers, body: Buffer.concat(chunks).toString('utf8') });
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/hook`, received, close };
}

let sandbox: Sandbox;
let target: Awaited<ReturnType<typeof receiver>>;

beforeEach(async () => {
  target = await receiver({ status: 200, body: '{"ok":true}' });
  sandbox = await startSandbox({ engine: createEngine() });
});
afterEach(async () => {
  await sandbox.close();
  await target.close();
});

async function graphql<T>(query: string, variables: object = {}): Promise<T> {
  const { data, errors } = await ask(sandbox, query, variables);
  expect(errors).toBeUndefined();
  return data as T;
}

async function rest<T>(path: string, body?: object): Promise<T> {
  const response = await fetch(`${sandbox.url}/sandbox/${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: basic(sandbox.apiKey), 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as T;
}

async function addWebhook(url: string): Promise<string> {
  const { createGenericWebhookIntegration: answer } = await graphql<{
    createGenericWebhookIntegration: { integration: { id: string } };
  }>(
    `
      mutation ($input: CreateGenericWebhookIntegrationInput!) {
        createGenericWebhookIntegration(input: $input) {
          integration {
            ... on GenericWebhookIntegration {
              id
            }
          }
        }
      }
    `,
    {
      input: {
        entityName: 'my-team',
        name: 'receiver',
        urlEndpoint: url,
        accessTokenRef: 'DEPLOY_TOKEN',
        secretRef: 'SIGNING_SECRET',
      },
    },
  );
  return answer.integration.id;
}

async function addAutomation(input: object): Promise<string> {
  const { project } = await graphql<{ project: { id: string } }>(
    '{ project(name: "finetune", entityName: "my-team") { id } }',
  );
  const { createFilterTrigger: answer } = await graphql<{ createFilterTrigger: { trigger: { id: string } } }>(
    'mutation ($input: CreateFilterTriggerInput!) { createFilterTrigger(input: $input) { trigger { id } } }',
    { input: { name: 'loss-spike', enabled: true, scopeType: 'PROJECT', scopeID: project.id, ...input } },
  );
  return answer.trigger.id;
}

const lossSpike = {
  triggeringEventType: 'RUN_METRIC',
  eventFilter: JSON.stringify({
    run_filter: JSON.stringify({ $and: [{ display_name: { $contains: 'prod' } }] }),
    run_metric_filter: {
      threshold_filter: { name: 'spikes', agg_op: 'AVERAGE', window_size: 5, cmp_op: '$gt', threshold: 10 },
    },
    metric_filter: null,
  }),
};

const webhookAction = (integrationID: string, requestPayload: object) => ({
  triggeredActionType: 'GENERIC_WEBHOOK',
  triggeredActionConfig: {
    genericWebhookActionInput: { integrationID, requestPayload: JSON.stringify(requestPayload) },
  },
});

/** A run that logs ten times 1 and then thirty times 30. */
async function spike(name: string): Promise<{ executions: { id: string }[] }> {
  await rest('projects/my-team/finetune/runs', { name, displayName: name });
  const values = [...Array<number>(10).fill(1), ...Array<number>(30).fill(30)];
  return rest(`projects/my-team/finetune/runs/${name}/history`, {
    rows: values.map((spikes) => ({ values: { spikes } })),
  });
}

const historyQuery = `query ($id: ID!) { triggerExecutions(triggerID: $id) { totalCount edges { node {
  triggerName state
  event { eventType data { ... on RunMetricEventDetails { runName metricName metricValues projectName entityName } } }
  action { actionType data { ... on GenericWebhookActionArgs { requestPayload integration { ... on GenericWebhookIntegration { name } } } } }
  result { resultType data { ... on HttpTriggerResultDetails { status statusCode body error { message } } } } } } } }`;

interface History {
  readonly triggerExecutions: { readonly totalCount: number; readonly edges: { readonly node: unknown }[] };
}

describe('an automation in the sandbox', () => {
  it('sees a metric, calls its webhook with payload and signature, and remembers it', async () => {
    const integration = await addWebhook(target.url);
    const payload = {
      run: '${run_name}',
      what: '${event_type} of ${metric_name}: ${metric_values}',
      by: '${event_author}',
      where: '${entity_name}/${project_name}',
      token: '${ACCESS_TOKEN}',
      not: '[${alias}]',
    };
    const id = await addAutomation({ ...lossSpike, ...webhookAction(integration, payload) });

    const { executions } = await spike('prod-7');
    expect(executions).toHaveLength(1);
    expect(target.received).toHaveLength(1);
    const [request] = target.received;
    const body = {
      run: 'prod-7',
      what: 'RUN_METRIC of spikes: 1, 1, 1, 30, 30',
      by: 'demo',
      where: 'my-team/finetune',
      token: 'demo-token',
      not: '[]',
    };
    expect(request).toMatchObject({ method: 'POST', path: '/hook', body: JSON.stringify(body) });
    expect(request?.headers).toMatchObject({
      'content-type': 'application/json',
      authorization: 'Bearer demo-token',
      'x-wandb-signature': createHmac('sha256', 'demo-signing-secret')
        .update(request?.body ?? '')
        .digest('base64'),
    });

    const { triggerExecutions } = await graphql<History>(historyQuery, { id });
    expect(triggerExecutions).toEqual({
      totalCount: 1,
      edges: [
        {
          node: {
            triggerName: 'loss-spike',
            state: 'FINISHED',
            event: {
              eventType: 'RUN_METRIC',
              data: {
                runName: 'prod-7',
                metricName: 'spikes',
                metricValues: [1, 1, 1, 30, 30],
                projectName: 'finetune',
                entityName: 'my-team',
              },
            },
            action: {
              actionType: 'GENERIC_WEBHOOK',
              data: {
                requestPayload: JSON.stringify({ ...body, token: '${ACCESS_TOKEN}' }),
                integration: { name: 'receiver' },
              },
            },
            result: {
              resultType: 'HTTP_RESPONSE',
              data: { status: '200 OK', statusCode: 200, body: '{"ok":true}', error: null },
            },
          },
        },
      ],
    });
    expect(sandbox.store.triggers.get(id)?.lastExecutedAt).toBe(
      [...sandbox.store.executions.values()].at(-1)?.createdAt,
    );
  });

  it('fires for each run on its own, once, and not for runs that its filter leaves out', async () => {
    const integration = await addWebhook(target.url);
    await addAutomation({ ...lossSpike, ...webhookAction(integration, { run: '${run_name}' }) });
    for (const name of ['prod-1', 'dev-1', 'prod-2']) await spike(name);
    const again = { rows: [{ values: { spikes: 99 } }] };
    expect(await rest('projects/my-team/finetune/runs/prod-1/history', again)).toMatchObject({
      executions: [],
    });
    expect(target.received.map(({ body }) => body)).toEqual(['{"run":"prod-1"}', '{"run":"prod-2"}']);
  });

  it('writes Slack messages into the feed', async () => {
    const slack = [...sandbox.store.integrations.values()].find(({ kind }) => kind === 'slack');
    await addAutomation({
      ...lossSpike,
      triggeredActionType: 'NOTIFICATION',
      triggeredActionConfig: {
        notificationActionInput: {
          integrationID: slack?.id,
          title: 'Spike in ${run_name}',
          message: 'loss: ${metric_current_status}',
          severity: 'WARN',
        },
      },
    });
    await spike('prod-7');
    const { messages } = await rest<{ messages: unknown[] }>('slack');
    expect(messages.slice(-1)).toMatchObject([
      { channelName: '#ml-alerts', title: 'Spike in prod-7', text: 'loss: 12.6', severity: 'WARN' },
    ]);
  });

  it('does not follow redirects, and tells what the target answered', async () => {
    const elsewhere = await receiver({ status: 302, body: 'moved', headers: { location: target.url } });
    const integration = await addWebhook(elsewhere.url);
    const id = await addAutomation({ ...lossSpike, ...webhookAction(integration, {}) });
    await spike('prod-7');
    await elsewhere.close();
    expect(target.received).toEqual([]);
    const { triggerExecutions } = await graphql<History>(historyQuery, { id });
    expect(triggerExecutions.edges[0]?.node).toMatchObject({
      state: 'FAILED',
      result: {
        data: { statusCode: 302, body: 'moved', error: { message: 'the webhook answered 302 Found' } },
      },
    });
  });
});
