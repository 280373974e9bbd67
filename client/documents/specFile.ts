import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { kindByName } from '../../core/spec/file-kind';
import { replacementOf, type Range } from '../../core/text/range';
import { Refusal } from '../ui/failures';

/** Makes a spec of a file, whatever its name is. */
const MARKER = '# wandb-automations: v1\n';

/** Text of a spec that just came to be. */
export interface NewText {
  readonly text: string;
  /** What is selected, in UTF-16 code units. */
  readonly name?: Range;
}

/**
 * Writes a new file as an edit that can be undone, and shows it.
 * @throws {Refusal} when there is one of that name
 */
export async function createSpecFile(uri: vscode.Uri, { text, name }: NewText): Promise<void> {
  if (await exists(uri)) {
    throw new Refusal(
      l10n.t('{0} exists already. Nothing was written.', vscode.workspace.asRelativePath(uri)),
    );
  }
  const edit = new vscode.WorkspaceEdit();
  // Under another name than that of specs the first line says what it is.
  const content = kindByName(uri.path) === 'spec' ? text : MARKER + text;
  edit.createFile(uri, { contents: Buffer.from(content) });
  if (!(await vscode.workspace.applyEdit(edit))) throw new Refusal(l10n.t('The file could not be written.'));
  await show(uri, name && shifted(name, content.length - text.length));
}

/** The folder of a file, also of one that isn't saved yet but has its name already. */
export function folderOf(uri: vscode.Uri): vscode.WorkspaceFolder | undefined {
  return vscode.workspace.getWorkspaceFolder(uri.scheme === 'untitled' ? uri.with({ scheme: 'file' }) : uri);
}

/** The folders that new files can go to: that of the active editor's file first, then in the workspace's order. */
export function targetFolders(): readonly vscode.WorkspaceFolder[] {
  const editor = vscode.window.activeTextEditor;
  const own = editor && folderOf(editor.document.uri);
  return [...new Set([...(own ? [own] : []), ...(vscode.workspace.workspaceFolders ?? [])])];
}

/** The folder that new files go to where nobody is asked. */
export function targetFolder(): vscode.WorkspaceFolder | undefined {
  return targetFolders()[0];
}

/** The first name of its kind in a folder that is free: `loss.automation.yaml`, `loss-2.automation.yaml`. */
export async function freeSpecFile(folder: vscode.WorkspaceFolder, name: string): Promise<vscode.Uri> {
  const open = new Set(
    vscode.window.tabGroups.all.flatMap(({ tabs }) =>
      tabs.flatMap(({ input }) => (input instanceof vscode.TabInputText ? input.uri.path : [])),
    ),
  );
  for (let count = 1; ; count++) {
    const end = count === 1 ? '' : `-${count}`;
    const uri = vscode.Uri.joinPath(folder.uri, `${name}${end}.automation.yaml`);
    // What isn't saved yet has its name, too.
    if (!open.has(uri.path) && !(await exists(uri))) return uri;
  }
}

/** Shows a new spec that is no file yet. In a folder it has a name already: saving it asks nothing. */
export async function openUntitledSpec({ text, name }: NewText, folder = targetFolder()): Promise<void> {
  const document = await untitled(MARKER + text, folder);
  await show(document.uri, name && shifted(name, MARKER.length));
}

const shifted = ({ start, end }: Range, by: number): Range => ({ start: start + by, end: end + by });

async function untitled(
  content: string,
  folder: vscode.WorkspaceFolder | undefined,
): Promise<vscode.TextDocument> {
  // VS Code takes the path of an untitled document for one on the disk.
  if (folder?.uri.scheme !== 'file') return vscode.workspace.openTextDocument({ language: 'yaml', content });
  const uri = (await freeSpecFile(folder, 'new')).with({ scheme: 'untitled' });
  const document = await vscode.workspace.openTextDocument(uri);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(uri, new vscode.Position(0, 0), content);
  if (!(await vscode.workspace.applyEdit(edit))) throw new Refusal(l10n.t('The file could not be written.'));
  return document;
}

/** Gives a file another text and shows it, unsaved. Only what differs is replaced, as one step of undoing. */
export async function changeSpecFile(
  document: vscode.TextDocument,
  { text, name }: NewText,
): Promise<boolean> {
  const before = document.getText();
  const { range, newText } = replacementOf(before, text);
  const [start, end] = [document.positionAt(range.start), document.positionAt(range.end)];
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(start, end), newText);
  if (!(await vscode.workspace.applyEdit(edit))) return false;
  await show(document.uri, name);
  return true;
}

/** As the explorer does it: what an extension opens as a document, VS Code keeps for minutes after its tab and file are gone. */
async function show(uri: vscode.Uri, name: Range | undefined): Promise<void> {
  await vscode.commands.executeCommand('vscode.open', uri, { preview: false });
  const editor = vscode.window.activeTextEditor;
  if (!name || editor?.document.uri.toString() !== uri.toString()) return;
  const { document } = editor;
  editor.selection = new vscode.Selection(document.positionAt(name.start), document.positionAt(name.end));
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

export async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return false;
    throw error;
  }
}
