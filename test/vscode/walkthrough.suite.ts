import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { closeSpecs } from './support/document';
import { extension, run } from './support/extension';

interface Step {
  readonly id: string;
  readonly description: string;
  readonly media: { readonly svg: string };
  readonly completionEvents: readonly string[];
}

describe('The walkthrough', () => {
  afterEach(() => closeSpecs());

  it('has five steps, each with a picture, a link to do it and what completes it', async () => {
    await extension();
    const found = vscode.extensions.getExtension('wandb-automations.wandb-automations');
    assert.ok(found);
    const { contributes } = found.packageJSON as {
      readonly contributes: { readonly walkthroughs: readonly { readonly steps: readonly Step[] }[] };
    };
    const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
    assert.equal(steps.length, 5);
    const commands = new Set(await vscode.commands.getCommands(true));
    for (const { id, description, media, completionEvents } of steps) {
      const { size } = await vscode.workspace.fs.stat(vscode.Uri.joinPath(found.extensionUri, media.svg));
      assert.ok(size > 0 && size <= 200_000, `the picture of ${id} has ${size} bytes`);
      const linked = [...description.matchAll(/\(command:([\w.]+)\)/g)].map(([, command = '']) => command);
      assert.ok(linked.length > 0, `${id} links to nothing: ${description}`);
      const completing = completionEvents.flatMap((event) => /^onCommand:(.*)/.exec(event)?.[1] ?? []);
      for (const command of [...linked, ...completing])
        assert.ok(commands.has(command), `no command ${command}`);
      assert.ok(completionEvents.length > 0);
    }
  });

  it('begins a spec that the language server knows', async () => {
    await run('newSpec');
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    assert.equal(editor.document.getText(), '# wandb-automations: v1\n');
    assert.equal(editor.document.languageId, 'yaml');
    assert.deepEqual(editor.selection.active, new vscode.Position(1, 0));
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      editor.document.uri,
      editor.selection.active,
    );
    const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    assert.ok(labels.includes('automations'), labels.join(', '));
  });

  it('begins a spec that is saved into the folder under a name of its own, without a question', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0] ?? assert.fail('no folder');
    const names = ['new.automation.yaml', 'new-2.automation.yaml', 'new-3.automation.yaml'];
    const [saved, unsaved, next] = names.map((name) => vscode.Uri.joinPath(folder.uri, name));
    assert.ok(saved && unsaved && next);
    try {
      await run('newSpec');
      assert.equal(shown().uri.toString(), saved.with({ scheme: 'untitled' }).toString());
      assert.ok(await shown().save());
      assert.equal(
        Buffer.from(await vscode.workspace.fs.readFile(saved)).toString(),
        '# wandb-automations: v1\n',
      );
      // One is a file, the next is open.
      for (const uri of [unsaved, next]) {
        await run('newSpec');
        assert.equal(shown().uri.toString(), uri.with({ scheme: 'untitled' }).toString());
      }
    } finally {
      await vscode.workspace.fs.delete(saved);
    }
  });
});

function shown(): vscode.TextDocument {
  return vscode.window.activeTextEditor?.document ?? assert.fail('no editor');
}
