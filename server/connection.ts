import {
  ErrorCodes,
  FileChangeType,
  ResponseError,
  type Connection,
  type DocumentDiagnosticReport,
  type InitializeParams,
  type InitializeResult,
  type WorkspaceFolder,
} from 'vscode-languageserver/node';
import { renderMessage } from '../core/l10n/message';
import { protocolMethods, type FoldersChangedParams } from '../core/protocol';
import { initializeResult } from './capabilities';
import { askSettings, sentSettings, type ClientSettings } from './client-settings';
import type { FeatureContext } from './context';
import { Documents } from './documents';
import { features, type Feature } from './features';
import { Gathered } from './gathered';
import { connectionLog, type Log } from './log';
import type { OpenDocument } from './open-document';
import type { DocumentParams } from './params';
import { withoutWaiting } from './patience';
import { Problems } from './problems';
import { offerProtocol } from './protocol-requests';
import { Publisher } from './publisher';
import { askForDiagnostics, askForRefreshes } from './refreshes';
import { RegexEngine } from './regex-engine';
import { registerForChanges, registerForFile, registerForServerDocuments } from './registrations';
import { Requests } from './requests';
import { InvalidRequest, Runner } from './runner';
import { startRunning, type Running } from './running';
import { workspaceSymbols } from './service/symbols';
import type { Session } from './session';
import { folderKey } from './workspace/address';
import { ChangedFolders } from './workspace/changed-folders';
import { ClosedProblems } from './workspace/closed-problems';
import type { Configurations } from './workspace/configurations';
import { EditedConfigurations } from './workspace/edited-configurations';
import { LockFiles } from './workspace/lock-files';
import { SpecIndex } from './workspace/spec-index';
import { WorkspaceReports } from './workspace/workspace-reports';
import type { World } from './world';

/**
 * Serves the client at the other end of `connection`, which listens already or soon, until it leaves. `initialized`: what the client
 * said, where it has its answer.
 */
export function serve(connection: Connection, world: World, initialized?: InitializeParams): void {
  const server = new LanguageServer(connection, world);
  server.listen();
  if (initialized) server.initialize(initialized);
}

/** Milliseconds that changes of the workspace are gathered before they are told. */
const TELL_PAUSE = 100;
/** The same for what the list of all specs says: who shows it asks for all of it again. */
const SPECS_PAUSE = 300;
/** Facts of the server that come together are looked at together. */
const FACTS_PAUSE = 20;

/** Every message of the client goes through here, and each through the one runner. */
class LanguageServer {
  private readonly log: Log;
  private readonly runner: Runner;
  private readonly requests: Requests;
  private readonly documents = new Documents((uri) => this.running().configurations.kindOf(uri));
  private readonly publisher: Publisher;
  private readonly index: SpecIndex;
  private readonly reports: WorkspaceReports;
  private readonly locks: LockFiles;
  private state: Running | undefined;
  private readonly problems: Problems;
  private readonly closedProblems: ClosedProblems;
  private readonly regexes: RegexEngine;
  private readonly edited: EditedConfigurations;
  private readonly folders: ChangedFolders;
  /** Changes of the workspace's folders, one after the other. */
  private following: Promise<void> = Promise.resolve();
  private readonly later: Readonly<Record<'reports' | 'specs' | 'facts' | 'pulls', Gathered>>;

