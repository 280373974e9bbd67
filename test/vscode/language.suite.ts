import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { TestApi } from '../../client/extension';
import { closeSpecs, openSpec } from './support/document';
import { eventually, extension } from './support/extension';
import { reset } from './support/sandbox';
import { signedIn, signedOut } from './support/session';

describe('Editing a spec', () => {
  let api: TestApi;

  before(async () => {
    api = await extension();
    await reset();
    await signedIn(api);
  });

  after(async () => {
    await closeSpecs();
    await signedOut(api);
  });

  const problemsOf = (uri: vscode.Uri, holds: (found: readonly vscode.Diagnostic[]) => boolean) =>
    eventually(() => vscode.languages.getDiagnostics(uri), holds);

  it('keeps the language yaml', async () => {
    const uri = await openSpec('name: x\n');
    const document = await vscode.workspace.openTextDocument(uri);
    assert.equal(document.languageId, 'yaml');
  });

  it('underlines what is wrong, where it is wrong', async () => {
    const uri = await openSpec(`automations:
  - name: x
    scope: {project: my-team/finetune}
    event: {type: OnRunMetrics, filter: RunEvent.metric("loss") > 1}
    action: DoNothing
`);
    const problems = await problemsOf(uri, (found) => found.length > 0);
    const document = await vscode.workspace.openTextDocument(uri);
    const problem = problems.find(({ message }) => message.includes('OnRunMetrics'));
    assert.ok(problem, JSON.stringify(problems));
    assert.equal(document.getText(problem.range), 'OnRunMetrics');
    assert.equal(problem.severity, vscode.DiagnosticSeverity.Error);
  });

  it('completes keys, types and names of the server', async () => {
    const uri = await openSpec(`automations:
  - name: x
    scope: {project: my-team/finetune}
    event: {type: OnRunMetric, filter: RunEvent.metric("loss") > 1}
    action:
      type: SendNotification
      integration: ${''}
`);
    const complete = async (line: number, character: number): Promise<readonly string[]> => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        uri,
        new vscode.Position(line, character),
      );
      return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    };
    await eventually(
      () => complete(6, 19),
      (labels) => labels.some((label) => label.includes('ml-alerts')),
    );
    const types = await complete(5, 12);
    assert.ok(types.includes('SendWebhook'), types.join());
  });

  it('explains types and filters', async () => {
    const uri = await openSpec(`automations:
  - name: x
    scope: {project: my-team/finetune}
    event:
      type: OnRunMetric
      filter: RunEvent.metric("loss").avg(5) > 10
    action: DoNothing
`);
    const hover = async (line: number, character: number): Promise<string> => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        uri,
        new vscode.Position(line, character),
      );
      return hovers
        .flatMap(({ contents }) => contents)
        .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))
        .join('\n');
    };
    assert.match(await eventually(() => hover(4, 14), Boolean), /metric/i);
    assert.match(await hover(5, 22), /loss|10/);
  });

  it('leaves other YAML alone', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0];
    assert.ok(folder);
    const uri = vscode.Uri.joinPath(folder.uri, 'suite-other.yaml');
    await vscode.workspace.fs.writeFile(uri, Buffer.from('services: {web: {image: nginx, filter: 1 >}}\n'));
    await vscode.window.showTextDocument(uri);
    const spec = await openSpec('automations: [{name: 1}]\n');
    await problemsOf(spec, (found) => found.length > 0);
    assert.deepEqual(vscode.languages.getDiagnostics(uri), []);
  });
});
