import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { TestApi } from '../../client/extension';
import { isIntegrationsNode } from '../../client/integrations/nodes';
import type { WebhookIntegration } from '../../core/api/model';
import { sandbox } from './environment';
import { outlineOf, rowNamed, rowsOf, type AnyRow } from './support/anyTree';
import { eventually, extension, run } from './support/extension';
import { goWrong, heal, oldSandbox, reset } from './support/sandbox';
import { signedIn, signedOut } from './support/session';
import { labelOf } from './support/tree';
import { back, ENTER, User } from './support/user';

type Node = Parameters<TestApi['integrations']['getTreeItem']>[0];

const settled = (lines: readonly string[]): boolean => !lines.some((line) => /loading|Loading/.test(line));
/** A tooltip in Markdown would run what the server says. */
function tooltipOf({ tooltip }: vscode.TreeItem): string {
  assert.ok(typeof tooltip === 'string', 'the tooltip is no plain text');
  return tooltip;
}

const yes = { confirm: ({ actions }: { readonly actions: readonly string[] }) => actions[0] };

describe('The Integrations view', () => {
  let api: TestApi;
  const { host } = new URL(sandbox().url);
  const outline = (): Promise<string[]> => eventually(() => outlineOf(api.integrations), settled);
  const rowOf = async (label: string): Promise<AnyRow<Node>> => {
    await outline();
    const row = rowNamed(await rowsOf(api.integrations), label);
    assert.ok(row, `no row "${label}"`);
    return row;
  };

  before(async () => {
    api = await extension();
    await reset();
    await signedIn(api);
  });

  afterEach(async () => {
    await heal();
    await run('refresh');
  });

  after(() => signedOut(api));

  it('shows where automations report to, and which do', async () => {
    assert.deepEqual(await outline(), [
      'my-team | 4',
      '  #ml-alerts | used by 2 · my-workspace',
      '    gpu-memory-outlier | Run metric',
      '    val-loss-high | Run metric',
      '  #ml-oncall | used by 1 · my-workspace',
      '    failed-runs | Run state',
      '  deploy | used by 1 · http://127.0.0.1:9000/deploy',
      '    deploy-prod-llm | Artifact alias added',
      '  retrain-hook | used by 1 · http://127.0.0.1:9000/retrain',
      '    retrain-on-drop | Run metric',
      'my-org | none',
      'demo | none',
    ]);
  });

  it('says in plain text what is known, and what can be done', async () => {
    const webhook = await rowOf('retrain-hook');
    assert.match(
      tooltipOf(webhook.item),
      /^Webhook retrain-hook\n\nURL: http:\/\/127\.0\.0\.1:9000\/retrain\nAccess token: secret DEPLOY_TOKEN\nSigned with: secret SIGNING_SECRET\nCreated: .*\nUsed by: retrain-on-drop$/,
    );
    assert.equal(webhook.item.contextValue, 'webhook;page;testable;');
    assert.match(webhook.item.accessibilityInformation?.label ?? '', /^Webhook retrain-hook, used by 1/);
    assert.equal((await rowOf('#ml-alerts')).item.contextValue, 'slack;page;');
  });

  it('marks what no automation uses, once all are loaded', async () => {
    const { client } = api.session.required;
    await client.createWebhook({
      entityName: 'my-team',
      name: 'spare',
      urlEndpoint: 'https://example.com/x?key=s3cret',
    });
    await run('refresh');
    const spare = await rowOf('spare');
    assert.equal(spare.item.description, 'unused · https://example.com/x?…');
    assert.equal(spare.item.collapsibleState, vscode.TreeItemCollapsibleState.None);
    assert.match(tooltipOf(spare.item), /No automation that you can see uses it\.$/);
    await goWrong({ operation: 'entity', kind: 'status', status: 403, calls: [2] });
    await run('refresh');
    const unsure = (await outline()).find((line) => line.startsWith('  spare'));
    await heal();
    assert.equal(unsure, '  spare | https://example.com/x?…');
    await reset();
  });

  it('calls nothing unused while the Automations view is narrowed to one entity', async () => {
    await api.view.showOnly('my-team');
    try {
      const lines = await eventually(outline, (shown) => !shown.includes('demo | none'));
      assert.deepEqual(lines.slice(6), [
        '  deploy | http://127.0.0.1:9000/deploy',
        '  retrain-hook | used by 1 or more · http://127.0.0.1:9000/retrain',
        '    retrain-on-drop | Run metric',
      ]);
    } finally {
      await api.view.showOnly('');
    }
  });

  it('follows what happens to automations without asking for integrations again', async () => {
    const { client } = api.session.required;
    await outline();
    await goWrong({ operation: 'Integrations', kind: 'status', status: 500 });
    for await (const { items } of client.automations({ entity: 'my-team', name: 'val-loss-high' })) {
      new User(api, yes);
      for (const trigger of items) await run('delete', { type: 'automation', trigger });
    }
    await eventually(outline, (lines) => lines.includes('  #ml-alerts | used by 1 · my-workspace'));
    await reset();
  });

  it('leads to the automation', async () => {
    const { item } = await rowOf('failed-runs');
    assert.equal(item.command?.command, 'wandbAutomations.revealAutomation');
    const user = new User(api);
    await vscode.commands.executeCommand(item.command.command, ...(item.command.arguments as unknown[]));
    assert.deepEqual(user.complained, []);
    await eventually(
      () => api.view.targets([]).map(({ name }) => name),
      (selected) => selected.includes('failed-runs'),
    );
  });

  for (const [name, fault, sentence] of [
    ['401', { kind: 'status', status: 401 }, /did not accept the credentials/],
    ['403', { kind: 'status', status: 403 }, /refuses this/],
    ['500', { kind: 'status', status: 500 }, /failed with HTTP 500/],
    ['a page of HTML', { kind: 'html-502' }, /failed with HTTP 502|web page/],
    ['a broken connection', { kind: 'reset-before' }, /broke off/],
    ['half an answer', { kind: 'truncated-body' }, /broke off|broken or incomplete/],
  ] as const) {
    it(`shows what went wrong and offers to try again: ${name}`, async () => {
      const user = new User(api);
      await goWrong({ operation: 'viewer', ...fault });
      await run('refresh');
      const labels = (await rowsOf(api.integrations)).map(({ item }) => labelOf(item));
      assert.deepEqual(labels, name === '401' ? ['Sign in again', 'Retry'] : ['Retry']);
      assert.match(api.integrations.message, sentence);
      assert.ok(api.integrations.message.includes(host), api.integrations.message);
      await heal();
      await run('refresh');
      assert.equal((await outline())[0], 'my-team | 4');
      assert.equal(api.integrations.message, '');
      const told = [...user.informed, ...user.complained];
      // Whoever looks after the session tells of a refused key, whatever was asked.
      assert.deepEqual(name === '401' ? told.slice(1) : told, []);
    });
  }

  it('shows that all could not be had, without their automations being to blame', async () => {
    await goWrong({ operation: 'Integrations', kind: 'status', status: 500 });
    await run('refresh');
    assert.deepEqual(await outline(), ['Retry']);
    assert.match(api.integrations.message, /failed with HTTP 500/);
  });

  it('shows one entity’s that could not be had beside the others, and tries again', async () => {
    // All at once, then one by one.
    await goWrong({ operation: 'Integrations', kind: 'status', status: 403, calls: [1, 2] });
    await run('refresh');
    const lines = await outline();
    assert.deepEqual(
      [lines[0], lines.slice(2)],
      ['my-team | not loaded', ['my-org | none', 'demo | none']],
      lines.join('\n'),
    );
    assert.match(lines[1] ?? '', /refuses this/);
    const command = (await rowsOf(api.integrations))[0]?.rows[0]?.item.command;
    assert.equal(command?.command, 'wandbAutomations.loadIntegrations');
    await vscode.commands.executeCommand(command.command, ...(command.arguments as unknown[]));
    assert.equal((await outline())[0], 'my-team | 4');
  });

  it('shows hostile names as text', async () => {
    const { client } = api.session.required;
    const project = await client.project({ entity: 'my-team', project: 'finetune' });
    assert.ok(project);
    const oncall = (await rowOf('#ml-oncall')).node;
    assert.ok(oncall.type === 'destination');
    const name = `$(trash) [x](command:workbench.action.quit) \u001B[31m\u202Etxt ${'y'.repeat(150)}`;
    await client.createAutomation(
      {
        name,
        enabled: true,
        scopeType: 'PROJECT',
        scopeID: project.id,
        triggeringEventType: 'RUN_STATE',
        eventFilter: '{"run_state_filter":{"states":["FAILED"]},"run_filter":"{\\"$and\\":[]}"}',
        triggeredActionType: 'NOTIFICATION',
        triggeredActionConfig: { notificationActionInput: { integrationID: oncall.destination.id } },
      },
      { entity: 'my-team' },
    );
    await run('refresh');
    await outline();
    const all = (await rowsOf(api.integrations))
      .flatMap((owner) => owner.rows)
      .flatMap((row) => [row, ...row.rows]);
    const hostile = all.filter(({ item }) => `${labelOf(item)}${tooltipOf(item)}`.includes('$(trash)'));
    assert.equal(hostile.length, 2);
    for (const { item } of hostile) {
      assert.doesNotMatch(labelOf(item), /[\p{Cc}\p{Cf}]/u);
      assert.doesNotMatch(tooltipOf(item).replaceAll('\n', ''), /[\p{Cc}\p{Cf}]/u);
    }
    await reset();
  });

  it('goes when the user signs out', async () => {
    new User(api, yes);
    await run('signOut');
    assert.deepEqual(await outlineOf(api.integrations), []);
    await signedIn(api);
    assert.equal((await outline())[0], 'my-team | 4');
  });

  it('copies names and URLs, and opens the page of the settings', async () => {
    const webhook = await rowOf('deploy');
    await run('copyIntegrationName', webhook.node);
    assert.equal(await vscode.env.clipboard.readText(), 'deploy');
    await run('copyWebhookUrl', webhook.node);
    assert.equal(await vscode.env.clipboard.readText(), 'http://127.0.0.1:9000/deploy');
    const user = new User(api);
    await run('openIntegrationSettings', webhook.node);
    await run('openIntegrationSettings', (await rowOf('demo')).node);
    const { url } = sandbox();
    assert.deepEqual(user.pages, [`${url}/my-team/settings`, `${url}/settings`]);
  });
});

