import { openSpecDocument } from '../../core/spec/document';
import type { SpecFile } from '../../core/protocol';
import type { FeatureContext } from '../context';
import type { Documents } from '../documents';
import type { OpenDocument } from '../open-document';
import { TextSnapshot } from '../text-snapshot';
import type { Disk } from './disk';
import { Identities, identityKeys, identityPlace, type IdentityPlace } from './identities';
import { specFile, summarize, type FileSummary } from './summary';

/** Specs that a workspace reads by itself. */
const MOST_FILES = 5_000;

export interface IndexParts {
  readonly disk: Disk;
  readonly documents: Documents;
  readonly context: () => FeatureContext;
  /** What is known of these files has changed. */
  readonly changed: (uris: ReadonlySet<string>) => void;
  readonly failed: (error: unknown) => void;
}

/** All specs of the workspace: open ones as they stand in the editor, the others as they stand on the disk. */
export class SpecIndex {
  private readonly closed = new Map<string, FileSummary>();
  private readonly reading = new Map<string, Promise<void>>();
  private readonly identities = new Identities();
  private scan: Promise<void> = Promise.resolve();
  private stopped = new AbortController();

  constructor(private readonly parts: IndexParts) {}

  /** Reads the specs of the folders, in the background. */
  start(folders: readonly string[]): void {
    this.stop();
    this.stopped = new AbortController();
    this.scan = this.readAll(folders, this.stopped.signal).catch(this.parts.failed);
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
    for (const uri of [...this.closed.keys()]) await this.refresh(uri);
  }

  /** The text of an open document has changed, or it was opened: what the disk has doesn't count. */
  edited(document: OpenDocument): void {
    const { uri } = document;
    this.closed.delete(uri);
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

  /** Every spec with its automations, open ones first. */
  files(): readonly SpecFile[] {
    const context = this.parts.context();
    const open = this.parts.documents.all().filter(({ kind }) => kind === 'spec');
    return [
      ...open.map((document) => specFile(document, document.spec(context.options), context)),
      ...[...this.closed.values()].map(({ file }) => file),
    ];
  }

  /** Where another file has the same name in the same scope. */
  elsewhere(uri: string, key: string): IdentityPlace | undefined {
    const owner = this.identities.otherOwner(uri, key);
    if (owner === undefined) return undefined;
    const document = this.parts.documents.get(owner);
    if (!document) return this.closed.get(owner)?.identities.get(key);
    return identityPlace(document, document.spec(this.parts.context().options), key);
  }

  private async readAll(folders: readonly string[], signal: AbortSignal): Promise<void> {
    let seen = 0;
    for (const folder of folders) {
      for await (const uri of this.parts.disk.specsIn(folder, signal)) {
        if (signal.aborted || ++seen > MOST_FILES) return;
        await this.refresh(uri);
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
    const summary = summarize(document, openSpecDocument(text, context.options), context);
    this.closed.set(uri, summary);
    const touched = this.identities.update(uri, new Set(summary.identities.keys()));
    this.tell(new Set([uri, ...touched]));
  }

  private forget(uri: string): void {
    const touched = this.identities.update(uri, new Set());
    if (this.closed.delete(uri)) this.tell(new Set([uri, ...touched]));
    else this.tell(touched);
  }

  private tell(uris: ReadonlySet<string>): void {
    if (uris.size > 0) this.parts.changed(uris);
  }
}
