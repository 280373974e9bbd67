import type { Location, Range } from 'vscode-languageserver/node';
import { untilAborted } from '../../core/api/abort';
import { openSpecDocument, type SpecDocument } from '../../core/spec/document';
import { mentionsRegex } from '../../core/spec/unit';
import { hasMarker, type FileKind } from '../../core/spec/file-kind';
import type { SpecFile } from '../../core/protocol';
import { isServerDocument } from '../../core/server-document';
import type { FeatureContext } from '../context';
import type { Documents } from '../documents';
import type { OpenDocument } from '../open-document';
import type { MentionPlace, ReadSpec, WorkspaceView } from '../service/navigation';
import { TextSnapshot } from '../text-snapshot';
import { uriKey } from './address';
import type { Disk } from './disk';
import { identitiesOf } from '../../core/spec/identities';
import { Identities, type IdentityPlace } from './identities';
import type { NamedPlace } from '../service/symbols';
import {
  mentionPlaces,
  namedPlaces,
  placeIn,
  specFile,
  summarize,
  summarizeConfig,
  type FileSummary,
} from './summary';
import { ParsedSpecs } from './parsed-specs';
import { readTestFile, type TestFile } from './test-file';
import { ToldPlaces } from './told-places';
import { UriMap } from './uri-map';

/** Specs that a workspace reads by itself. */
const MOST_FILES = 5_000;

export interface IndexParts {
  readonly disk: Disk;
  readonly documents: Documents;
  /** With the configuration that holds for a file. */
  readonly context: (uri: string) => FeatureContext;
  /** What a file is, apart from what its text says. */
  readonly kindOf: (uri: string) => FileKind | undefined;
  /** Base URL of the server that the configuration names for a file; undefined: that at which somebody is signed in. */
  readonly serverOf: (uri: string) => string | undefined;
  /** Is it where specs of the workspace are looked for? */
  readonly holds: (uri: string) => boolean;
  /** Loads what reading regular expressions needs. */
  readonly prepareRegexes: () => Promise<void>;
  /** Lets everything else that waits have its turn. */
  readonly pause: () => Promise<void>;
  /** What is known of these files has changed. */
  readonly changed: (uris: ReadonlySet<string>) => void;
  readonly failed: (error: unknown) => void;
}

/** All specs of the workspace: open ones as they stand in the editor, the others as they stand on the disk. */
export class SpecIndex implements WorkspaceView {
  private readonly parsed = new ParsedSpecs();
  private readonly closed = new UriMap<FileSummary>();
  /** Tests that aren't open. */
  private readonly closedTests = new UriMap<TestFile>();
  private readonly reading = new UriMap<Promise<void>>();
  private readonly identities = new Identities((uri) => this.parts.serverOf(uri));
  private readonly told = new ToldPlaces();
  private begun: () => void = () => undefined;
  /** The newest; not over before it has begun. */
  private scanned = new Promise<void>((resolve) => {
    this.begun = resolve;
  });
  private scanning = new AbortController();
  private stopped = false;

  constructor(private readonly parts: IndexParts) {}

  /** Reads the specs of the folders, in the background, and what is known already once more: how it is read may have changed. */
  scan(folders: readonly string[]): void {
    this.scanning.abort();
    this.scanning = new AbortController();
    this.scanned = this.readAll(folders, this.scanning.signal).catch(this.parts.failed);
    void this.scanned.then(this.begun);
  }

  stop(): void {
    this.stopped = true;
    this.scanning.abort();
  }

