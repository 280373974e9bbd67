import {
  CancellationToken,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type Connection,
  type ConnectionOptions,
  type Diagnostic,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  type InitializeParams,
  type InitializeResult,
  type WorkspaceSymbolParams,
} from 'vscode-languageserver/node';
import {
  protocolMethods,
  type CompileParams,
  type CompileResult,
  type DecompileParams,
  type SpecsResult,
} from '../core/protocol';
import type { SpecOptions } from '../core/spec/document';
import { kindByName } from '../core/spec/file-kind';
import { serverCapabilities } from './capabilities';
import type { FeatureContext } from './context';
import { Documents } from './documents';
import { features, offsetOf, type DocumentParams, type Feature } from './features';
import { connectionLog, type Log } from './log';
import type { OpenDocument } from './open-document';
import { Publisher } from './publisher';
import { askClient } from './remote/client-catalog';
import { RemoteFacts } from './remote/facts';
import { cancelled, InvalidRequest, Runner } from './runner';
import { compileDocument, decompileTriggers } from './service/compile';
import { diagnosticsOf } from './service/diagnostics';
import { duplicatesIn, duplicatesOf } from './service/duplicates';
import { remoteProblems } from './service/remote-problems';
import { workspaceSymbols } from './service/symbols';
import { readSession, type Session } from './session';
import { readSettings, settingsSection, severitiesOf } from './settings';
import { SpecIndex } from './workspace/spec-index';
import { watchedFiles } from './workspace/watched-files';
import { WorkspaceReports } from './workspace/workspace-reports';
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

/** Milliseconds that changes of the workspace are gathered before they are told. */
const TELL_PAUSE = 100;
/** The same for what the list of all specs says: who shows it asks for all of it again. */
const SPECS_PAUSE = 300;
/** Facts of the server that come together are looked at together. */
const FACTS_PAUSE = 20;
/** More problems of files that aren't open help nobody. */
const MOST_CLOSED_PROBLEMS = 5_000;

/** What is known from `initialize` on. */
interface Running {
  readonly session: Session;
  readonly facts: RemoteFacts;
}

/** Every message of the client goes through here, and each through the one runner. */
class LanguageServer {
  private readonly log: Log;
  private readonly runner: Runner;
  private readonly documents = new Documents();
  private readonly publisher: Publisher;
  private readonly index: SpecIndex;
  private readonly reports: WorkspaceReports;
  private options: SpecOptions = {};
  private regexCheck: Promise<void> | undefined;
  private state: Running | undefined;
  private tellLater: (() => void) | undefined;
  private tellSpecsLater: (() => void) | undefined;
  private recheckLater: (() => void) | undefined;
  /** How many problems are published of files that aren't open. */
  private readonly closedProblems = new Map<string, number>();
  private closedTotal = 0;

  constructor(
    private readonly connection: Connection,
    private readonly world: World,
  ) {
    this.log = connectionLog(connection);
    this.runner = new Runner(this.log, world.now);
    const { documents } = this;
    this.publisher = new Publisher(world, {
      find: (uri) => documents.get(uri),
      diagnose: (document) => this.diagnose(document, this.context()),
      publish: (params) => void connection.sendDiagnostics(params),
      failed: (error) => this.log.error('diagnostics', error),
    });
    this.index = new SpecIndex({
      disk: world.disk,
      documents,
      context: () => this.context(),
      pause: () => new Promise((resolve) => world.later(0, resolve)),
      changed: (uris) => this.indexChanged(uris),
      failed: (error) => this.log.error('workspace', error),
    });
    this.reports = new WorkspaceReports({
      index: this.index,
      isOpen: (uri) => documents.get(uri) !== undefined,
      diagnose: (uri) => this.diagnoseClosed(uri),
    });
  }

  listen(): void {
    this.listenForLifecycle();
    this.listenForDocuments();
    this.listenForChanges();
    for (const feature of features) this.offer(feature);
    this.offerDiagnostics();
    this.offerProtocol();
    this.connection.listen();
  }

  private listenForLifecycle(): void {
    this.connection.onInitialize((params) => this.initialize(params));
    this.connection.onInitialized(() => this.runner.notification('initialized', () => void this.begin()));
    this.connection.onShutdown(() => {
      this.runner.lifecycle = 'stopped';
      this.publisher.stop();
      for (const cancel of [this.tellLater, this.tellSpecsLater, this.recheckLater]) cancel?.();
      this.index.stop();
      this.reports.stop();
    });
  }

