import * as vscode from 'vscode';
import type { LanguageClient, LanguageClientOptions } from 'vscode-languageclient/node';
import {
  protocolMethods,
  type CompileParams,
  type CompileResult,
  type DecompileParams,
  type DecompileResult,
  type InitializationOptions,
  type OtherYamlSupport,
  type RemoteChangedParams,
  type RemoteParams,
  type SpecsResult,
} from '../../core/protocol';
import type { Connection, Session } from '../session/session';
import { answerRemote } from './remote';
import { isOurs, ourFiles } from './specDocuments';

interface LanguageWorld {
  /** `dist/server.js`. */
  readonly serverModule: string;
  readonly session: Session;
  readonly log: vscode.LogOutputChannel;
  /** Ids of commands that lenses may name. */
  readonly commands: readonly string[];
}

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
    );
  }

  /** Starts the language server if the workspace has something for it, and says whether it has. */
  async startWhenNeeded(): Promise<boolean> {
    for (const document of vscode.workspace.textDocuments) this.saw(document);
    if (this.client) return true;
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

  /** Tells the language server that what it knows of the W&B server may be old. */
  async remoteChanged(reason: RemoteChangedParams['reason']): Promise<void> {
    const client = await this.client;
    await client?.sendNotification(protocolMethods.remoteChanged, { reason } satisfies RemoteChangedParams);
  }

  /** Ends the language server; resolves when it is gone. */
  async stop(): Promise<void> {
    const client = await this.client?.catch(() => undefined);
    await client?.dispose();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.started.dispose();
    this.specsChanged.dispose();
  }

  private saw(document: vscode.TextDocument): void {
    if (!this.client && isOurs(document)) this.start().catch(() => undefined);
  }

  private follow(): void {
    const { connection } = this.world.session;
    if (connection === this.connection) return;
    this.connection = connection;
    void this.remoteChanged('account');
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
    this.client = this.launch().catch((error: unknown) => {
      this.client = undefined;
      this.world.log.error('The language server did not start.', error);
      throw error;
    });
    this.started.fire();
    return this.client;
  }

  private async launch(): Promise<LanguageClient> {
    // Loaded now and not at activation: it is by far the largest part of the extension.
    const { LanguageClient, RevealOutputChannelOn, TransportKind } =
      await import('vscode-languageclient/node');
    const run = { module: this.world.serverModule, transport: TransportKind.ipc };
    const client = new LanguageClient(
      'wandbAutomations',
      'W&B Automations',
      { run, debug: { ...run, options: { execArgv: ['--nolazy', '--inspect=6009'] } } },
      // Errors of the language server are in the log; what concerns the user comes as a diagnostic.
      { ...this.options(), revealOutputChannelOn: RevealOutputChannelOn.Never },
    );
    client.onRequest(protocolMethods.remote, (params: RemoteParams, token: vscode.CancellationToken) =>
      answerRemote(this.world.session.state, params, signalOf(token)),
    );
    client.onNotification(protocolMethods.specsChanged, () => this.specsChanged.fire());
    await client.start();
    return client;
  }

  private options(): LanguageClientOptions {
    return {
      // Which YAML files are specs is the server's to say: a first line can make one of any.
      documentSelector: [{ language: 'yaml' }, { pattern: ourFiles }],
      outputChannel: this.world.log,
      markdown: { isTrusted: false, supportHtml: false },
      initializationOptions: (): InitializationOptions => ({
        remote: true,
        trusted: vscode.workspace.isTrusted,
        others: otherYamlSupport(),
        commands: this.world.commands,
        settings: vscode.workspace.getConfiguration().get('wandbAutomations') ?? {},
      }),
    };
  }
}

/** What Red Hat's YAML extension does already, where it is installed. */
function otherYamlSupport(): OtherYamlSupport {
  if (!vscode.extensions.getExtension('redhat.vscode-yaml')) return {};
  const formatting = vscode.workspace.getConfiguration('yaml').get('format.enable', true);
  return { syntax: true, outline: true, folding: true, formatting };
}

function signalOf(token: vscode.CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}