describe('Testing a webhook', () => {
  let api: TestApi;
  let receiver: Server;
  let requests: { readonly headers: IncomingMessage['headers']; readonly body: string }[];
  let status = 200;

  before(async () => {
    api = await extension();
    await reset();
    await signedIn(api);
    receiver = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        requests.push({ headers: request.headers, body });
        response.writeHead(status).end('job 41 [x](command:workbench.action.quit)');
      });
    }).listen(0, '127.0.0.1');
    await new Promise((listening) => receiver.once('listening', listening));
    requests = [];
    const { port } = receiver.address() as AddressInfo;
    await api.session.required.client.createWebhook({
      entityName: 'my-team',
      name: 'try-me',
      urlEndpoint: `http://127.0.0.1:${port}/hook`,
      accessTokenRef: 'DEPLOY_TOKEN',
    });
    await run('refresh');
  });

  after(async () => {
    receiver.closeAllConnections();
    receiver.close();
    await reset();
    await signedOut(api);
  });

  afterEach(async () => {
    status = 200;
    requests = [];
    await heal();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  const webhook = async (name = 'try-me'): Promise<Node> => {
    await eventually(() => outlineOf(api.integrations), settled);
    const row = rowNamed(await rowsOf(api.integrations), name);
    assert.ok(row, `no row "${name}"`);
    return row.node;
  };

  it('shows what is sent, lets the server send it, and says what came back', async () => {
    const user = new User(api, { ...yes, ask: () => '{"hello":"world"}', button: 'Show Answer' });
    await run('testWebhook', await webhook());
    const [question] = user.questions;
    assert.match(question?.message ?? '', /^Let 127\.0\.0\.1:\d+ call the webhook “try-me”\?$/);
    assert.match(
      question?.detail ?? '',
      /POST http:\/\/127\.0\.0\.1:\d+\/hook\n\nAccess token: secret DEPLOY_TOKEN\n\n\{"hello":"world"\}/,
    );
    assert.equal(user.told, 'The webhook “try-me” took the request: 200 OK');
    assert.deepEqual(
      requests.map(({ body, headers }) => [body, headers.authorization]),
      [['{"hello":"world"}', 'Bearer demo-token']],
    );
    const editor = await eventually(
      () => vscode.window.activeTextEditor,
      (found) => found?.document.uri.scheme === 'wandb-automations-text',
    );
    assert.match(editor?.document.getText() ?? '', /^200 OK\n\njob 41/);
  });

  it('says that the webhook refused', async () => {
    status = 503;
    const user = new User(api, { ...yes, ask: ({ value }) => value });
    await run('testWebhook', await webhook());
    assert.deepEqual(user.complained, [
      'The webhook “try-me” did not take the request: 503 Service Unavailable',
    ]);
    assert.deepEqual(user.informed, []);
  });

  it('offers the payloads of the automations that use it', async () => {
    const user = new User(api, { pick: 'retrain-on-drop' });
    await run('testWebhook', await webhook('retrain-hook'));
    assert.deepEqual(user.offered, ['$(zap) Payload of “retrain-on-drop”', '$(comment) A greeting']);
    assert.match(user.inputs[0]?.value ?? '', /"\$\{run_name\}"/);
  });

  it('sends nothing before the user says so', async () => {
    new User(api, {});
    await run('testWebhook', await webhook());
    new User(api, { ask: () => '{}' });
    await run('testWebhook', await webhook());
    const wrong = new User(api, { ...yes, ask: () => '[1]' });
    await run('testWebhook', await webhook());
    assert.match(wrong.refused[0] ?? '', /JSON object/);
    assert.deepEqual(requests, []);
  });

  it('says what went wrong, once, and never sends twice', async () => {
    for (const [fault, sentence] of [
      [{ kind: 'status', status: 403 }, /refuses this/],
      [{ kind: 'status', status: 500 }, /failed with HTTP 500|connection .* was lost/],
      [{ kind: 'reset-after' }, /lost|broke off/],
    ] as const) {
      requests = [];
      await goWrong({ operation: 'testGenericWebhookIntegration', ...fault });
      const user = new User(api, { ...yes, ask: () => '{}' });
      await run('testWebhook', await webhook());
      await heal();
      assert.match(user.told, sentence);
      assert.ok(requests.length <= 1, `${requests.length} requests`);
    }
  });

  it('wants a webhook', async () => {
    const user = new User(api);
    await run('testWebhook', {});
    assert.match(user.told, /^Select a webhook/);
  });
});

