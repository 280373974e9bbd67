import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { TestApi } from '../../client/extension';
import { closeSpecs, openSpec } from './support/document';
import { eachWithDemoData } from './support/demoData';
import { extension, run } from './support/extension';
import { goWrong } from './support/sandbox';
import { signedOut } from './support/session';
import { findRow, rows } from './support/tree';
import { back, ENTER, User, type Move } from './support/user';

const slack: readonly Move[] = ['SendNotification', '#ml-alerts', 'Loss is high', 'Look at it.', 'ERROR'];

const lossEntry = (column: number): string =>
  [
    '- name: suite-spike',
    '  scope: {project: my-team/finetune}',
    '  event:',
    '    type: OnRunMetric',
    '    filter: RunEvent.metric("loss").avg(5) > 10',
    '  action:',
    '    type: SendNotification',
    '    integration: "#ml-alerts"',
    '    title: Loss is high',
    '    text: Look at it.',
    '    level: ERROR',
  ]
    .map((line) => `${' '.repeat(column)}${line}\n`)
    .join('');

describe('New Automation', () => {
  let api: TestApi;

  before(async () => {
    api = await extension();
  });

  /** Another one in each test: VS Code remembers files for a while. */
  let file: string;
  let count = 0;

  eachWithDemoData();

  beforeEach(() => {
    file = `suite-new-${++count}.automation.yaml`;
  });

  /** Everything up to the file. */
  const toFile: readonly Move[] = [
    'Project',
    'my-team',
    'finetune',
    'OnRunMetric',
    'Rises above',
    'loss',
    ENTER,
    ...slack,
  ];

  const play = async (...steps: readonly Move[]): Promise<User> => {
    const user = new User(api, { steps });
    await run('newAutomation');
    return user;
  };

  const shown = (): {
    readonly text: string;
    readonly selected: string;
    readonly document: vscode.TextDocument;
  } => {
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor, 'no editor is open');
    const { document, selection } = editor;
    return { text: document.getText(), selected: document.getText(selection), document };
  };

  const errors = (uri: vscode.Uri): readonly string[] =>
    vscode.languages
      .getDiagnostics(uri)
      .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error)
      .map(({ message }) => message);

  it('asks step by step and writes the entry into a new file, with its name selected', async () => {
    const user = await play(...toFile, file, 'suite-spike');
    assert.deepEqual(user.refused, []);
    assert.deepEqual(
      user.steps.map((step) => step.split(' ')[0]),
      Array.from({ length: 14 }, (_, index) => `${index + 1}/14`),
    );
    const { text, selected, document } = shown();
    assert.equal(text, `version: 1\nautomations:\n${lossEntry(2)}`);
    assert.equal(selected, 'suite-spike');
    assert.equal(vscode.workspace.asRelativePath(document.uri), file);
    assert.equal(document.isDirty, false);
    assert.deepEqual(errors(document.uri), []);
    assert.deepEqual([...user.informed, ...user.complained], []);
  });

  it('offers what the server has and what the scope allows', async () => {
    const user = await play(...toFile, file, 'suite-spike');
    const [kinds, owners, projects, events, patterns, metrics, filter, actions, channels] = user.stepContents;
    assert.deepEqual(kinds, ['Project', 'Registry', 'Collection', 'Team', 'Organization']);
    assert.deepEqual(owners?.slice(0, 2), ['my-team', 'demo']);
    assert.ok(projects?.includes('finetune') && projects.includes('pretrain'), String(projects));
    assert.ok(events?.includes('OnRunMetric') && !events.includes('OnCreateArtifact'), String(events));
    assert.ok(patterns?.includes('Is unusual: far from its mean'));
    assert.ok(metrics?.includes('loss'), String(metrics));
    assert.equal(filter, 'RunEvent.metric("loss").avg(5) > 10');
    assert.deepEqual(actions, ['SendNotification', 'SendWebhook', 'DoNothing', 'SendPromptToAria']);
    assert.ok(channels?.includes('#ml-alerts'), String(channels));
  });

  it('leaves nothing behind when it is given up, at whatever step', async () => {
    const files = (): Thenable<string[]> =>
      vscode.workspace.findFiles('**/*.yaml').then((uris) => uris.map(String).sort());
    const before = await files();
    const all = [...toFile, file];
    for (let count = 0; count <= all.length; count++) {
      const user = await play(...all.slice(0, count));
      assert.equal(user.steps.length, count + 1);
      assert.deepEqual([...user.refused, ...user.informed, ...user.complained], []);
    }
    assert.deepEqual(await files(), before);
    assert.equal(vscode.window.activeTextEditor, undefined);
    assert.deepEqual(
      vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty),
      [],
    );
  });

  it('goes back to the first step and on again without losing anything', async () => {
    const all = [...toFile, file];
    const user = await play(
      ...all,
      ...Array.from({ length: 13 }, (_, index) => (index === 0 ? back('suite-spike') : back())),
      ...Array.from({ length: 14 }, () => ENTER as Move),
    );
    assert.deepEqual(user.refused, []);
    assert.equal(user.steps.length, 14 + 13 + 13);
    assert.equal(shown().text, `version: 1\nautomations:\n${lossEntry(2)}`);
  });

  it('proposes another filter when the event changes after going back', async () => {
    const user = await play(
      'Project',
      'my-team',
      'finetune',
      'OnRunMetric',
      'Rises above',
      'loss',
      'metric("loss") > 3',
      back(),
      back(),
      back(),
      back(),
      'OnRunState',
      'failed or crashed',
      ENTER,
      'DoNothing',
      file,
      ENTER,
    );
    assert.deepEqual(user.refused, []);
    assert.match(
      shown().text,
      /- name: run-failed-2\n.*\n.*\n {6}type: OnRunState\n {6}filter: RunEvent\.state == "failed"\n {4}action: DoNothing\n$/,
    );
  });

  it('says what is wrong with a filter and a name, and where', async () => {
    const filter = await play(...toFile.slice(0, 6), 'RunEvent.metric("loss").zscor(3) > 2');
    assert.equal(filter.refused.length, 1);
    assert.match(filter.refused[0] ?? '', /zscor/);
    await openSpec(`automations:\n${lossEntry(2)}`, file);
    const taken = await play(...toFile, file, 'suite-spike');
    assert.deepEqual(taken.refused, ['“suite-spike” is in this file already.']);
    assert.equal(taken.stepContents.at(-1), 'loss-above-10');
  });

  it('knows the names of the scope: those of other files and of the server are taken', async () => {
    const other = await openSpec(`automations:\n${lossEntry(2)}`, 'suite-new-other.automation.yaml');
    const inOther = await play(...toFile, file, 'suite-spike');
    assert.deepEqual(inOther.refused, [
      `“suite-spike” is in ${vscode.workspace.asRelativePath(other)} already, for the same scope.`,
    ]);
    await openSpec(
      `automations:\n${lossEntry(2)}`.replace('suite-spike', 'loss-above-10'),
      'suite-new-third.automation.yaml',
    );
    const proposed = await play(...toFile, file);
    assert.equal(proposed.stepContents.at(-1), 'loss-above-10-2');
    const onServer = await play(...toFile, file, 'val-loss-high');
    assert.match(
      onServer.refused.join(),
      /^“val-loss-high” is on 127\.0\.0\.1:\d+ already, in the same scope/,
    );
    // Another scope has names of its own.
    const elsewhere = toFile.map((move) => (move === 'finetune' ? 'pretrain' : move));
    const free = await play(...elsewhere, file, 'val-loss-high');
    assert.deepEqual([...free.refused, ...free.complained], []);
  });

  it('refuses a name that the server has and no spec can name, where it is chosen', async () => {
    const connection = api.session.required;
    const { catalog } = connection;
    const projects = () => Promise.resolve({ known: true, value: [{ id: 'x', name: 'a#b' }] });
    Object.assign(connection, {
      catalog: Object.create(catalog, { projects: { value: projects } }) as unknown,
    });
    try {
      const user = await play('Project', 'my-team', 'a#b', 'OnRunState');
      assert.deepEqual(user.refused, ['The name of a project or registry can hold no "#".']);
      assert.equal(user.steps.length, 3);
    } finally {
      Object.assign(connection, { catalog });
    }
  });

  it('says at once that no spec can name what a row stands for', async () => {
    const row = findRow(await rows(api), 'val-loss-high');
    assert.ok(row?.node.type === 'automation');
    const { trigger } = row.node;
    const scope = { ...trigger.scope, name: 'a#b' };
    const user = new User(api);
    await run('newAutomation', { ...row.node, trigger: { ...trigger, scope } });
    assert.match(user.told, /^A spec can’t name my-team\/a#b\. The name of a project/);
    assert.deepEqual(user.steps, []);
  });

  it('takes at Enter the level that it calls the default', async () => {
    for (const [event, pattern] of [
      ['OnRunMetric', 'Rises above'],
      ['OnRunState', 'failed or crashed'],
    ] as const) {
      const metric = event === 'OnRunMetric' ? ['loss'] : [];
      const moves: readonly Move[] = ['Project', 'my-team', 'finetune', event, pattern, ...metric, ENTER];
      const rest: readonly Move[] = ['SendNotification', '#ml-alerts', '', '', ENTER, file, 'suite-level'];
      const user = await play(...moves, ...rest);
      assert.deepEqual(user.refused, []);
      assert.match(shown().text, /level: INFO/);
      await closeSpecs();
      file = `suite-new-${++count}.automation.yaml`;
    }
  });

  const cases: readonly (readonly [string, string, (entry: (column: number) => string) => string])[] = [
    [
      'behind the last entry of a set, in its indentation, before the comments at the end',
      'automations:\n- name: a\n  scope: {team: my-team}\n  event: OnLinkArtifact\n  action: DoNothing\n# the end\n',
      (entry) =>
        `automations:\n- name: a\n  scope: {team: my-team}\n  event: OnLinkArtifact\n  action: DoNothing\n\n${entry(0)}# the end\n`,
    ],
    [
      'as the second of a file that was a single automation',
      'version: 1\nname: a # first\nscope: {team: my-team}\nevent: OnLinkArtifact\naction: DoNothing\n',
      (entry) =>
        `version: 1\nautomations:\n  - name: a # first\n    scope: {team: my-team}\n    event: OnLinkArtifact\n    action: DoNothing\n\n${entry(2)}`,
    ],
    [
      'inside of brackets',
      'automations: [{name: a, scope: {team: my-team}, event: OnLinkArtifact, action: DoNothing}]\n',
      () =>
        'automations: [{name: a, scope: {team: my-team}, event: OnLinkArtifact, action: DoNothing}, {name: suite-spike, scope: {project: my-team/finetune}, event: {type: OnRunMetric, filter: RunEvent.metric("loss").avg(5) > 10}, action: {type: SendNotification, integration: "#ml-alerts", title: Loss is high, text: Look at it., level: ERROR}}]\n',
    ],
    [
      'with the line breaks of the file',
      'automations:\r\n  - name: a\r\n    scope: {team: my-team}\r\n    event: OnLinkArtifact\r\n    action: DoNothing\r\n',
      (entry) =>
        `automations:\n  - name: a\n    scope: {team: my-team}\n    event: OnLinkArtifact\n    action: DoNothing\n\n${entry(2)}`.replaceAll(
          '\n',
          '\r\n',
        ),
    ],
  ];
  for (const [where, before, after] of cases) {
    it(`writes ${where}, as one step of undoing`, async () => {
      await openSpec(before, file);
      const user = await play(...toFile, file, 'suite-spike');
      assert.deepEqual(user.refused, []);
      const { text, selected, document } = shown();
      assert.equal(text, after(lossEntry));
      assert.equal(selected, 'suite-spike');
      assert.equal(document.isDirty, true);
      await vscode.commands.executeCommand('undo');
      assert.equal(document.getText(), before);
    });
  }

  it('does not add to a file that is broken: it is not offered', async () => {
    await openSpec('automations:\n  - name: "a\n', file);
    const user = await play(...toFile);
    assert.ok(!user.stepContents.at(-1)?.includes(file), String(user.stepContents.at(-1)));
    const typing = await play(...toFile, file);
    assert.match(typing.refused[0] ?? '', /exists already, and nothing can be added to it/);
  });

  it('proposes a name that no file of the folder has, broken ones included', async () => {
    await openSpec('automations:\n  - name: "a\n', 'suite-model.automation.yaml');
    const model = toFile.map((move) => (move === 'finetune' ? 'suite-model' : move));
    // A project that isn't there has no metrics to choose from: one is typed, like the project.
    const user = await play(...model, 'New file', 'suite-spike');
    assert.deepEqual(user.refused, []);
    assert.equal(vscode.workspace.asRelativePath(shown().document.uri), 'suite-model-2.automation.yaml');
    assert.equal(shown().document.isDirty, false);
    assert.deepEqual([...user.informed, ...user.complained], []);
  });

  it('loses no answer when there is a file of that name after the last one', async () => {
    const user = new User(api, { steps: [...toFile, file, 'suite-spike'] });
    const { step } = api.dialogs;
    Object.assign(api.dialogs, {
      step: async (...asked: Parameters<typeof step>) => {
        const answer = await step(...asked);
        if (user.steps.length === 14) await openSpec('# somebody was faster\n', file);
        return answer;
      },
    });
    await run('newAutomation');
    assert.match(user.told, /^What you made stands in a new editor instead: .* exists already/);
    assert.ok(user.told.includes(file), user.told);
    assert.equal(shown().document.isUntitled, true);
    assert.ok(shown().text.includes(lossEntry(2)), shown().text);
    assert.equal(shown().selected, 'suite-spike');
  });

  it('begins with the scope of the row it was called on', async () => {
    const all = await rows(api);
    const project = findRow(all, 'finetune');
    assert.ok(project);
    const user = new User(api, { steps: ['OnRunState', back(), back()] });
    await run('newAutomation', project.node);
    assert.match(user.steps[0] ?? '', /^4\/\d+ What should happen/);
    assert.match(user.steps[2] ?? '', /^4\//);
    assert.match(user.steps[3] ?? '', /^3\/\d+ Which project of my-team/);

    const team = findRow(all, 'my-team');
    assert.ok(team);
    const other = new User(api, { steps: ['Team', ENTER, 'OnLinkArtifact'] });
    await run('newAutomation', team.node);
    assert.deepEqual(other.refused, []);
    assert.match(other.steps[2] ?? '', /What should happen/);
  });

  it('calls an organization as people do, also where a row of the sidebar is its entity', async () => {
    const organization = findRow(await rows(api), 'my-org');
    assert.ok(organization);
    const user = new User(api, {
      steps: ['Registry', ENTER, 'model', 'OnLinkArtifact', ENTER, 'DoNothing', file, 'suite-organization'],
    });
    await run('newAutomation', organization.node);
    assert.deepEqual(user.refused, []);
    assert.match(shown().text, /scope: \{registry: my-org\/model\}/);
  });

  it('takes the integrations of the teams for what belongs to an organization, and says whose they are', async () => {
    const user = await play(
      'Registry',
      'my-org',
      'model',
      'OnLinkArtifact',
      ENTER,
      'SendWebhook',
      'deploy',
      'What happened',
      file,
      'linked',
    );
    assert.deepEqual(user.refused, []);
    assert.equal(
      shown().text,
      [
        'version: 1',
        'automations:',
        '  - name: linked',
        '    scope: {registry: my-org/model}',
        '    event: OnLinkArtifact',
        '    action:',
        '      type: SendWebhook',
        '      integration:',
        '        name: deploy',
        '        entity: my-team',
        '      payload:',
        '        project_name: ${project_name}',
        '        entity_name: ${entity_name}',
        '        event_type: ${event_type}',
        '        event_author: ${event_author}',
        '        artifact_collection_name: ${artifact_collection_name}',
        '        artifact_version: ${artifact_version}',
        '        artifact_version_string: ${artifact_version_string}',
        '',
      ].join('\n'),
    );
  });

  it('takes typed names when the server fails, and says that it did', async () => {
    await goWrong({ operation: '*', kind: 'status', status: 403 });
    await run('refresh');
    const user = await play(
      'Project',
      'acme/new-one',
      ENTER,
      'OnRunMetric',
      'Falls below',
      'val/acc',
      ENTER,
      'SendNotification',
      'alerts',
      '',
      '',
      'INFO',
      file,
      ENTER,
    );
    assert.ok(user.refused.length > 0);
    assert.ok(
      user.refused.every((sentence) => sentence.includes('127.0.0.1')),
      String(user.refused),
    );
    assert.match(shown().text, /scope: \{project: acme\/new-one\}/);
    assert.match(shown().text, /RunEvent\.metric\("val\/acc"\)\.avg\(5\) < 0\.5/);
  });

  it('works signed out: every name is typed, and checked as far as it can be', async () => {
    await signedOut(api);
    const user = await play(
      'Collection',
      'acme/vision/detector',
      'OnCreateArtifact',
      '',
      'SendPromptToAria',
      'Have a look at ${artifact_version}.',
      file,
      ENTER,
    );
    assert.deepEqual(user.refused, []);
    assert.equal(
      shown().text,
      'version: 1\nautomations:\n  - name: create-artifact\n    scope: {collection: acme/vision/detector}\n    event: OnCreateArtifact\n    action:\n      type: SendPromptToAria\n      prompt: Have a look at ${artifact_version}.\n',
    );
    const wrong = await play('Project', 'finetune');
    assert.equal(wrong.refused.length, 1);
  });
});