  constructor(
    private readonly connection: Connection,
    private readonly world: World,
  ) {
    this.log = connectionLog(connection);
    this.runner = new Runner(this.log, world.now);
    this.requests = new Requests(connection, this.runner);
    const { documents } = this;
    this.publisher = new Publisher(world, {
      find: (uri) => documents.get(uri),
      diagnose: (document) => this.problems.ofOpen(document),
      publish: (params) => void connection.sendDiagnostics(params),
      failed: (error) => this.log.error('diagnostics', error),
    });
    const pause = (): Promise<void> => new Promise((resolve) => world.later(0, resolve));
    this.index = new SpecIndex({
      disk: world.disk,
      documents,
      context: (uri) => this.context(uri),
      kindOf: (uri) => this.running().configurations.kindOf(uri),
      serverOf: (uri) => this.running().configurations.serverOf(uri),
      holds: (uri) => this.running().configurations.holds(uri),
      prepareRegexes: () => this.regexes.prepare(),
      pause,
      changed: (uris) => this.indexChanged(uris),
      failed: (error) => this.log.error('workspace', error),
    });
    this.locks = new LockFiles({
      disk: world.disk,
      addressFor: (uri) => this.running().configurations.lockFor(uri),
      changed: () => this.lockChanged(),
      unreadable: (uri, why) =>
        this.log.warn(`${uri} can't be understood and is left alone: ${renderMessage(why)}`),
    });
    this.problems = new Problems({
      index: this.index,
      context: (uri, signal) => this.context(uri, signal),
    });
    this.regexes = new RegexEngine({
      load: () => world.loadRegexEngine(),
      loaded: ({ checkRegex }) => {
        this.running().configurations.setRegexCheck(checkRegex);
        this.recheck();
      },
      failed: (error) => this.log.error('filter-regex', error),
    });
    this.edited = new EditedConfigurations(world, {
      configurations: async () => {
        const { configurations, configured } = this.running();
        await configured;
        return configurations;
      },
      changed: () => this.reread(),
    });
    this.folders = new ChangedFolders(world, {
      known: () => [
        ...this.index.closedFiles,
        ...this.locks.addresses,
        ...this.running().configurations.roots,
      ],
      holds: (folder) => this.running().configurations.holds(`${folder}/`),
      changed: (uri) => this.changedOnDisk(uri),
      pause,
      failed: (error) => this.log.error('workspace', error),
    });
    this.closedProblems = new ClosedProblems({
      publish: (params) => void connection.sendDiagnostics(params),
      full: (most) =>
        this.log.warn(
          `Files that aren't open have more than ${most} problems; the others are shown when their file is opened.`,
        ),
    });
    this.reports = new WorkspaceReports({
      index: this.index,
      isOpen: (uri) => documents.get(uri)?.uri === uri,
      diagnose: (uri) => this.problems.ofClosed(uri),
    });
    this.later = {
      reports: new Gathered(world, TELL_PAUSE, () => this.reports.changed()),
      specs: new Gathered(world, SPECS_PAUSE, () => this.tell(protocolMethods.specsChanged)),
      facts: new Gathered(world, FACTS_PAUSE, () => this.recheck()),
      pulls: new Gathered(world, TELL_PAUSE, () =>
        askForDiagnostics(connection, this.session.client, this.log),
      ),
    };
  }

  listen(): void {
    this.listenForLifecycle();
    this.listenForDocuments();
    this.listenForChanges();
    for (const feature of features) this.offer(feature);
    this.offerDiagnostics();
    this.offerProtocol();
  }

  private listenForLifecycle(): void {
    this.connection.onInitialize((params) => this.initialize(params));
    this.connection.onInitialized(() => this.runner.notification('initialized', () => void this.begin()));
    this.connection.onShutdown(() => {
      this.runner.lifecycle = 'stopped';
      this.publisher.stop();
      for (const work of Object.values(this.later)) work.stop();
      this.edited.stop();
      this.folders.stop();
      this.index.stop();
      this.reports.stop();
    });
  }

  initialize(params: InitializeParams): InitializeResult {
    if (this.state) throw new ResponseError(ErrorCodes.InvalidRequest, 'The server was initialized before.');
    const { connection, world, documents, log } = this;
    const arrived = (): void => this.later.facts.soon();
    this.state = startRunning(params, { connection, world, documents, log, arrived });
    const { session } = this.state;
    this.runner.lifecycle = 'running';
    this.runner.timings = session.settings.trace?.timings === true;
    return initializeResult(session, world.version);
  }

  /** What can only be asked of the client after the handshake, and what nobody waits for. */
  private async begin(): Promise<void> {
    const { session, configurations, configured } = this.running();
    const { connection, world } = this;
    const inTime = (work: () => Promise<void>): Promise<void> =>
      withoutWaiting(world, work, (error) => this.log.error('initialized', error));
    if (session.client.workspaceFolders) this.followFolders();
    await inTime(() => registerForChanges(connection, session.client));
    await inTime(() => registerForServerDocuments(connection, session));
    await inTime(() => configured);
    let isRead = false;
    const settings = async (): Promise<void> => {
      await this.pullSettings(configurations);
      if (isRead) this.reread();
    };
    if (session.client.configuration) await inTime(settings);
    this.reread();
    isRead = true;
    // Before what is compiled then: code that is loaded later makes V8 compile it once more.
    await inTime(() => this.running().facts.load());
    world.ready();
  }

  private followFolders(): void {
    const method = 'workspace/didChangeWorkspaceFolders';
    this.connection.workspace.onDidChangeWorkspaceFolders((event) =>
      this.runner.notification(method, () => {
        const { added, removed } = event;
        this.following = this.following
          .then(() => this.foldersChanged(added, removed))
          .catch((error: unknown) => this.log.error(method, error));
      }),
    );
  }

