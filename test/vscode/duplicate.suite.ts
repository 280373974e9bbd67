import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Trigger } from '../../core/api/model';
import type { TestApi } from '../../client/extension';
import { eachWithDemoData } from './support/demoData';
import { extension, run } from './support/extension';
import { goWrong } from './support/sandbox';
import { allSaved } from './support/saved';
import { rowOf } from './support/tree';
import { back, ENTER, User, yes, type Answers } from './support/user';

describe('Duplicate to…', () => {
  let api: TestApi;
  let file: string;
  let count = 0;

  before(async () => {
    api = await extension();
  });

  eachWithDemoData();

  beforeEach(() => {
    file = `suite-copy-${++count}.automation.yaml`;
  });

  const duplicate = async (names: readonly string[], answers: Answers): Promise<User> => {
    const nodes = [];
    for (const name of names) nodes.push((await rowOf(api, name)).node);
    const user = new User(api, answers);
    await run('duplicate', nodes[0], nodes);
    return user;
  };

  it('writes a copy for another scope into a spec, and nothing on the server', async () => {
    const user = await duplicate(['val-loss-high'], {
      steps: ['Project', ENTER, 'pretrain', 'Into a spec file', file, ENTER],
    });
    assert.deepEqual(user.refused, []);
    assert.equal(
      vscode.window.activeTextEditor?.document.getText(),
      [
        'version: 1',
        'automations:',
        '  - name: val-loss-high',
        '    description: Validation loss stays high',
        '    enabled: true',
        '    scope: {project: my-team/pretrain}',
        '    event:',
        '      type: OnRunMetric',
        '      filter: RunEvent.metric("val/loss").avg(5) > 1.2',
        '    action:',
        '      type: SendNotification',
        '      integration:',
        '        channel: "#ml-alerts"',
        '        workspace: my-workspace',
        '      title: Validation loss is high',
        '      text: Have a look at the learning rate.',
        '      level: WARN',
        '',
      ].join('\n'),
    );
    assert.equal((await allSaved(api, { name: 'val-loss-high' })).length, 1);
    assert.deepEqual([...user.informed, ...user.complained], []);
  });

  it('proposes another name where the scope stays the same', async () => {
    const user = await duplicate(['val-loss-high'], {
      steps: [ENTER, ENTER, ENTER, 'Into a spec file', file],
    });
    assert.equal(user.stepContents.at(-1), 'val-loss-high-copy');
  });

  it('creates it on the server after showing it, and reads it back', async () => {
    const user = await duplicate(['val-loss-high'], {
      steps: ['Project', 'my-team', 'pretrain', '127.0.0.1', 'val-loss-too'],
      ...yes,
    });
    const [question] = user.questions;
    assert.match(question?.message ?? '', /^Create “val-loss-too” on 127/);
    assert.match(question?.detail ?? '', /Scope: project my-team\/pretrain\nEvent: OnRunMetric\n/);
    assert.match(question?.detail ?? '', /\nAction: SendNotification → #ml-alerts \(my-team\)\n/);
    assert.match(user.told, /^Created “val-loss-too” on/);
    const [created] = await allSaved(api, { name: 'val-loss-too' });
    const [original] = await allSaved(api, { name: 'val-loss-high' });
    assert.equal(created?.scope.name, 'pretrain');
    assert.deepEqual(created.triggeringCondition, original?.triggeringCondition);
    assert.deepEqual(created.triggeredAction, original?.triggeredAction);
    assert.ok(await rowOf(api, 'val-loss-too'));
  });

  it('copies what the server has by now', async () => {
    const { node } = await rowOf(api, 'val-loss-high');
    const [{ id }] = (await allSaved(api, { name: 'val-loss-high' })) as [Trigger];
    const { client } = api.session.required;
    await client.updateAutomation({ id, description: 'changed meanwhile' }, { entity: 'my-team' });
    const steps = ['Project', 'my-team', 'pretrain', 'Into a spec file', file, ENTER] as const;
    new User(api, { steps });
    await run('duplicate', node);
    assert.match(
      vscode.window.activeTextEditor?.document.getText() ?? '',
      /^ +description: changed meanwhile$/m,
    );
    await client.deleteAutomation(id, { entity: 'my-team' });
    const user = new User(api, { steps });
    await run('duplicate', node);
    assert.match(user.told, /^“val-loss-high” is not on 127.* any more: it was deleted\.$/);
  });

  it('creates nothing unless it is confirmed', async () => {
    const user = await duplicate(['val-loss-high'], {
      steps: ['Project', 'my-team', 'pretrain', '127.0.0.1', 'val-loss-too'],
    });
    assert.equal(user.questions.length, 1);
    assert.deepEqual(await allSaved(api, { name: 'val-loss-too' }), []);
  });

  it('asks for an integration where the new owner has none of that name', async () => {
    const user = await duplicate(['val-loss-high'], {
      steps: ['Project', 'demo', 'elsewhere', 'Keep #ml-alerts of my-team', 'Into a spec file', file, ENTER],
    });
    assert.deepEqual(user.refused, []);
    assert.match(
      user.steps[3] ?? '',
      /^4\/7 #ml-alerts belongs to my-team\. What should be used for demo\?$/,
    );
    assert.match(
      vscode.window.activeTextEditor?.document.getText() ?? '',
      /integration:\n {8}channel: "#ml-alerts"\n {8}workspace: my-workspace\n {8}entity: my-team\n/,
    );
    const typed = await duplicate(['val-loss-high'], {
      steps: ['Project', 'demo', 'elsewhere', '#other', 'Into a spec file', `b-${file}`, ENTER],
    });
    assert.deepEqual(typed.refused, []);
    assert.match(vscode.window.activeTextEditor?.document.getText() ?? '', /integration: "#other"\n/);
    await vscode.workspace.fs.delete(vscode.window.activeTextEditor!.document.uri);
  });

  it('keeps an integration that belongs to somebody else than the scope, and asks for none where it belongs to the new owner', async () => {
    const integration = async (name: string) => {
      const [found] = await allSaved(api, { entity: 'my-org-entity', name });
      return found?.triggeredAction.integration?.id;
    };
    const kept = await duplicate(['deploy-prod-llm'], {
      steps: [ENTER, ENTER, ENTER, ENTER, '127.0.0.1', 'deploy-too'],
      ...yes,
    });
    assert.deepEqual(kept.refused, []);
    assert.ok(await integration('deploy-prod-llm'));
    assert.equal(await integration('deploy-too'), await integration('deploy-prod-llm'));
    const moved = await duplicate(['deploy-prod-llm'], {
      steps: ['Project', 'my-team', 'finetune', 'Into a spec file', file, ENTER],
    });
    assert.ok(!moved.steps.some((step) => step.includes('belongs to')));
    assert.match(vscode.window.activeTextEditor?.document.getText() ?? '', /integration: deploy\n/);
  });

  it('copies several at once, under their names', async () => {
    const user = await duplicate(['val-loss-high', 'retrain-on-drop'], {
      steps: ['Project', 'my-team', 'pretrain', 'Into a spec file', file],
    });
    assert.deepEqual(user.refused, []);
    const text = vscode.window.activeTextEditor?.document.getText() ?? '';
    assert.deepEqual(text.match(/name: [\w-]+$/gm)?.slice(0, 1), ['name: val-loss-high']);
    assert.match(text, / {2}- name: retrain-on-drop\n/);
    assert.equal(text.match(/scope: \{project: my-team\/pretrain\}/g)?.length, 2);
  });

  it('offers only scopes that the event allows', async () => {
    const user = await duplicate(['val-loss-high'], {});
    assert.deepEqual(user.stepContents[0], ['Project', 'Team', 'Organization']);
  });

  it('leaves everything as it was when it is given up, and goes back', async () => {
    const all = ['Project', 'demo', 'elsewhere', '#other', 'Into a spec file', file] as const;
    for (let length = 0; length <= all.length; length++) {
      const user = await duplicate(['val-loss-high'], { steps: all.slice(0, length) });
      assert.deepEqual([...user.informed, ...user.complained, ...user.refused], []);
    }
    assert.equal(vscode.window.activeTextEditor, undefined);
    const user = await duplicate(['val-loss-high'], {
      steps: [...all, back(), back(), back(), back(), ENTER],
    });
    assert.match(user.steps.at(-2) ?? '', /^3\/7 Which project of demo/);
    assert.match(user.steps.at(-1) ?? '', /^4\/7 #ml-alerts belongs/);
  });

  it('says once when the server fails, and changes nothing', async () => {
    await goWrong({ operation: 'createFilterTrigger', kind: 'status', status: 500 });
    const user = await duplicate(['val-loss-high'], {
      steps: ['Project', 'my-team', 'pretrain', '127.0.0.1', 'val-loss-too'],
      ...yes,
    });
    assert.ok(user.told.length > 0);
    assert.equal(user.complained.length, 1);
    assert.deepEqual(await allSaved(api, { name: 'val-loss-too' }), []);
  });
});
