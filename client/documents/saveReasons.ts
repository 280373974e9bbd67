import * as vscode from 'vscode';

/** Remembers why VS Code is about to write documents of a scheme: a file system isn't told. */
export class SaveReasons implements vscode.Disposable {
  private readonly automatic = new Set<string>();
  private readonly subscription: vscode.Disposable;

  constructor(scheme: string) {
    this.subscription = vscode.workspace.onWillSaveTextDocument(({ document: { uri }, reason }) => {
      if (uri.scheme !== scheme) return;
      if (reason === vscode.TextDocumentSaveReason.Manual) this.automatic.delete(uri.toString());
      else this.automatic.add(uri.toString());
    });
  }

  /** Is what is written now an automatic save? "Save without Formatting" is announced by nothing: the user did it. */
  isAutomatic(uri: vscode.Uri): boolean {
    return this.automatic.delete(uri.toString());
  }

  dispose(): void {
    this.subscription.dispose();
  }
}