  private async foldersChanged(
    added: readonly WorkspaceFolder[],
    removed: readonly WorkspaceFolder[],
  ): Promise<void> {
    const { configurations, configured, session } = this.running();
    await configured;
    const gone = new Set(removed.map(({ uri }) => folderKey(uri)));
    const kept = configurations.uris.filter((uri) => !gone.has(folderKey(uri)));
    await configurations.setFolders([...kept, ...added.map(({ uri }) => uri)]);
    if (session.client.configuration) await this.pullSettings(configurations);
    this.reread();
  }

  private listenForDocuments(): void {
    const { connection, documents, publisher, runner } = this;
    connection.onDidOpenTextDocument(({ textDocument }) =>
      runner.notification('textDocument/didOpen', () => {
        const before = documents.get(textDocument.uri)?.uri;
        // What was shown under another spelling of the address would stay there.
        if (before !== undefined && before !== textDocument.uri) publisher.left(before);
        this.changed(documents.add(textDocument));
      }),
    );
    connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) =>
      runner.notification('textDocument/didChange', () =>
        this.changed(documents.change(uri, version, contentChanges)),
      ),
    );
    connection.onDidCloseTextDocument(({ textDocument: { uri } }) =>
      runner.notification('textDocument/didClose', () => {
        const spelled = documents.remove(uri);
        if (spelled === undefined) return;
        if (!this.session.client.pullDiagnostics) publisher.closed(spelled);
        this.changedOnDisk(spelled);
      }),
    );
  }

  private changed(document: OpenDocument): void {
    const { kind, uri } = document;
    if (kind) {
      if (!this.session.client.pullDiagnostics) this.publisher.changed(uri);
      if (kind === 'spec') this.later.specs.soon();
      if (kind === 'config') this.configurationChanged(uri);
    } else {
      this.publisher.left(uri);
    }
    this.world.later(0, () =>
      this.runner.notification('workspace', () => {
        if (this.documents.get(uri) === document) this.index.edited(document);
      }),
    );
  }

  /** The file isn't open, or not any more: what counts is on the disk. */
  private changedOnDisk(uri: string): void {
    void this.locks.refresh(uri).catch((error: unknown) => this.log.error('lock file', error));
    if (!isYaml(uri) || this.documents.get(uri)) return;
    this.configurationChanged(uri);
    void this.index.refresh(uri);
  }

  private listenForChanges(): void {
    const { connection, runner } = this;
    connection.onDidChangeConfiguration(({ settings }) =>
      runner.notification('workspace/didChangeConfiguration', () => {
        void this.settingsChanged(settings).catch((error: unknown) =>
          this.log.error('workspace/didChangeConfiguration', error),
        );
      }),
    );
    connection.onDidChangeWatchedFiles(({ changes }) =>
      runner.notification('workspace/didChangeWatchedFiles', () => {
        for (const { uri, type } of changes) {
          this.changedOnDisk(uri);
          if (type !== FileChangeType.Changed && !isYaml(uri)) this.folders.add(uri);
        }
      }),
    );
    connection.onNotification(protocolMethods.remoteChanged, () =>
      runner.notification(protocolMethods.remoteChanged, () => {
        this.running().facts.forget();
        this.recheck();
        void this.followLocks();
      }),
    );
  }

  private configurationChanged(uri: string): void {
    if (this.running().configurations.isRoot(uri)) this.edited.add(uri);
  }

  private async settingsChanged(sent: unknown): Promise<void> {
    const { session, configurations, configured, facts } = this.running();
    await configured;
    if (session.client.configuration) await this.pullSettings(configurations);
    else this.useSettings(sentSettings(sent), configurations);
    // Who signs in elsewhere, and says so in this way, is looked for again.
    if (!session.isOurs) facts.forget();
    this.recheck();
    this.reread();
  }

  private async pullSettings(configurations: Configurations): Promise<void> {
    this.useSettings(await askSettings(this.connection, configurations.uris), configurations);
  }

  private useSettings(given: ClientSettings | undefined, configurations: Configurations): void {
    if (!given) return;
    this.session.settings = given.settings;
    this.runner.timings = given.settings.trace?.timings === true;
    configurations.setSettings(given.settings, given.ofFolders);
  }

  /** Also where they are known already: not every editor tells of files that change. */
  private async followLocks(): Promise<void> {
    const { configurations } = this.running();
    try {
      const added = configurations.locks.filter((uri) => !this.locks.has(uri));
      await this.locks.follow(configurations.locks);
      for (const uri of added) await registerForFile(this.connection, this.session.client, uri);
    } catch (error) {
      this.log.error('lock file', error);
    }
  }

  private lockChanged(): void {
    const isOther = this.running().configurations.setManagedIds((uri) => this.locks.idsOf(uri));
    if (isOther) this.reread();
    else this.later.facts.soon();
  }

  /** How files are read, and which are specs, may be different now. */
  private reread(): void {
    if (this.runner.lifecycle !== 'running') return;
    const { uris, specFolders } = this.running().configurations;
    this.recheck();
    void this.followLocks();
    this.index.scan(uris);
    this.tell(protocolMethods.foldersChanged, { folders: specFolders } satisfies FoldersChangedParams);
  }

  private offer({ method, kinds, answer }: Feature): void {
    this.requests.on(method, async (params, signal) => {
      await this.running().configured;
      const document = this.document(params.textDocument.uri);
      return document.kind && kinds.includes(document.kind)
        ? answer(document, params, this.context(document.uri, signal))
        : null;
    });
  }

  private offerDiagnostics(): void {
    const { requests, reports } = this;
    requests.on('textDocument/diagnostic', (params, signal) => this.report(params, signal));
    requests.on('workspace/diagnostic', (params, signal) => reports.next(params, signal));
  }

  /** A pulled document that isn't open is read from the disk. */
  private async report(
    { textDocument: { uri } }: DocumentParams,
    signal: AbortSignal,
  ): Promise<DocumentDiagnosticReport> {
    await this.running().configured;
    const document = this.documents.get(uri);
    return {
      kind: 'full',
      items: document ? this.problems.ofOpen(document, signal) : this.problems.ofClosed(uri),
    };
  }

  private offerProtocol(): void {
    const { requests, documents, index } = this;
    requests.on('completionItem/resolve', (item) => this.session.itemDocs.resolve(item));
    requests.on('workspace/symbol', async ({ query }, signal) => {
      await index.ready(signal);
      return workspaceSymbols(query, index.places());
    });
    offerProtocol(requests, {
      documents,
      index,
      context: (uri) => this.context(uri),
      lockFor: (uri) => this.running().configurations.lockFor(uri),
    });
  }

  /** Something that the problems of every document depend on has changed. */
  private recheck(): void {
    if (this.runner.lifecycle !== 'running') return;
    for (const document of this.documents.all()) this.changed(document);
    this.later.specs.soon();
    askForRefreshes(this.connection, this.session.client, this.log);
  }

  /** Other files have won or lost names, or were changed on the disk. */
  private indexChanged(uris: ReadonlySet<string>): void {
    if (this.runner.lifecycle !== 'running') return;
    for (const uri of uris) {
      const isOpen = this.documents.get(uri)?.uri === uri;
      if (this.session.client.pullDiagnostics) {
        if (isOpen) this.later.pulls.soon();
      } else if (isOpen) this.publisher.changed(uri);
      else {
        // Under one spelling of its address, whichever that is.
        const isShown = this.index.summary(uri)?.uri === uri;
        this.closedProblems.show(uri, isShown ? this.problems.ofClosed(uri) : []);
      }
    }
    this.later.reports.soon();
    this.later.specs.soon();
  }

  /** Says what is no part of LSP, to those who know it. */
  private tell(method: string, params?: object): void {
    if (!this.session.isOurs) return;
    void (params
      ? this.connection.sendNotification(method, params)
      : this.connection.sendNotification(method));
  }

  private document(uri: string): OpenDocument {
    const document = this.documents.get(uri);
    if (!document) throw new InvalidRequest(`${uri} isn't open.`);
    return document;
  }

  /** What a feature may ask for the file. */
  private context(uri: string, signal: AbortSignal = neverAborted): FeatureContext {
    const { session, facts, configurations } = this.running();
    const { client, texts, settings, others, commands, itemDocs } = session;
    const { config, options } = configurations.at(uri);
    const own = { client, texts, settings, others, commands, itemDocs };
    const { docs, now } = this.world;
    const { locks, index: workspace } = this;
    const { matcher } = this.regexes;
    const engine = matcher && { regexMatcher: matcher };
    return { ...own, ...engine, options, docs, facts: facts.at(config.host), workspace, locks, signal, now };
  }

  private get session(): Session {
    return this.running().session;
  }

  private running(): Running {
    if (!this.state) throw new Error('Not initialized.');
    return this.state;
  }
}

const isYaml = (uri: string): boolean => /\.ya?ml$/i.test(uri);

const neverAborted = new AbortController().signal;
