import type { Finding } from './analysis/findings';
import type { SpecEntry } from './entry';
import { ignoredLineStart, type Ignorable } from './ignoring';
import type { PlacedUnit } from './unit';

/** What a rule found, and in which entry. */
export interface Found {
  readonly finding: Finding;
  readonly entry?: SpecEntry;
}

/** Can't some automation of it be compiled? */
export function isBroken(entry: SpecEntry | undefined): entry is SpecEntry {
  return entry?.analysis.automations.includes(undefined) === true;
}

/**
 * The errors of the entries of a unit that can't be compiled. One of them has to stay, or such an entry would look fine: what
 * would take the last one away is no way out.
 */
export class EntryErrors {
  /** Of each entry: the rules, and the rules with the lines that a comment would be for. */
  private readonly codes = new Map<SpecEntry, Set<string>>();
  private readonly lines = new Map<SpecEntry, Set<string>>();

  constructor(
    private readonly place: PlacedUnit,
    errors: readonly Found[],
  ) {
    for (const { finding, entry } of errors) {
      if (!isBroken(entry)) continue;
      note(this.codes, entry, finding.code);
      note(this.lines, entry, this.lineKey(finding));
    }
  }

  /** Which comments would leave another error. */
  ignorable({ finding, entry }: Found): Ignorable {
    if (finding.severity !== 'error' || !isBroken(entry)) return { line: true, file: true };
    return {
      line: hasOther(this.lines.get(entry), this.lineKey(finding)),
      file: hasOther(this.codes.get(entry), finding.code),
    };
  }

  private lineKey({ code, range }: Finding): string {
    return `${code} ${String(ignoredLineStart(this.place.unit, range.start))}`;
  }
}

function note(map: Map<SpecEntry, Set<string>>, entry: SpecEntry, key: string): void {
  const known = map.get(entry);
  if (known) known.add(key);
  else map.set(entry, new Set([key]));
}

function hasOther(set: ReadonlySet<string> | undefined, own: string): boolean {
  return set !== undefined && set.size > (set.has(own) ? 1 : 0);
}
