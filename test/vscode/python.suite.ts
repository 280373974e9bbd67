import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { TestApi } from '../../client/extension';
import { closeSpecs, openSpec } from './support/document';
import { eventually, extension, run } from './support/extension';
import { goWrong, heal, reset } from './support/sandbox';
import { signedIn, signedOut } from './support/session';
import { rowOf } from './support/tree';
import { User } from './support/user';

const script = `
project = api.project("finetune", entity="my-team")
slack = next(ig for ig in api.slack_integrations(entity="my-team") if ig.channel_name == "#ml-alerts")
event = OnRunMetric(scope=project, filter=RunEvent.metric("loss").avg(5) > 10)
api.create_automation(event >> SendNotification.from_integration(slack, level="WARN"), name="from-python")
`;

describe('Python and GraphQL', () => {
  let api: TestApi;

  before(async () => {
    api = await extension();
    await signedIn(api);
    await reset();
    await run('refresh');
  });

  afterEach(async () => {
    await heal();
    await closeSpecs();
  });
  after(() => signedOut(api));

  const shown = (): string => vscode.window.activeTextEditor?.document.getText() ?? '';
  const clipboard = async (): Promise<string> => vscode.env.clipboard.readText();

  it('makes a spec without errors of a script on the clipboard', async () => {
    const user = new User(api);
    await vscode.env.clipboard.writeText(script);
    await run('newFromPython');
    assert.equal(
      shown(),
      `# wandb-automations: v1
version: 1
name: from-python
scope: {project: my-team/finetune}
event:
  type: OnRunMetric
  filter: RunEvent.metric("loss").avg(5) > 10
action:
  type: SendNotification
  integration: "#ml-alerts"
  level: WARN
`,
    );
    assert.deepEqual([...user.informed, ...user.complained], []);
  });

  it('prefers what is selected, and says that something was not understood', async () => {
    const content = script.replace('"from-python"', 'name()');
    const document = await vscode.workspace.openTextDocument({ language: 'python', content });
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(0, 0, document.lineCount, 0);
    await vscode.env.clipboard.writeText('something else');
    const user = new User(api);
    await run('newFromPython');
    assert.match(shown(), /^# Line 5 of the script, name\(\): What name is/m);
    assert.match(user.told, /^One thing in the script/);
  });

  it('leaves everything as it is where there is no automation', async () => {
    await vscode.env.clipboard.writeText('print("hello")');
    const user = new User(api);
    await run('newFromPython');
    assert.match(user.told, /^There is no automation in the text/);
    assert.equal(vscode.window.activeTextEditor, undefined);
  });

  it('copies an automation of the sidebar', async () => {
    const user = new User(api);
    await run('copyAsPython', (await rowOf(api, 'val-loss-high')).node);
    assert.match(await clipboard(), /^import wandb\n[^]*api\.create_automation\([^]*name="val-loss-high"/);
    await run('copyAsGraphql', (await rowOf(api, 'val-loss-high')).node);
    assert.match(await clipboard(), /^mutation CreateAutomations \{[^]*name: "val-loss-high"[^]*scopeID: "/);
    assert.deepEqual(user.complained, []);
  });

  it('copies no name of an organization that it can’t look up', async () => {
    const { node } = await rowOf(api, 'new-registered-model');
    await run('copyAsPython', node);
    assert.match(await clipboard(), /api\.registry\("model", organization="my-org"\)/);
    await vscode.env.clipboard.writeText('before');
    await run('refresh');
    await goWrong({ operation: 'viewer', kind: 'status', status: 403 });
    const user = new User(api);
    await run('copyAsPython', node);
    await heal();
    assert.match(user.told, /127\.0\.0\.1/);
    assert.equal(await clipboard(), 'before');
  });

  it('says why an automation can’t be copied', async () => {
    await vscode.env.clipboard.writeText('before');
    const user = new User(api);
    await run('copyAsPython', (await rowOf(api, 'old-alias-update')).node);
    assert.match(user.told, /^Its event is of a kind that the SDK can’t create/);
    assert.equal(await clipboard(), 'before');
  });

  it('copies the automation under the cursor of a spec', async () => {
    await openSpec(
      'version: 1\nname: mine\nscope: {team: my-team}\nevent: OnLinkArtifact\naction: DoNothing\n',
    );
    new User(api);
    for (const [command, expected] of [
      ['copyAsYaml', /^version: 1\nname: mine\n/],
      ['copyAsPython', /team = api\.team\("my-team"\)/],
      ['copyAsGraphql', /# The id of team my-team\n +scopeID: null/],
    ] as const) {
      await run(command);
      assert.match(await eventually(clipboard, (text) => expected.test(text)), expected);
    }
  });

  it('copies nothing where the spec has an error', async () => {
    await openSpec('version: 1\nname: mine\nevent: OnLinkArtifact\naction: DoNothing\n');
    const user = new User(api);
    await run('copyAsPython');
    assert.match(user.told, /^There is no automation without errors/);
  });
});