describe('Integrations of an old server', () => {
  it('are shown without what it can’t do', async () => {
    const api = await extension();
    const old = await oldSandbox('server-0.67');
    try {
      await signedOut(api);
      await signedIn(api, old);
      const lines = await eventually(() => outlineOf(api.integrations), settled);
      assert.ok(
        lines.includes('  retrain-hook | used by 1 · http://127.0.0.1:9000/retrain'),
        lines.join('\n'),
      );
    } finally {
      await signedOut(api);
      old.stop();
    }
  });
});

describe('Create Webhook', () => {
  let api: TestApi;
  const created = async (name: string): Promise<WebhookIntegration | undefined> => {
    for await (const { items } of api.session.required.client.integrations('my-team')) {
      const found = items.find(
        (one): one is WebhookIntegration => one.type === 'webhook' && one.name === name,
      );
      if (found) return found;
    }
    return undefined;
  };

  before(async () => {
    api = await extension();
  });

  beforeEach(async () => {
    await reset();
    await signedIn(api);
    await run('refresh');
  });

  afterEach(() => heal());
  after(() => signedOut(api));

  const url = 'https://example.com/hooks/new';

  it('asks step by step, shows what it will create, and shows what the server made of it', async () => {
    const user = new User(api, {
      ...yes,
      steps: ['my-team', 'new-hook', ` ${url} `, 'DEPLOY_TOKEN', 'SIGNING_SECRET'],
    });
    await run('createWebhook');
    assert.deepEqual([...user.refused, ...user.complained, ...user.informed], []);
    assert.deepEqual(
      user.steps.map((step) => step.slice(0, 3)),
      ['1/5', '2/5', '3/5', '4/5', '5/5'],
    );
    assert.deepEqual(user.stepContents[0], ['my-team', 'demo']);
    assert.deepEqual(user.stepContents[3], ['No access token', 'DEPLOY_TOKEN', 'SIGNING_SECRET']);
    const [question] = user.questions;
    assert.match(question?.message ?? '', /^Create the webhook “new-hook” on 127\.0\.0\.1:\d+\?$/);
    assert.equal(
      question?.detail,
      `Owner: my-team\nURL: ${url}\nAccess token: secret DEPLOY_TOKEN\nSigned with: secret SIGNING_SECRET`,
    );
    const webhook = await created('new-hook');
    assert.deepEqual(
      [webhook?.urlEndpoint, webhook?.accessTokenRef, webhook?.secretRef],
      [url, 'DEPLOY_TOKEN', 'SIGNING_SECRET'],
    );
    const row = rowNamed(await rowsOf(api.integrations), 'new-hook');
    assert.ok(row?.node.type === 'destination');
    const selected = api.integrations.target(undefined);
    assert.ok(isIntegrationsNode(selected) && selected.type === 'destination');
    assert.equal(selected.destination.id, webhook?.id);
  });

  it('takes the entity from the row, and leaves secrets out', async () => {
    const row = rowNamed(await rowsOf(api.integrations), 'my-team');
    const user = new User(api, { ...yes, steps: ['plain', url, 'No access token', 'Not signed'] });
    await run('createWebhook', row?.node);
    assert.match(user.steps[0] ?? '', /^1\/4 Its name/);
    const webhook = await created('plain');
    assert.deepEqual([webhook?.urlEndpoint, webhook?.accessTokenRef, webhook?.secretRef], [url, null, null]);
  });

  it('leads back, and keeps what was written', async () => {
    const user = new User(api, { ...yes, steps: ['my-team', 'hook', back('https://exam'), 'hook-2', ENTER] });
    await run('createWebhook');
    assert.deepEqual(user.stepContents.slice(1, 5), ['', '', 'hook', 'https://exam']);
    assert.deepEqual(user.refused, []);
  });

  it('says what the server would refuse before anything is sent', async () => {
    for (const [steps, sentence] of [
      [['my-team', ''], /empty/],
      [['my-team', 'x'.repeat(65)], /65 characters/],
      [['my-team', 'a.b'], /letters from A to Z/],
      [['my-team', 'deploy'], /already/],
      [['my-team', 'a', 'http://example.com/'], /Use https/],
      [['my-team', 'a', 'example.com'], /no address/],
      [['my-team', 'a', url, 'NOT_THERE'], /no secret called “NOT_THERE”/],
      [['my-team', 'a', url, 'not a name'], /letters, digits and underscores/],
    ] as const) {
      const user = new User(api, { ...yes, steps });
      await run('createWebhook');
      assert.match(user.refused.join(), sentence);
      assert.deepEqual([...user.questions, ...user.complained], []);
    }
    assert.equal(await created('a'), undefined);
  });

  it('does nothing when the user gives up, at any step', async () => {
    const all = ['my-team', 'given-up', url, 'No access token', 'Not signed'];
    for (let steps = 0; steps <= all.length; steps++) {
      const user = new User(api, { steps: all.slice(0, steps) });
      await run('createWebhook');
      assert.deepEqual([...user.informed, ...user.complained], []);
    }
    assert.equal(await created('given-up'), undefined);
  });

  it('lets names of secrets be typed where the server doesn’t list them', async () => {
    await goWrong({ operation: 'EntitySecrets', kind: 'status', status: 403 });
    const user = new User(api, { ...yes, steps: ['my-team', 'typed', url, 'DEPLOY_TOKEN', 'Not signed'] });
    await run('createWebhook');
    assert.deepEqual(user.stepContents[3], ['No access token']);
    await heal();
    assert.equal((await created('typed'))?.accessTokenRef, 'DEPLOY_TOKEN');
  });

  it('leaves everything as it is when the server fails, and says so once', async () => {
    for (const [fault, sentence] of [
      [{ kind: 'status', status: 401 }, /did not accept the credentials|no longer accepts the API key/],
      [{ kind: 'status', status: 403 }, /refuses this/],
      [{ kind: 'status', status: 409 }, /exists already/],
      [{ kind: 'status', status: 500 }, /failed with HTTP 500/],
      [{ kind: 'html-502' }, /HTTP 502|lost/],
      [{ kind: 'reset-before' }, /broke off|lost/],
    ] as const) {
      await goWrong({ operation: 'createGenericWebhookIntegration', ...fault });
      const user = new User(api, {
        ...yes,
        steps: ['my-team', 'never', url, 'No access token', 'Not signed'],
      });
      await run('createWebhook');
      await heal();
      assert.match(user.told, sentence);
      assert.equal(await created('never'), undefined);
    }
  });

  it('does not repeat a write whose answer was lost', async () => {
    await goWrong({ operation: 'createGenericWebhookIntegration', kind: 'reset-after' });
    const user = new User(api, { ...yes, steps: ['my-team', 'once', url, 'No access token', 'Not signed'] });
    await run('createWebhook');
    assert.deepEqual(user.complained, []);
    assert.ok(await created('once'));
  });

  it('ends when the user signs out meanwhile', async () => {
    await goWrong({ operation: 'createGenericWebhookIntegration', kind: 'latency', milliseconds: 3_000 });
    const user = new User(api, {
      steps: ['my-team', 'late', url, 'No access token', 'Not signed'],
      confirm: ({ actions }) => {
        setTimeout(() => void signedOut(api), 200);
        return actions[0];
      },
    });
    await run('createWebhook');
    assert.ok(user.complained.length <= 1, user.complained.join());
    assert.equal(api.session.connection, undefined);
  });
});
