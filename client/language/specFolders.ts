import * as vscode from 'vscode';
import type { SpecFolder } from '../../core/protocol';
import { isSpecPath } from '../../core/spec/config/spec-path';
import { folderOf } from '../documents/specFile';

/** What the configurations of the workspace's folders say, as the language server has read them. */
export class SpecFolders implements vscode.Disposable {
  private readonly change = new vscode.EventEmitter<void>();
  readonly onDidChange = this.change.event;
  private folders: ReadonlyMap<string, SpecFolder> = new Map();

  set(folders: readonly SpecFolder[]): void {
    this.folders = new Map(folders.map((folder) => [vscode.Uri.parse(folder.uri).toString(), folder]));
    this.change.fire();
  }

  /** Is the file a spec by its name, or because a configuration or a setting says so? */
  has(uri: vscode.Uri): boolean {
    const found = this.folderOf(uri);
    return (
      found !== undefined && isSpecPath(uri.path.slice(found.root.length).replace(/^\//, ''), found.folder)
    );
  }

  /** Base URL of the server that the configuration of a file's folder names. */
  hostOf(uri: vscode.Uri): string | undefined {
    return this.folderOf(uri)?.folder.host;
  }

  /** Base URLs of the servers that the folders belong to, of those that name one, in their order. */
  get hosts(): readonly string[] {
    return [...this.folders.values()].flatMap(({ host }) => host ?? []);
  }

  private folderOf(uri: vscode.Uri): { readonly root: string; readonly folder: SpecFolder } | undefined {
    const root = folderOf(uri)?.uri;
    const folder = root && this.folders.get(root.toString());
    return folder && { root: root.path, folder };
  }

  dispose(): void {
    this.change.dispose();
  }
}
