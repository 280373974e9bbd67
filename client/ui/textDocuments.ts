import * as vscode from 'vscode';

/** Texts to look at, in editors that nothing can be typed into. A text is kept as long as its editor is open. */
export class TextDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly subscriptions: vscode.Disposable;
  private count = 0;

  constructor(private readonly scheme: string) {
    this.subscriptions = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.texts.delete(uri.toString())),
    );
  }

  /** What an open document shows; undefined: it is none of these. */
  textOf(uri: vscode.Uri): string | undefined {
    return this.texts.get(uri.toString());
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.textOf(uri) ?? '';
  }

  /** `name`: of the tab, with the extension that says the language. */
  async show(
    name: string,
    text: string,
    options: vscode.TextDocumentShowOptions = { preview: true },
  ): Promise<void> {
    const path = `/${++this.count}/${name.replace(/[\\/:?#\s]+/g, '-')}`;
    const uri = vscode.Uri.from({ scheme: this.scheme, path });
    this.texts.set(uri.toString(), text);
    await vscode.window.showTextDocument(uri, options);
  }

  dispose(): void {
    this.subscriptions.dispose();
  }
}
