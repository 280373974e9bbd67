import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  protocolMethods,
  type CompileParams,
  type CompileResult,
  type DecompileParams,
  type DecompileResult,
  type OtherYamlSupport,
  type RemoteChangedParams,
  type SpecsResult,
} from '../../core/protocol';
import type { Connection } from '../session/session';
import { startLanguageClient, type LanguageWorld } from './languageClient';
import { onDidChangeOtherYaml, otherYamlSupport } from './otherYaml';
import { isMarked, isOurs, ourFiles } from './specDocuments';

/** LSP's `FileChangeType.Changed`; its package isn't loaded before the language server is needed. */
const CHANGED = 2;

/**
 * The language server and the way to it. It runs from the first spec on that is seen, or from the first question: who only edits
 * other YAML files never pays for it.
 */
export class LanguageSupport implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[] = [];
  private readonly started = new vscode.EventEmitter<void>();
  /** Fires when it is started: when there was a first spec, and again after it could not start. */
  readonly onDidStart = this.started.event;
  private readonly specsChanged = new vscode.EventEmitter<void>();
  /** What {@link specs} answers is no longer the same: text, problems, or what is on the W&B server. */
  readonly onDidChangeSpecs = this.specsChanged.event;
  private client: Promise<LanguageClient> | undefined;
  private connection: Connection | undefined;
  /** What the server was told that others do. */
  private others: OtherYamlSupport = {};
  private isOver = false;
  private failing = false;

  constructor(private readonly world: LanguageWorld) {
    this.connection = world.session.connection;
    this.subscriptions.push(
      vscode.workspace.onDidOpenTextDocument((document) => this.saw(document)),
      // A first line can make a spec of a file that is open already.
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.some(({ range }) => range.start.line === 0)) this.saw(document);
      }),
      world.session.onDidChange(() => this.follow()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.restart()),
      onDidChangeOtherYaml(() => {
        if (JSON.stringify(otherYamlSupport()) !== JSON.stringify(this.others)) void this.restart();
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('wandbAutomations.files') && this.hasFilesSetting()) this.wake();
      }),
    );
  }

  /** The W&B server failed when it was asked last for what specs are compared with. */
  get isServerFailing(): boolean {
    return this.failing;
  }

  /** Starts the language server if the workspace has something for it, and says whether it has. */
  async startWhenNeeded(): Promise<boolean> {
    for (const document of vscode.workspace.textDocuments) this.saw(document);
    if (this.client) return true;
    if (this.hasFilesSetting()) {
      await this.start().catch(() => undefined);
      return true;
    }
    const [found] = await vscode.workspace.findFiles(ourFiles, undefined, 1);
    if (found) await this.start().catch(() => undefined);
    return found !== undefined;
  }

  compile(params: CompileParams, signal: AbortSignal): Promise<CompileResult> {
    return this.ask(protocolMethods.compile, params, signal);
  }

  decompile(params: DecompileParams, signal: AbortSignal): Promise<DecompileResult> {
    return this.ask(protocolMethods.decompile, params, signal);
  }

  specs(signal: AbortSignal): Promise<SpecsResult> {
    return this.ask(protocolMethods.specs, undefined, signal);
  }

  /** Has the spec files of the workspace read again: not every file system tells when a file was changed. `known`: read before. */
  async rereadFiles(known: readonly string[]): Promise<void> {
    const client = await this.client;
    const found = (await vscode.workspace.findFiles(ourFiles)).map(String);
    const changes = [...new Set([...known, ...found])].map((uri) => ({ uri, type: CHANGED }));
    await client?.sendNotification('workspace/didChangeWatchedFiles', { changes });
  }

  /** Tells the language server that what it knows of the W&B server may be old. One that doesn't run knows nothing: never rejects. */
  async remoteChanged(reason: RemoteChangedParams['reason']): Promise<void> {
    try {
      const client = await this.client;
      await client?.sendNotification(protocolMethods.remoteChanged, { reason } satisfies RemoteChangedParams);
    } catch (error) {
      this.world.log.debug('remoteChanged', error instanceof Error ? error.message : String(error));
    }
  }

  /** Ends the language server; resolves when it is gone. */
  async stop(): Promise<void> {
    this.isOver = true;
    const client = await this.client?.catch(() => undefined);
    await client?.dispose();
  }

  /** Has the language server something to say about the document? */
  isOurs(document: vscode.TextDocument): boolean {
    return isOurs(document) || (document.languageId === 'yaml' && this.world.folders.has(document.uri));
  }

  /** Is the document a spec by other means than its name? */
  isSpecByContent(document: vscode.TextDocument): boolean {
    return document.languageId === 'yaml' && (isMarked(document) || this.world.folders.has(document.uri));
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.started.dispose();
    this.specsChanged.dispose();
  }

  private saw(document: vscode.TextDocument): void {
    if (!this.client && isOurs(document)) this.wake();
  }

  private follow(): void {
    const { connection } = this.world.session;
    if (connection === this.connection) return;
    this.connection = connection;
    void this.remoteChanged('account');
  }

  /** A failure is in the log. */
  private wake(): void {
    this.start().catch(() => undefined);
  }

  /** Which files it names is for the language server to find out. */
  private hasFilesSetting(): boolean {
    return (vscode.workspace.workspaceFolders ?? []).some(
      ({ uri }) =>
        vscode.workspace.getConfiguration('wandbAutomations', uri).get<unknown[]>('files', []).length > 0,
    );
  }

  private async restart(): Promise<void> {
    const client = await this.client;
    await client?.restart();
  }

  private async ask<Result>(method: string, params: unknown, signal: AbortSignal): Promise<Result> {
    const client = await this.start();
    const cancellation = new vscode.CancellationTokenSource();
    const cancel = (): void => cancellation.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) cancel();
    try {
      return await client.sendRequest<Result>(method, params, cancellation.token);
    } finally {
      signal.removeEventListener('abort', cancel);
      cancellation.dispose();
    }
  }

  /** A failure is in the log already; the next one who needs the language server tries again. */
  private start(): Promise<LanguageClient> {
    if (this.client) return this.client;
    const client = startLanguageClient({
      ...this.world,
      others: () => (this.others = otherYamlSupport()),
      specsChanged: () => this.specsChanged.fire(),
      answered: (answer) => (this.failing = !answer.known && answer.reason === 'failed'),
      isOver: () => this.isOver,
    });
    this.client = client.catch((error: unknown) => {
      this.client = undefined;
      this.world.log.error('The language server did not start.', error);
      throw error;
    });
    this.started.fire();
    return this.client;
  }
}
