import type { Location } from 'vscode-languageserver/node';
import { openSpecDocument } from '../../core/spec/document';
import { kindByName, type FileKind } from '../../core/spec/file-kind';
import { serverSchemes, type SpecFile } from '../../core/protocol';
import type { FeatureContext } from '../context';
import type { Documents } from '../documents';
import type { OpenDocument } from '../open-document';
import type { MentionPlace, WorkspaceView } from '../service/navigation';
import { TextSnapshot } from '../text-snapshot';
import type { Disk } from './disk';
import { Identities, identityKeys, identityPlace, type IdentityPlace } from './identities';
import type { NamedPlace } from '../service/symbols';
import { mentionPlaces, namedPlaces, placeIn, specFile, summarize, type FileSummary } from './summary';
import { readTestFile, type TestFile } from './test-file';

/** Specs that a workspace reads by itself. */
const MOST_FILES = 5_000;

export interface IndexParts {
  readonly disk: Disk;
  readonly documents: Documents;
  readonly context: () => FeatureContext;
  /** Lets everything else that waits have its turn. */
  readonly pause: () => Promise<void>;
  /** What is known of these files has changed. */
  readonly changed: (uris: ReadonlySet<string>) => void;
  readonly failed: (error: unknown) => void;
}

/** All specs of the workspace: open ones as they stand in the editor, the others as they stand on the disk. */
export class SpecIndex implements WorkspaceView {
  private readonly closed = new Map<string, FileSummary>();
  /** Tests that aren't open. */
  private readonly closedTests = new Map<string, TestFile>();
  private readonly reading = new Map<string, Promise<void>>();
  private readonly identities = new Identities();
  private begun: () => void = () => undefined;
  /** Not over before it has begun. */
  private scan = new Promise<void>((resolve) => {
    this.begun = resolve;
  });
  private stopped = new AbortController();

  constructor(private readonly parts: IndexParts) {}

  /** Reads the specs of the folders, in the background. */
  start(folders: readonly string[]): void {
    this.stop();
    this.stopped = new AbortController();
    this.scan = this.readAll(folders, this.stopped.signal).catch(this.parts.failed);
    void this.scan.then(this.begun);
  }

  stop(): void {
    this.stopped.abort();
    for (const uri of [...this.closed.keys()]) this.forget(uri);
  }

  /** Resolves when every spec has been read once. */
  async ready(): Promise<void> {
    await this.scan;
    await Promise.all(this.reading.values());
  }

  /** The file was changed, made or deleted on the disk, or closed in the editor. */
  refresh(uri: string): Promise<void> {
    const run = (this.reading.get(uri) ?? Promise.resolve())
      .then(() => this.read(uri))
      .catch(this.parts.failed);
    this.reading.set(uri, run);
    return run.then(() => {
      if (this.reading.get(uri) === run) this.reading.delete(uri);
    });
  }

  /** Reads everything again that isn't open: severities or the language have changed. */
  async refreshAll(): Promise<void> {
    for (const uri of [...this.closed.keys()]) {
      await this.refresh(uri);
      await this.parts.pause();
    }
  }

  /** The text of an open document has changed, or it was opened: what the disk has doesn't count. */
  edited(document: OpenDocument): void {
    const { uri, kind } = document;
    this.closed.delete(uri);
    this.closedTests.delete(uri);
    if (kind !== 'spec' || !isOfWorkspace(document)) return;
    const keys = identityKeys(document.spec(this.parts.context().options));
    this.tell(this.identities.update(uri, keys));
  }

  /** Files that aren't open. */
  get summaries(): Iterable<FileSummary> {
    return this.closed.values();
  }

  summary(uri: string): FileSummary | undefined {
    return this.closed.get(uri);
  }

  /** Every spec with its automations, open ones first. Files that aren't open are read once more. */
  async files(signal: AbortSignal): Promise<readonly SpecFile[]> {
    await this.ready();
    const context = this.parts.context();
    const found = this.openOnes('spec').map((document) =>
      specFile(document, document.spec(context.options), context),
    );
    for (const uri of [...this.closed.keys()]) {
      if (signal.aborted) break;
      const file = await this.file(uri);
      if (file) found.push(file);
      await this.parts.pause();
    }
    return found;
  }

