import { openSpecDocument, type SpecDocument, type SpecOptions } from '../../core/spec/document';
import { TextSnapshot } from '../text-snapshot';

/** Characters of text whose trees are kept: many small files, or a few large ones. */
const MOST_CHARACTERS = 200_000;

interface Parsed {
  readonly document: TextSnapshot;
  readonly spec: SpecDocument;
  readonly options: SpecOptions;
}

/** Specs that aren't open, as they were read last: who lists all of them does so after every edit of one. */
export class ParsedSpecs {
  /** The one that was asked for longest ago comes first. */
  private readonly known = new Map<string, Parsed>();
  private characters = 0;

  open(uri: string, text: string, options: SpecOptions): Parsed {
    const before = this.known.get(uri);
    if (before) this.forget(uri, before);
    const parsed =
      before?.document.text === text && before.options === options
        ? before
        : { document: new TextSnapshot(uri, null, text), spec: openSpecDocument(text, options), options };
    this.known.set(uri, parsed);
    this.characters += text.length;
    for (const [oldest, each] of this.known) {
      if (this.characters <= MOST_CHARACTERS) break;
      this.forget(oldest, each);
    }
    return parsed;
  }

  private forget(uri: string, { document }: Parsed): void {
    this.known.delete(uri);
    this.characters -= document.text.length;
  }
}
