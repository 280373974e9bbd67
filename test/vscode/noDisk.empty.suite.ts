import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { closeEditors } from './support/document';
import { eventually, extension } from './support/extension';

const SPEC = `version: 1
name: loss-high
scope: {project: my-team/finetune}
event:
  type: OnRunMetrics
  filter: RunEvent.metric("loss") > 1
action: DoNothing
`;

/** A file system with one file, on no disk. */
class OneFile implements vscode.FileSystemProvider {
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;
  private content: Uint8Array = Buffer.from(SPEC);

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat({ path }: vscode.Uri): vscode.FileStat {
    const isFile = path.endsWith('.yaml');
    const type = isFile ? vscode.FileType.File : vscode.FileType.Directory;
    return { type, ctime: 0, mtime: 1, size: isFile ? this.content.length : 0 };
  }

  readFile(): Uint8Array {
    return this.content;
  }

  writeFile(_: vscode.Uri, content: Uint8Array): void {
    this.content = content;
  }

  readDirectory(): [string, vscode.FileType][] {
    return [['loss.automation.yaml', vscode.FileType.File]];
  }

  createDirectory(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  delete(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  rename(): never {
    throw vscode.FileSystemError.NoPermissions();
  }
}

describe('A spec on no disk', () => {
  const uri = vscode.Uri.parse('memory:/specs/loss.automation.yaml');
  let registration: vscode.Disposable;

  before(async () => {
    await extension();
    registration = vscode.workspace.registerFileSystemProvider('memory', new OneFile());
    await vscode.window.showTextDocument(uri);
  });

  after(async () => {
    await closeEditors();
    registration.dispose();
  });

  const codes = (): string[] =>
    vscode.languages
      .getDiagnostics(uri)
      .map(({ code }) => String(typeof code === 'object' ? code.value : code));

  it('has its problems, and is mended', async () => {
    await eventually(codes, (found) => found.includes('unknown-event-type'));
    const line = new vscode.Range(4, 10, 4, 10);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      line,
    );
    const mend = actions.find(({ title }) => title.includes('OnRunMetric'));
    assert.ok(mend?.edit);
    await vscode.workspace.applyEdit(mend.edit);
    await eventually(codes, (found) => !found.includes('unknown-event-type'));
  });

  it('is completed and explained', async () => {
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      uri,
      new vscode.Position(4, 8),
    );
    assert.ok(items.some(({ label }) => label === 'OnLinkArtifact'));
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      uri,
      new vscode.Position(4, 12),
    );
    assert.equal(hovers.length, 1);
  });
});
