import assert from 'node:assert/strict';
import type { IncomingHttpHeaders } from 'node:http';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { TestApi } from '../../client/extension';
import { isIntegrationsNode } from '../../client/integrations/nodes';
import type { WebhookIntegration } from '../../core/api/model';
import { outlineOf, rowNamed, rowsOf } from './support/anyTree';
import { eachWithDemoData } from './support/demoData';
import { eventually, extension, run } from './support/extension';
import { startReceiver, type Receiver } from './support/receiver';
import { goWrong, heal, reset } from './support/sandbox';
import { savedWebhook } from './support/saved';
import { signedIn, signedOut } from './support/session';
import { back, ENTER, User, yes } from './support/user';

describe('Create Webhook', () => {
  let api: TestApi;
  const created = (name: string): Promise<WebhookIntegration | undefined> => savedWebhook(api, name);

  before(async () => {
    api = await extension();
  });

  eachWithDemoData();

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

  it('says why it can’t be read back, and shows it as soon as it can', async () => {
    await rowsOf(api.integrations);
    await goWrong({ operation: 'entity', kind: 'status', status: 403 });
    const user = new User(api, {
      ...yes,
      steps: ['my-team', 'unseen', url, 'No access token', 'Not signed'],
    });
    await run('createWebhook');
    await heal();
    assert.match(user.told, /^“unseen” was created on 127.*, but can’t be read: .* refuses this/);
    const failed = (await rowsOf(api.integrations))
      .flatMap((row) => row.rows)
      .find(({ node }) => node.type === 'failed');
    assert.ok(failed);
    await run('retry', failed.node);
    assert.ok(rowNamed(await rowsOf(api.integrations), 'unseen'));
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

describe('Testing a webhook', () => {
  let api: TestApi;
  let receiver: Receiver;
  let requests: { readonly headers: IncomingHttpHeaders; readonly body: string }[];
  let status = 200;

  before(async () => {
    api = await extension();
    await reset();
    await signedIn(api);
    receiver = await startReceiver((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        requests.push({ headers: request.headers, body });
        response.writeHead(status).end('job 41 [x](command:workbench.action.quit)');
      });
    });
    requests = [];
    await api.session.required.client.createWebhook({
      entityName: 'my-team',
      name: 'try-me',
      urlEndpoint: receiver.url,
      accessTokenRef: 'DEPLOY_TOKEN',
    });
    await run('refresh');
  });

  after(async () => {
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

  const webhook = async (name = 'try-me'): Promise<unknown> => {
    await eventually(
      () => outlineOf(api.integrations),
      (lines) => !lines.some((line) => line.includes('oading')),
    );
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
      [{ kind: 'status', status: 500 }, /failed with HTTP 500|^It isn’t known whether 127/],
      [{ kind: 'reset-after' }, /^It isn’t known whether 127.* called the webhook “/],
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