  private initialize(params: InitializeParams): InitializeResult {
    const session = readSession(params, this.world);
    const ask = session.clientAsks ? askClient(this.connection) : this.world.remote();
    this.state = { session, facts: new RemoteFacts(ask, () => this.factsArrived(), this.world.now) };
    this.runner.lifecycle = 'running';
    this.applySettings();
    return { capabilities: serverCapabilities(session), serverInfo: { name: 'wandb-automations' } };
  }

  /** What can only be asked of the client after the handshake, and what nobody waits for. */
  private async begin(): Promise<void> {
    const { client, folders } = this.session;
    try {
      if (client.watchConfiguration) {
        await this.connection.client.register(DidChangeConfigurationNotification.type, {
          section: settingsSection,
        });
      }
      if (client.watchFiles) {
        await this.connection.client.register(DidChangeWatchedFilesNotification.type, {
          watchers: watchedFiles,
        });
      }
      await this.pullSettings();
      this.index.start(folders);
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
        if (!documents.remove(uri)) return;
        if (!this.session.client.pullDiagnostics) publisher.closed(uri);
        if (isIndexed(uri)) void this.index.refresh(uri);
      }),
    );
  }

  private changed(document: OpenDocument): void {
    const { kind, uri, text } = document;
    if (!kind) return;
    if (!this.regexCheck && text.includes('regex')) this.loadRegexCheck();
    if (!this.session.client.pullDiagnostics) this.publisher.changed(uri);
    this.world.later(0, () => {
      if (this.documents.get(uri) === document) this.index.edited(document);
    });
    if (kind === 'spec') this.tellSpecs();
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
    const { connection, runner } = this;
    connection.onDidChangeConfiguration(({ settings }) =>
      runner.notification('workspace/didChangeConfiguration', () => void this.pullSettings(settings)),
    );
    connection.onDidChangeWatchedFiles(({ changes }) =>
      runner.notification('workspace/didChangeWatchedFiles', () => {
        for (const { uri } of changes) if (isIndexed(uri)) void this.index.refresh(uri);
      }),
    );
    connection.onNotification(protocolMethods.remoteChanged, () =>
      runner.notification(protocolMethods.remoteChanged, () => {
        this.running().facts.forget();
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
    this.applySettings();
    this.recheck();
    await this.index.refreshAll();
  }

  /** How specs are read from now on. Another object means that they have to be read again. */
  private applySettings(): void {
    const { rules, entity, trace } = this.session.settings;
    const { regexError } = this.options;
    this.runner.timings = trace?.timings === true;
    this.options = {
      ...(rules && { rules: severitiesOf(rules) }),
      ...(entity !== undefined && { entity }),
      ...(regexError && { regexError }),
    };
  }

  private offer({ method, kinds, answer }: Feature): void {
    this.connection.onRequest(method, (params: DocumentParams, token: CancellationToken) =>
      this.runner.request(method, token, (signal) => {
        const document = this.document(params.textDocument.uri);
        return document.kind && kinds.includes(document.kind)
          ? answer(document, params, this.context(signal))
          : null;
      }),
    );
  }

  private offerDiagnostics(): void {
    const { connection, runner } = this;
    connection.languages.diagnostics.on((params, token) =>
      runner.answer('textDocument/diagnostic', token, (signal) => this.report(params, signal)),
    );
    connection.languages.diagnostics.onWorkspace((params, token) =>
      runner.answer('workspace/diagnostic', token, (signal) => this.reports.next(params, signal)),
    );
  }

  /** A pulled document that isn't open is read from the disk. */
  private report(
    { textDocument: { uri } }: DocumentDiagnosticParams,
    signal: AbortSignal,
  ): DocumentDiagnosticReport {
    const document = this.documents.get(uri);
    return {
      kind: 'full',
      items: document ? this.diagnose(document, this.context(signal)) : this.diagnoseClosed(uri),
    };
  }

  private diagnose(document: OpenDocument, context: FeatureContext): Diagnostic[] {
    if (document.kind === 'config') return diagnosticsOf(document, document.config, context);
    if (document.kind !== 'spec') return [];
    const spec = document.spec(context.options);
    return [
      ...diagnosticsOf(document, spec, context),
      ...remoteProblems(document, spec, context),
      ...duplicatesOf(document, spec, (uri, key) => this.index.elsewhere(uri, key), context),
    ];
  }

  private diagnoseClosed(uri: string): Diagnostic[] {
    const summary = this.index.summary(uri);
    if (!summary || this.session.settings.diagnostics?.scope === 'openFiles') return [];
    const duplicates = duplicatesIn(
      summary,
      (other, key) => this.index.elsewhere(other, key),
      this.context(),
    );
    return [...summary.diagnostics, ...duplicates];
  }

  private offerProtocol(): void {
    const { connection, runner } = this;
    connection.onWorkspaceSymbol((params: WorkspaceSymbolParams, token) =>
      runner.request('workspace/symbol', token, async () => {
        await this.index.ready();
        return workspaceSymbols(params.query, this.index.places());
      }),
    );
    connection.onRequest(protocolMethods.compile, (params: CompileParams, token: CancellationToken) =>
      runner.request(protocolMethods.compile, token, () => this.compile(params)),
    );
    connection.onRequest(
      protocolMethods.decompile,
      ({ triggers }: DecompileParams, token: CancellationToken) =>
        runner.request(protocolMethods.decompile, token, () => decompileTriggers(triggers)),
    );
    // Without params the token comes first; clients that say `params: null` have it come second.
    connection.onRequest(protocolMethods.specs, (...given: (CancellationToken | null)[]) =>
      runner.request(
        protocolMethods.specs,
        given.at(-1) ?? CancellationToken.None,
        async (signal): Promise<SpecsResult> => {
          return { files: await this.index.files(signal) };
        },
      ),
    );
  }

  private async compile({ textDocument: { uri }, position }: CompileParams): Promise<CompileResult> {
    const document = this.documents.get(uri);
    if (document?.kind !== 'spec') {
      const closed = await this.index.file(uri);
      if (!closed) throw new InvalidRequest(`${uri} is no spec that is open or in the workspace.`);
      return { version: null, automations: closed.automations };
    }
    const offset = position && offsetOf(document, position);
    const { texts, options } = this.context();
    return {
      version: document.version,
      automations: compileDocument(document, document.spec(options), texts, offset),
    };
  }

  private factsArrived(): void {
    this.recheckLater ??= this.world.later(FACTS_PAUSE, () => {
      this.recheckLater = undefined;
      this.recheck();
    });
  }

  /** Something that the problems of every document depend on has changed. */
  private recheck(): void {
    if (this.runner.lifecycle !== 'running') return;
    const { client } = this.session;
    for (const document of this.documents.all()) this.changed(document);
    this.tellSpecs();
    if (client.pullDiagnostics && client.refreshDiagnostics) this.ask('workspace/diagnostic/refresh');
    if (client.refreshCodeLenses) this.ask('workspace/codeLens/refresh');
    if (client.refreshInlayHints) this.ask('workspace/inlayHint/refresh');
  }

  /** Other files have won or lost names, or were changed on the disk. */
  private indexChanged(uris: ReadonlySet<string>): void {
    if (this.runner.lifecycle !== 'running') return;
    if (!this.session.client.pullDiagnostics) {
      for (const uri of uris) {
        if (this.documents.get(uri)) this.publisher.changed(uri);
        else this.publishClosed(uri);
      }
    }
    this.tellLater ??= this.world.later(TELL_PAUSE, () => {
      this.tellLater = undefined;
      this.reports.changed();
    });
    this.tellSpecs();
  }

  private tellSpecs(): void {
    this.tellSpecsLater ??= this.world.later(SPECS_PAUSE, () => {
      this.tellSpecsLater = undefined;
      void this.connection.sendNotification(protocolMethods.specsChanged);
    });
  }

  /** Problems of a file that isn't open, as long as there aren't too many of them in the workspace. */
  private publishClosed(uri: string): void {
    const found = this.diagnoseClosed(uri);
    const before = this.closedProblems.get(uri) ?? 0;
    const others = this.closedTotal - before;
    const diagnostics = found.slice(0, Math.max(0, MOST_CLOSED_PROBLEMS - others));
    if (diagnostics.length === 0 && before === 0) return;
    this.closedProblems.set(uri, diagnostics.length);
    this.closedTotal = others + diagnostics.length;
    void this.connection.sendDiagnostics({ uri, diagnostics });
  }

  private ask(method: string): void {
    this.connection.sendRequest(method).catch((error: unknown) => this.log.error(method, error));
  }

  private document(uri: unknown): OpenDocument {
    const document = typeof uri === 'string' ? this.documents.get(uri) : undefined;
    if (!document) throw new InvalidRequest(`${String(uri)} isn't open.`);
    return document;
  }

  private context(signal: AbortSignal = neverAborted): FeatureContext {
    const { session, facts } = this.running();
    const { client, texts, settings, others, commands } = session;
    const { options } = this;
    const { docs } = this.world;
    return { client, texts, settings, others, commands, options, docs, facts, workspace: this.index, signal };
  }

  private get session(): Session {
    return this.running().session;
  }

  private running(): Running {
    if (!this.state) throw new Error('Not initialized.');
    return this.state;
  }
}

const isIndexed = (uri: string): boolean => ['spec', 'test'].includes(kindByName(uri) ?? '');

const neverAborted = new AbortController().signal;