  async ready(signal: AbortSignal): Promise<void> {
    const cancelled = (): Error => new Error('Nobody waits for the specs of the workspace any more.');
    let scanned;
    do {
      scanned = this.scanned;
      await untilAborted(scanned, signal, cancelled);
    } while (scanned !== this.scanned);
    await untilAborted(Promise.all(this.reading.values()), signal, cancelled);
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

  /** The text of an open document has changed, or it was opened: what the disk has doesn't count. */
  edited(document: OpenDocument): void {
    const { uri, kind } = document;
    const spelled = this.closed.delete(uri);
    this.closedTests.delete(uri);
    const spec = kind === 'spec' ? this.specOf(document) : undefined;
    if (spec?.mentionsRegex) void this.parts.prepareRegexes();
    const keys = spec && isOfWorkspace(document) ? spec.identities.keys : none;
    const changed = this.identities.update(uri, keys);
    const moved = this.told.moved(uri, (key) => this.rangeOf(document, key));
    const touched = moved.size > 0 ? new Set([...changed, ...moved]) : changed;
    // What was shown under another spelling of the address goes away before anything is shown under this one.
    this.tell(spelled === undefined || spelled === uri ? touched : new Set([spelled, uri, ...touched]));
  }

  /** Addresses of files that aren't open. */
  get closedFiles(): readonly string[] {
    return [...this.closed.keys(), ...this.closedTests.keys()];
  }

  holds(uri: string): boolean {
    return this.closed.has(uri) || this.parts.documents.get(uri) !== undefined;
  }

  /** Specs and configurations that aren't open. */
  get summaries(): Iterable<FileSummary> {
    return this.closed.values();
  }

  summary(uri: string): FileSummary | undefined {
    return this.closed.get(uri);
  }

  /** Every spec with its automations, open ones first. Files that aren't open are read once more. */
  async files(signal: AbortSignal): Promise<readonly SpecFile[]> {
    await this.ready(signal);
    const found = this.openOnes('spec').map((document) =>
      specFile(document, this.specOf(document), this.parts.context(document.uri)),
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
    const read = await this.closedSpec(uri);
    return read && specFile(read.document, read.spec, this.parts.context(uri));
  }

  async spec(uri: string): Promise<ReadSpec | undefined> {
    const document = this.parts.documents.get(uri);
    if (!document) return this.closedSpec(uri);
    return document.kind === 'spec' ? { document, spec: this.specOf(document) } : undefined;
  }

  /** All automations by name, open files first. */
  places(): readonly NamedPlace[] {
    return [
      ...this.openOnes('spec').flatMap((document) => namedPlaces(document, this.specOf(document))),
      ...[...this.closed.values()].flatMap(({ places }) => places),
    ];
  }

  get shareNames(): boolean {
    return this.identities.areShared;
  }

  elsewhere(uri: string, key: string): IdentityPlace | undefined {
    const owner = this.identities.otherOwner(uri, key);
    if (owner === undefined) return undefined;
    const document = this.parts.documents.get(owner);
    if (!document) {
      const summary = this.closed.get(owner);
      return summary && placeIn(summary, key);
    }
    const range = this.rangeOf(document, key);
    if (!range) return undefined;
    this.told.note(owner, { key, range, asker: uri });
    return { uri: document.uri, range };
  }

  otherMentions(uri: string): readonly MentionPlace[] {
    const own = uriKey(uri);
    const isOther = (each: { readonly uri: string }): boolean => uriKey(each.uri) !== own;
    const open = this.openOnes('spec').filter(isOther);
    const closed = [...this.closed.values()].filter(isOther);
    return [
      ...open.flatMap((document) => mentionPlaces(document, this.specOf(document))),
      ...closed.flatMap(({ mentions }) => mentions),
    ];
  }

  tests(): readonly TestFile[] {
    // One that was opened a moment ago is among both.
    const { documents } = this.parts;
    const closed = [...this.closedTests.values()].filter(({ document: { uri } }) => !documents.get(uri));
    return [...this.openOnes('test').map(readTestFile), ...closed];
  }

  automation(uri: string, name: string): Location | undefined {
    const document = this.parts.documents.get(uri);
    if (!document) {
      const found = this.closed.get(uri)?.places.find((each) => each.name === name);
      return found && { uri: found.uri, range: found.range };
    }
    const found = this.specOf(document).entries.find((each) => each.name === name);
    return found && { uri: document.uri, range: document.toRange(found.selectionRange) };
  }

  has(uri: string, identity: string): boolean {
    return this.identities.has(uri, identity);
  }

  private async closedSpec(uri: string): Promise<ReadSpec | undefined> {
    const summary = this.closed.get(uri);
    const text = summary?.kind === 'spec' ? await this.parts.disk.read(uri) : undefined;
    if (!summary || text === undefined) return undefined;
    return this.parsed.open(summary.uri, text, this.parts.context(uri).options);
  }

  private openOnes(wanted: FileKind): readonly OpenDocument[] {
    return this.parts.documents
      .all()
      .filter((document) => document.kind === wanted && isOfWorkspace(document));
  }

  private async readAll(folders: readonly string[], signal: AbortSignal): Promise<void> {
    let found = 0;
    const seen = new UriMap<true>();
    const again = async (uri: string): Promise<void> => {
      seen.set(uri, true);
      await this.refresh(uri);
      // What the editor asked for meanwhile comes first.
      await this.parts.pause();
    };
    for (const folder of folders) {
      for await (const uri of this.parts.disk.filesIn(folder, signal)) {
        if (signal.aborted || found >= MOST_FILES) return;
        if (!seen.has(uri)) await again(uri);
        if (this.closed.has(uri)) found++;
      }
    }
    for (const uri of this.closedFiles) if (!signal.aborted && !seen.has(uri)) await again(uri);
  }

  private async read(uri: string): Promise<void> {
    const { documents, disk } = this.parts;
    if (documents.get(uri)) return;
    const kind = await this.kindOf(uri);
    const text = kind && (await disk.read(uri));
    if (text !== undefined && mentionsRegex(text)) await this.parts.prepareRegexes();
    if (documents.get(uri) || this.stopped) return;
    if (text === undefined) {
      this.forget(uri);
      return;
    }
    const context = this.parts.context(uri);
    const document = new TextSnapshot(uri, null, text);
    if (kind === 'test') {
      this.closedTests.set(uri, readTestFile(document));
      return;
    }
    const summary =
      kind === 'config'
        ? summarizeConfig(document, context)
        : summarize(document, openSpecDocument(text, context.options), context);
    const spelled = this.closed.delete(uri) ?? uri;
    this.closed.set(uri, summary);
    const touched = this.identities.update(uri, new Set(summary.identities.map(({ key }) => key)));
    this.tell(new Set([spelled, uri, ...touched]));
  }

  /** Of a file that isn't open, as the disk has it. */
  private async kindOf(uri: string): Promise<FileKind | undefined> {
    if (!this.parts.holds(uri) || (await this.parts.disk.isLink(uri))) return undefined;
    const kind = this.parts.kindOf(uri);
    if (kind || !/\.ya?ml$/i.test(uri)) return kind;
    return hasMarker(await this.parts.disk.firstLine(uri)) ? 'spec' : undefined;
  }

  private rangeOf(document: OpenDocument, key: string): Range | undefined {
    const range = document.kind === 'spec' ? identitiesOf(this.specOf(document)).get(key) : undefined;
    return range && document.toRange(range);
  }

  private specOf(document: OpenDocument): SpecDocument {
    return document.spec(this.parts.context(document.uri).options);
  }

  private forget(uri: string): void {
    this.closedTests.delete(uri);
    const touched = this.identities.update(uri, none);
    const spelled = this.closed.delete(uri);
    this.tell(spelled === undefined ? touched : new Set([spelled, ...touched]));
  }

  private tell(uris: ReadonlySet<string>): void {
    if (uris.size > 0) this.parts.changed(uris);
  }
}

const none: ReadonlySet<string> = new Set();

/** An automation of the server that is looked at in the editor is no second one beside that of a file. */
function isOfWorkspace({ uri }: OpenDocument): boolean {
  return !isServerDocument(uri);
}
