import type { TextDocumentContentChangeEvent, TextDocumentItem } from 'vscode-languageserver/node';
import type { FileKind } from '../core/spec/file-kind';
import { OpenDocument } from './open-document';
import { UriMap } from './workspace/uri-map';

/** Something about a document that the client must not have sent. */
class DocumentError extends Error {}

/** What the editor has open, as it stands there. */
export class Documents {
  private readonly open = new UriMap<OpenDocument>();

  constructor(
    /** What a file is, apart from what its text says. */
    private readonly kindOf: (uri: string) => FileKind | undefined,
  ) {}

  get(uri: string): OpenDocument | undefined {
    return this.open.get(uri);
  }

  all(): OpenDocument[] {
    return [...this.open.values()];
  }

  /** A second `didOpen` replaces what the first gave: the editor is right about its own text. */
  add({ uri, version, text }: TextDocumentItem): OpenDocument {
    if (!areStrings(uri, text)) throw new DocumentError('A document needs an address and a text.');
    const document = OpenDocument.of(uri, asVersion(version), text, this.kindOf);
    this.open.set(uri, document);
    return document;
  }

  /**
   * @throws DocumentError for a document that isn't open, a change without a text, or a version before the one that is known:
   * its positions would belong to another text.
   */
  change(uri: string, version: unknown, changes: readonly TextDocumentContentChangeEvent[]): OpenDocument {
    if (!areStrings(...changes.map(({ text }) => text)))
      throw new DocumentError(`A change of ${uri} has no text.`);
    const document = this.open.get(uri);
    if (!document) throw new DocumentError(`${uri} isn't open.`);
    const next = asVersion(version);
    if (next !== null && document.version !== null && next < document.version) {
      throw new DocumentError(`Version ${next} of ${uri} comes after version ${document.version}.`);
    }
    const changed = document.changed(changes, next);
    this.open.set(uri, changed);
    return changed;
  }

  /** Gives the address as it was spelled, if it was open. */
  remove(uri: string): string | undefined {
    return this.open.delete(uri);
  }
}

/** Whatever the types say: a client may send anything. */
const areStrings = (...values: readonly unknown[]): boolean =>
  values.every((value) => typeof value === 'string');

function asVersion(version: unknown): number | null {
  return typeof version === 'number' ? version : null;
}
