import type { Problem, Severity } from '../problem';
import type { RuleCode } from '../catalog/rules';
import { applyEdits, type TextEdit } from '../text/range';
import type { EntryOptions } from './analysis/context';
import { analyseTop, type TopAnalysis } from './analysis/top';
import { SpecEntry } from './entry';
import { locationAt, type SpecLocation } from './location';
import { collectProblems } from './problems';
import { cut, readStructure, type DocumentStructure } from './structure';
import { Unit, type PlacedUnit } from './unit';
import { lastBefore } from './yaml/find';

/** How a spec is looked at besides its own text. */
export interface SpecOptions extends EntryOptions {
  /** Severities of the configuration. */
  readonly rules?: Readonly<Partial<Record<RuleCode, Severity | 'off'>>>;
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
  /** Everything that is wrong or worth knowing, in the order of the file. */
  readonly problems: readonly Problem[];
  /** What stands, or may stand, at an offset: the question behind completion and hover. */
  locate(offset: number): SpecLocation;
  /** The entry that an offset is in. */
  entryAt(offset: number): SpecEntry | undefined;
  /** The same file after edits, as if it had been opened with that text. Only what changed is read again. */
  update(edits: readonly TextEdit[], options?: SpecOptions): SpecDocument;
}

/** Reads a spec. Never throws, whatever the text. */
export function openSpecDocument(text: string, options: SpecOptions = {}): SpecDocument {
  return new Document(text, options, cut(text));
}

const emptyUnit = new Unit('');

class Document implements SpecDocument {
  private readonly lazy: {
    structure?: readonly DocumentStructure[];
    tops?: readonly TopAnalysis[];
    entries?: readonly SpecEntry[];
    collected?: ReturnType<typeof collectProblems>;
  } = {};

  constructor(
    readonly text: string,
    readonly options: SpecOptions,
    private readonly units: readonly PlacedUnit[],
  ) {}

  private get structure(): readonly DocumentStructure[] {
    return (this.lazy.structure ??= readStructure(this.units));
  }

  private get tops(): readonly TopAnalysis[] {
    return (this.lazy.tops ??= this.structure.map((one) => analyseTop(one, this.options)));
  }

  get entries(): readonly SpecEntry[] {
    return (this.lazy.entries ??= this.structure.flatMap(({ index, entries, kind }) => {
      const defaults = this.tops[index]?.defaults;
      if (!defaults) return [];
      const context = { defaults, options: this.options, single: kind === 'single' };
      return entries.map(
        ({ place, node }, position) =>
          new SpecEntry(
            place,
            index,
            position,
            place.unit.entry(node, context),
            (entry) => this.collected.byEntry.get(entry) ?? [],
          ),
      );
    }));
  }

  get problems(): readonly Problem[] {
    return this.collected.all;
  }

  private get collected(): ReturnType<typeof collectProblems> {
    return (this.lazy.collected ??= collectProblems(this.units, this.entries, this.tops, this.options));
  }

  locate(offset: number): SpecLocation {
    const place = this.units[lastBefore(this.units, ({ start }) => start, offset)] ?? {
      start: 0,
      unit: emptyUnit,
    };
    const { documents } = place.unit.stream;
    const inUnit = Math.max(
      0,
      lastBefore(documents, ({ start }) => start, offset - place.start),
    );
    const structure = this.structure.filter(({ top }) => top.some((one) => one.place === place))[inUnit];
    const entryAt = ([key, index]: SpecLocation['path']): SpecEntry | undefined => {
      const wanted = structure?.kind === 'single' ? 0 : key === 'automations' ? index : undefined;
      return this.entries.find((entry) => entry.document === structure?.index && entry.index === wanted);
    };
    return locationAt(offset, { place, structure, entryAt });
  }

  entryAt(offset: number): SpecEntry | undefined {
    const { entries } = this;
    let low = 0;
    let high = entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((entries[middle]?.range.start ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const entry: SpecEntry | undefined = entries[low - 1];
    return entry && offset <= entry.range.end ? entry : undefined;
  }

  update(edits: readonly TextEdit[], options: SpecOptions = this.options): SpecDocument {
    const text = applyEdits(this.text, edits);
    return new Document(text, options, cut(text));
  }
}