  /** A spec that isn't open, as it stands on the disk. */
  async file(uri: string): Promise<SpecFile | undefined> {
    const text = this.closed.has(uri) ? await this.parts.disk.read(uri) : undefined;
    if (text === undefined) return undefined;
    const context = this.parts.context();
    return specFile(new TextSnapshot(uri, null, text), openSpecDocument(text, context.options), context);
  }

  /** All automations by name, open files first. */
  places(): readonly NamedPlace[] {
    const { options } = this.parts.context();
    return [
      ...this.openOnes('spec').flatMap((document) => namedPlaces(document, document.spec(options))),
      ...[...this.closed.values()].flatMap(({ places }) => places),
    ];
  }

  /** Where another file has the same name in the same scope. */
  elsewhere(uri: string, key: string): IdentityPlace | undefined {
    const owner = this.identities.otherOwner(uri, key);
    if (owner === undefined) return undefined;
    const document = this.parts.documents.get(owner);
    if (!document) {
      const summary = this.closed.get(owner);
      return summary && placeIn(summary, key);
    }
    return identityPlace(document, document.spec(this.parts.context().options), key);
  }

  otherMentions(uri: string): readonly MentionPlace[] {
    const { options } = this.parts.context();
    const open = this.openOnes('spec').filter((document) => document.uri !== uri);
    const closed = [...this.closed.values()].filter((summary) => summary.uri !== uri);
    return [
      ...open.flatMap((document) => mentionPlaces(document, document.spec(options))),
      ...closed.flatMap(({ mentions }) => mentions),
    ];
  }

  tests(): readonly TestFile[] {
    return [...this.openOnes('test').map(readTestFile), ...this.closedTests.values()];
  }

  automation(uri: string, name: string): Location | undefined {
    const document = this.parts.documents.get(uri);
    if (!document) {
      const found = this.closed.get(uri)?.places.find((each) => each.name === name);
      return found && { uri, range: found.range };
    }
    const found = document.spec(this.parts.context().options).entries.find((each) => each.name === name);
    return found && { uri, range: document.toRange(found.selectionRange) };
  }

  private openOnes(wanted: FileKind): readonly OpenDocument[] {
    return this.parts.documents
      .all()
      .filter((document) => document.kind === wanted && isOfWorkspace(document));
  }

  private async readAll(folders: readonly string[], signal: AbortSignal): Promise<void> {
    let seen = 0;
    for (const folder of folders) {
      for await (const uri of this.parts.disk.filesIn(folder, signal)) {
        if (signal.aborted || ++seen > MOST_FILES) return;
        await this.refresh(uri);
        // What the editor asked for meanwhile comes first.
        await this.parts.pause();
      }
    }
  }

  private async read(uri: string): Promise<void> {
    if (this.parts.documents.get(uri)) return;
    const text = await this.parts.disk.read(uri);
    if (this.parts.documents.get(uri) || this.stopped.signal.aborted) return;
    if (text === undefined) {
      this.forget(uri);
      return;
    }
    const context = this.parts.context();
    const document = new TextSnapshot(uri, null, text);
    if (kindByName(uri) === 'test') {
      this.closedTests.set(uri, readTestFile(document));
      return;
    }
    const summary = summarize(document, openSpecDocument(text, context.options), context);
    this.closed.set(uri, summary);
    const touched = this.identities.update(uri, new Set(summary.identities.map(({ key }) => key)));
    this.tell(new Set([uri, ...touched]));
  }

  private forget(uri: string): void {
    this.closedTests.delete(uri);
    const touched = this.identities.update(uri, new Set());
    if (this.closed.delete(uri)) this.tell(new Set([uri, ...touched]));
    else this.tell(touched);
  }

  private tell(uris: ReadonlySet<string>): void {
    if (uris.size > 0) this.parts.changed(uris);
  }
}

/** An automation of the server that is looked at in the editor is no second one beside that of a file. */
function isOfWorkspace({ uri }: OpenDocument): boolean {
  return !serverSchemes.some((scheme) => uri.startsWith(`${scheme}:`));
}
