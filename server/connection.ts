import {
  DidChangeConfigurationNotification,
  type CancellationToken,
  type Connection,
  type ConnectionOptions,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver/node';
import { protocolMethods } from '../core/protocol';
import type { SpecOptions } from '../core/spec/document';
import { serverCapabilities } from './capabilities';
import type { FeatureContext } from './context';
import { Documents } from './documents';
import { features, type DocumentParams, type Feature } from './features';
import { connectionLog, type Log } from './log';
import type { OpenDocument } from './open-document';
import { Publisher } from './publisher';
import { askClient } from './remote/client-catalog';
import { RemoteFacts } from './remote/facts';
import { cancelled, InvalidRequest, Runner } from './runner';
import { diagnose } from './service/diagnostics';
import { readSession, type Session } from './session';
import { readSettings, settingsSection, severitiesOf } from './settings';
import type { World } from './world';

/** A request that is cancelled while it waits is answered without being looked at. */
export const connectionOptions: ConnectionOptions = {
  connectionStrategy: {
    cancelUndispatched: ({ jsonrpc }) => ({ jsonrpc, id: null, error: cancelled('The request').toJson() }),
  },
};

/** Serves the client at the other end of `connection` until it leaves. */
export function serve(connection: Connection, world: World): void {
  new LanguageServer(connection, world).listen();
}

/** Every message of the client goes through here, and each through the one runner. */
class LanguageServer {
  private readonly log: Log;
  private readonly runner: Runner;
  private readonly documents = new Documents();
  private readonly publisher: Publisher;
  private options: SpecOptions = {};
  private regexCheck: Promise<void> | undefined;
  private state: { readonly session: Session; readonly facts: RemoteFacts } | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly world: World,
  ) {
    this.log = connectionLog(connection);
    this.runner = new Runner(this.log, world.now);
    this.publisher = new Publisher(world, {
      find: (uri) => this.documents.get(uri),
      diagnose: (document) => diagnose(document, this.context(neverAborted)),
      publish: (params) => void connection.sendDiagnostics(params),
      failed: (error) => this.log.error('diagnostics', error),
    });
  }

  listen(): void {
    this.listenForLifecycle();
    this.listenForDocuments();
    this.listenForChanges();
    for (const feature of features) this.offer(feature);
    this.connection.onRequest(
      'textDocument/diagnostic',
      (params: DocumentDiagnosticParams, token: CancellationToken) =>
        this.runner.request('textDocument/diagnostic', token, (signal) => this.report(params, signal)),
    );
    this.connection.listen();
  }

  private listenForLifecycle(): void {
    this.connection.onInitialize((params) => this.initialize(params));
    this.connection.onInitialized(() => this.runner.notification('initialized', () => void this.register()));
    this.connection.onShutdown(() => {
      this.runner.lifecycle = 'stopped';
      this.publisher.stop();
    });
  }

  private initialize(params: InitializeParams): InitializeResult {
    const session = readSession(params, this.world);
    const ask = session.clientAsks ? askClient(this.connection) : this.world.remote();
    this.state = { session, facts: new RemoteFacts(ask, () => this.recheck(), this.world.now) };
    this.runner.lifecycle = 'running';
    this.runner.timings = session.settings.trace?.timings === true;
    this.readSpecsAnew();
    return { capabilities: serverCapabilities(session), serverInfo: { name: 'wandb-automations' } };
  }

  /** What can only be asked of the client after the handshake. */
  private async register(): Promise<void> {
    const { client } = this.session;
    try {
      if (client.watchConfiguration) {
        await this.connection.client.register(DidChangeConfigurationNotification.type, {
          section: settingsSection,
        });
      }
      await this.pullSettings();
    } catch (error) {
      this.log.error('initialized', error);
    }
  }

  private listenForDocuments(): void {
    const { connection, documents, publisher, runner } = this;
    connection.onDidOpenTextDocument(({ textDocument }) =>
      runner.notification('textDocument/didOpen', () => this.changed(documents.add(textDocument))),
    );
    connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) =>
      runner.notification('textDocument/didChange', () =>
        this.changed(documents.change(uri, version, contentChanges)),
      ),
    );
    connection.onDidCloseTextDocument(({ textDocument: { uri } }) =>
      runner.notification('textDocument/didClose', () => {
        if (documents.remove(uri) && !this.session.client.pullDiagnostics) publisher.closed(uri);
      }),
    );
  }

  private changed({ uri, kind, text }: OpenDocument): void {
    if (kind && !this.regexCheck && text.includes('regex')) this.loadRegexCheck();
    if (kind && !this.session.client.pullDiagnostics) this.publisher.changed(uri);
  }

  /** The engine is big: it is loaded when a document has a regular expression. */
  private loadRegexCheck(): void {
    this.regexCheck = this.world.loadRegexCheck().then(
      (regexError) => {
        this.options = { ...this.options, regexError };
        this.recheck();
      },
      (error: unknown) => this.log.error('filter-regex', error),
    );
  }

  private listenForChanges(): void {
    this.connection.onDidChangeConfiguration(({ settings }) =>
      this.runner.notification('workspace/didChangeConfiguration', () => void this.pullSettings(settings)),
    );
    this.connection.onNotification(protocolMethods.remoteChanged, () =>
      this.runner.notification(protocolMethods.remoteChanged, () => {
        this.state?.facts.forget();
        this.recheck();
      }),
    );
  }

  /** Asks the client for our settings, or takes those that it sent where it can't be asked. */
  private async pullSettings(sent?: unknown): Promise<void> {
    const { session } = this;
    const given: unknown = session.client.configuration
      ? await this.connection.workspace.getConfiguration(settingsSection)
      : ((sent as Readonly<Record<string, unknown>> | null | undefined)?.[settingsSection] ?? sent);
    if (given === undefined || given === null) return;
    session.settings = readSettings(given);
    this.runner.timings = session.settings.trace?.timings === true;
    this.readSpecsAnew();
    this.recheck();
  }

  private offer({ method, answer, otherwise }: Feature): void {
    this.connection.onRequest(method, (params: DocumentParams, token: CancellationToken) =>
      this.runner.request(method, token, (signal) => {
        const document = this.document(params.textDocument.uri);
        return document.kind ? answer(document, params, this.context(signal)) : otherwise;
      }),
    );
  }

  private report({ textDocument }: DocumentDiagnosticParams, signal: AbortSignal): DocumentDiagnosticReport {
    const document = this.document(textDocument.uri);
    return { kind: 'full', items: document.kind ? diagnose(document, this.context(signal)) : [] };
  }

  /** Something that the problems of every document depend on has changed. */
  private recheck(): void {
    if (this.runner.lifecycle !== 'running') return;
    const { client } = this.session;
    if (!client.pullDiagnostics) for (const document of this.documents.all()) this.changed(document);
    else if (client.refreshDiagnostics) this.ask('workspace/diagnostic/refresh');
    if (client.refreshCodeLenses) this.ask('workspace/codeLens/refresh');
    if (client.refreshInlayHints) this.ask('workspace/inlayHint/refresh');
  }

  private ask(method: string): void {
    this.connection.sendRequest(method).catch((error: unknown) => this.log.error(method, error));
  }

  private document(uri: unknown): OpenDocument {
    const document = typeof uri === 'string' ? this.documents.get(uri) : undefined;
    if (!document) throw new InvalidRequest(`${String(uri)} isn't open.`);
    return document;
  }

  private context(signal: AbortSignal): FeatureContext {
    const { session, facts } = this.running();
    const { client, texts, settings, others, commands } = session;
    const { options } = this;
    return { client, texts, settings, others, commands, options, docs: this.world.docs, facts, signal };
  }

  /** How specs are read from now on. Another object means that they have to be read again. */
  private readSpecsAnew(): void {
    const { rules, entity } = this.session.settings;
    const { regexError } = this.options;
    this.options = {
      ...(rules && { rules: severitiesOf(rules) }),
      ...(entity !== undefined && { entity }),
      ...(regexError && { regexError }),
    };
  }

  private get session(): Session {
    return this.running().session;
  }

  private running(): { readonly session: Session; readonly facts: RemoteFacts } {
    if (!this.state) throw new Error('Not initialized.');
    return this.state;
  }
}

const neverAborted = new AbortController().signal;
