import type { Automation, Scope } from '../automation';
import type { ActionEntry } from '../catalog/actions';
import type { EventEntry } from '../catalog/events';
import type { Problem } from '../problem';
import type { Range } from '../text/range';
import type { EntryAnalysis } from './analysis/automation';
import type { PlacedUnit } from './unit';

/** A problem with the scope that it is about, where an entry has several. */
export interface EntryProblem extends Problem {
  readonly scopeIndex?: number;
}

/** One automation of an entry: the entry itself, or one of its `scopes`. */
export interface SpecAutomation {
  readonly entry: SpecEntry;
  /** Only in entries with `scopes`: which of them. */
  readonly scopeIndex?: number;
  /** What would be sent; absent where something that it needs is wrong. */
  readonly automation?: Automation;
  /** The place of its scope, where the entry itself says it. */
  readonly scopeRange?: Range;
  /** Those of the entry that concern this scope. One of them is an error exactly when the automation can't be compiled. */
  readonly problems: readonly EntryProblem[];
}

/** A scope of an entry. */
export interface EntryScope {
  readonly scope: Scope;
  /** Its place, where the entry itself says it: one of the defaults stands elsewhere. */
  readonly range?: Range;
}

/** One automation as it stands in a file. Ranges are those of the file. */
export class SpecEntry {
  constructor(
    /** The unit that it is read from. */
    readonly place: PlacedUnit,
    /** Which document of the stream, from 0. */
    readonly document: number,
    /** Which entry of the document, from 0. */
    readonly index: number,
    /** Its analysis; ranges and nodes in it count from the unit's start, see {@link shift}. */
    readonly analysis: EntryAnalysis,
    private readonly problemsOf: (entry: SpecEntry) => readonly EntryProblem[],
  ) {}

  /** From its first key to the end of its last value. */
  get range(): Range {
    return this.shift(this.analysis.range);
  }

  /** Undefined while it is missing or no text. */
  get name(): string | undefined {
    return this.analysis.name?.text;
  }

  /** What a list of automations selects: the value of `name`, or else the first key. */
  get selectionRange(): Range {
    const { name, range, fields } = this.analysis;
    const [first] = fields.values();
    return this.shift(name?.range ?? first?.keyNode ?? { start: range.start, end: range.start });
  }

  get event():
    { readonly range: Range; readonly entry?: EventEntry; readonly wireType?: string } | undefined {
    const { event } = this.analysis;
    return (
      event && {
        range: this.shift(event.typeRange),
        ...(event.entry && { entry: event.entry }),
        ...(event.wireType !== undefined && { wireType: event.wireType }),
      }
    );
  }

  get action(): { readonly range: Range; readonly entry?: ActionEntry } | undefined {
    const { action } = this.analysis;
    return action && { range: this.shift(action.typeRange), ...(action.entry && { entry: action.entry }) };
  }

  /** Where it watches. A scope that is wrong is left out. */
  get scopes(): readonly EntryScope[] {
    return (this.analysis.scopes?.list ?? []).flatMap((located) => {
      if (!located) return [];
      const { scope, range } = located;
      return [this.hasOwnScope ? { scope, range: this.shift(range) } : { scope }];
    });
  }

  private get hasOwnScope(): boolean {
    const { fields } = this.analysis;
    return fields.has('scope') || fields.has('scopes');
  }

  /** Everything wrong or worth knowing in it, suppressed things left out. */
  get problems(): readonly EntryProblem[] {
    return this.problemsOf(this);
  }

  /** One a scope. */
  get automations(): readonly SpecAutomation[] {
    const { automations, scopes } = this.analysis;
    const { problems } = this;
    return automations.map((automation, index) => {
      const range = this.hasOwnScope ? scopes?.list[index]?.range : undefined;
      return {
        entry: this,
        ...(scopes?.several && { scopeIndex: index }),
        ...(automation && { automation }),
        ...(range && { scopeRange: this.shift(range) }),
        problems: problems.filter(({ scopeIndex }) => scopeIndex === undefined || scopeIndex === index),
      };
    });
  }

  /** Text of the unit that {@link analysis} refers to. */
  get source(): string {
    return this.place.unit.text;
  }

  /** Offset of the unit in the file. */
  get start(): number {
    return this.place.start;
  }

  /** A range of {@link analysis} as a range of the file. */
  shift({ start, end }: Range): Range {
    return { start: start + this.place.start, end: end + this.place.start };
  }
}
