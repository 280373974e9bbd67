import type { Scope } from '../automation';
import type { RuleCode } from '../catalog/rules';
import type { Problem, Severity } from '../problem';
import { ChunkedText } from '../text/chunked-text';
import { applyEdits, type Range, type TextEdit } from '../text/range';
import { noDefaults, type Defaults, type EntryOptions } from './analysis/context';
import type { WrittenIntegration } from './analysis/integration';
import type { LocatedScope } from './analysis/scope';
import { SpecEntry, type EntryProblem } from './entry';
import { excerptAt, type Excerpt } from './excerpt';
import { admitted } from './ignoring';
import { locationAt, type SpecLocation } from './location';
import { IdentityTable, keysOf } from './identities';
import { collectProblems, type CollectedProblems, type DocumentTop } from './problems';
import { readStructure, type DocumentStructure } from './structure';
import { Unit, type PlacedUnit } from './unit';
import { editUnits, readUnits, type FileUnits, type Reuse } from './units';
import { lastBefore } from './yaml/find';

/** How a spec is looked at besides its own text. */
export interface SpecOptions extends EntryOptions {
  /** Severities of the configuration. */
  readonly rules?: Readonly<Partial<Record<RuleCode, Severity | 'off'>>>;
}

/** A scope as it is written in a file, with its place. */
export interface WrittenScope {
  readonly scope: Scope;
  readonly range: Range;
  /** Which document of the stream, from 0. */
  readonly document: number;
}

/**
 * A spec file as the language sees it: entries, problems and, for every offset, what stands or may stand there. Immutable;
 * everything is worked out when it is asked for. Offsets are UTF-16 code units of {@link text}.
 */
export interface SpecDocument {
  readonly text: string;
  readonly options: SpecOptions;
  /** The automations as they are written; one with `scopes` is one entry. In the order of the file. */
  readonly entries: readonly SpecEntry[];
  /** What identifies them on a server; the same object as before an {@link update} that changed none of them. */
  readonly identities: IdentityTable;
  /** Every scope where it is written, those of `defaults` too. One that is wrong is left out. */
  readonly scopes: readonly WrittenScope[];
  /** The integrations that `defaults` name, where they are written. */
  readonly defaultIntegrations: readonly WrittenIntegration[];
  /** Everything that is wrong or worth knowing, in the order of the file. */
  readonly problems: readonly Problem[];
  /** May something in it be a regular expression? */
  readonly mentionsRegex: boolean;
  /** All comments, in the order of the file. */
  readonly comments: readonly Range[];
  /**
   * A problem that was found with more than the text to go by, as one of {@link problems}: with its severity and a fix that
   * ignores it. Undefined where a comment or the configuration switches it off.
   */
  admit<P extends Problem>(problem: P): P | undefined;
  /** What stands, or may stand, at an offset: the question behind completion and hover. */
  locate(offset: number): SpecLocation;
  /** The entry that an offset is in. */
  entryAt(offset: number): SpecEntry | undefined;
  /** A short text that reads like the document around an offset. */
  excerptAt(offset: number): Excerpt;
  /**
   * The same file after edits, as if it had been opened with that text. Only what changed is read again. `text`: what the edits
   * make of {@link text}, where it is at hand.
   */
  update(edits: readonly TextEdit[], options?: SpecOptions, text?: ChunkedText): SpecDocument;
}

/** Reads a spec. Never throws, whatever the text. */
export function openSpecDocument(text: string, options: SpecOptions = {}): SpecDocument {
  return new Document(ChunkedText.of(text), options, readUnits(text));
}

const emptyUnit = new Unit('');

class Document implements SpecDocument {
  private readonly lazy: {
    structure?: readonly DocumentStructure[];
    tops?: readonly DocumentTop[];
    entries?: readonly SpecEntry[];
    identities?: IdentityTable;
    collected?: CollectedProblems;
  } = {};

  constructor(
    private readonly source: ChunkedText,
    readonly options: SpecOptions,
    private readonly file: FileUnits,
    /** Those before the last edit. */
    private readonly earlier?: IdentityTable,
  ) {}

  get text(): string {
    return this.source.toString();
  }

  private get units(): readonly PlacedUnit[] {
    return this.file.units;
  }

  private get structure(): readonly DocumentStructure[] {
    return (this.lazy.structure ??= readStructure(this.file.cuts));
  }

  private get tops(): readonly DocumentTop[] {
    return (this.lazy.tops ??= this.structure.map(({ kind, top, entries }) => {
      const context = { kind, hasEntries: entries.length > 0, options: this.options };
      const pieces = top.map(({ place, node }) => ({ place, analysis: place.unit.top(node, context) }));
      const defaults = pieces.find(({ analysis }) => analysis.defaults)?.analysis.defaults ?? noDefaults;
      return { pieces, defaults };
    }));
  }

  get entries(): readonly SpecEntry[] {
    return (this.lazy.entries ??= this.structure.flatMap(({ index, entries, kind }) => {
      const defaults = this.tops[index]?.defaults ?? noDefaults;
      const context = { defaults, options: this.options, single: kind === 'single' };
      return entries.map(
        ({ place, node }, position) =>
          new SpecEntry(place, index, position, place.unit.entry(node, context), this.problemsOf),
      );
    }));
  }

  get identities(): IdentityTable {
    return (this.lazy.identities ??= this.readIdentities());
  }

  private readIdentities(): IdentityTable {
    const ofEntries = this.entries.map(({ analysis }) => keysOf(analysis));
    return this.earlier?.isOf(ofEntries) ? this.earlier : new IdentityTable(ofEntries);
  }

  get scopes(): readonly WrittenScope[] {
    const ofDefaults = this.tops.flatMap(({ pieces }, document) =>
      pieces.flatMap(({ place, analysis }) =>
        defaultScopes(analysis.defaults).map(({ scope, range }) => ({
          scope,
          range: inFile(place, range),
          document,
        })),
      ),
    );
    const own = this.entries.flatMap(({ document, scopes }) =>
      scopes.flatMap(({ scope, range }) => (range ? [{ scope, range, document }] : [])),
    );
    return [...ofDefaults, ...own];
  }

  get defaultIntegrations(): readonly WrittenIntegration[] {
    return this.tops.flatMap(({ pieces }) =>
      pieces.flatMap(({ place, analysis }) =>
        (analysis.defaults ?? noDefaults).integrations.map((written) => ({
          ...written,
          range: inFile(place, written.range),
        })),
      ),
    );
  }

  private readonly problemsOf = (entry: SpecEntry): readonly EntryProblem[] =>
    this.collected.byEntry.get(entry) ?? [];

  get problems(): readonly Problem[] {
    return this.collected.all;
  }

  get comments(): readonly Range[] {
    return this.units.flatMap((place) => place.unit.stream.comments.map((comment) => inFile(place, comment)));
  }

  get mentionsRegex(): boolean {
    return this.units.some(({ unit }) => unit.mentionsRegex);
  }

  admit<P extends Problem>(problem: P): P | undefined {
    return admitted(problem, this.units, this.options.rules);
  }

  private get collected(): CollectedProblems {
    return (this.lazy.collected ??= collectProblems(this.units, this, this.tops, this.options));
  }

  locate(offset: number): SpecLocation {
    const place = this.units[lastBefore(this.units, ({ start }) => start, offset)] ?? {
      start: 0,
      unit: emptyUnit,
    };
    const structure = this.structureAt(offset, place);
    const firstInUnit = structure?.entries.findIndex((one) => one.place === place) ?? -1;
    return locationAt(offset, {
      place,
      structure,
      indexBase: Math.max(0, firstInUnit),
      entryAt: ([key, index]) => {
        const wanted = structure?.kind === 'single' ? 0 : key === 'automations' ? index : undefined;
        return this.entries.find((entry) => entry.document === structure?.index && entry.index === wanted);
      },
    });
  }

  /** The document that an offset is in. */
  private structureAt(offset: number, place: PlacedUnit): DocumentStructure | undefined {
    const here = this.structure.filter(({ top, entries }) =>
      [...top, ...entries].some((one) => one.place === place),
    );
    const { documents } = place.unit.stream;
    return here[
      Math.max(
        0,
        lastBefore(documents, ({ start }) => start, offset - place.start),
      )
    ];
  }

  entryAt(offset: number): SpecEntry | undefined {
    const { entries } = this;
    const entry = entries[lastBefore(entries, ({ range }) => range.start, offset)];
    return entry && offset <= entry.range.end ? entry : undefined;
  }

  excerptAt(offset: number): Excerpt {
    return excerptAt(this.file.cuts, offset);
  }

  update(
    edits: readonly TextEdit[],
    options: SpecOptions = this.options,
    text = edits.length === 0 ? this.source : ChunkedText.of(applyEdits(this.text, edits)),
  ): SpecDocument {
    return new Document(text, options, this.unitsAfter(edits, text), this.lazy.identities ?? this.earlier);
  }

  private unitsAfter(edits: readonly TextEdit[], text: ChunkedText): FileUnits {
    const [edit, ...others] = edits;
    if (!edit) return this.file;
    const edited = others.length === 0 ? editUnits(this.file, edit, text) : undefined;
    return edited ?? readUnits(text.toString(), this.reuse(edits, text.length));
  }

  /** What stood wholly before or wholly behind the edits is the same as ever. */
  private reuse(edits: readonly TextEdit[], newLength: number): Reuse {
    const first = Math.min(...edits.map(({ range }) => range.start), this.source.length);
    const last = Math.max(...edits.map(({ range }) => range.end), 0);
    const moved = newLength - this.source.length;
    const at = (start: number, end: number): Unit | undefined => {
      const place = this.units[lastBefore(this.units, (one) => one.start, start)];
      return place?.start === start && place.unit.text.length === end - start ? place.unit : undefined;
    };
    return (start, end) => {
      if (end <= first) return at(start, end);
      return start >= last + moved ? at(start - moved, end - moved) : undefined;
    };
  }
}

const inFile = (place: PlacedUnit, { start, end }: Range): Range => ({
  start: place.start + start,
  end: place.start + end,
});

function defaultScopes(defaults: Defaults = noDefaults): readonly LocatedScope[] {
  const { scopes } = defaults;
  return scopes.state === 'set' ? scopes.value.list.filter((one) => one !== undefined) : [];
}
