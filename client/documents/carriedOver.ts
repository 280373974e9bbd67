import { lineDifference, type ChangedLine } from './lineDifference';

/** Lines of a text that become others. */
export interface LineEdit {
  /** The first one, counted from 0. */
  readonly start: number;
  readonly count: number;
  readonly lines: readonly string[];
}

/**
 * The edits that make the change from one text to another in a third one, which has changes of its own; what it has already needs none.
 * Undefined: the lines that change don't stand there as they were, so both have changed the same, or it can't be told.
 */
export function carriedOver(before: string, after: string, own: string): readonly LineEdit[] | undefined {
  const lines = own.split(/\r?\n/);
  const edits: LineEdit[] = [];
  for (const { removed, added } of hunks(lineDifference(before, after))) {
    const start = placeOf(removed, lines);
    if (start !== undefined) edits.push({ start, count: removed.length, lines: added });
    else if (placeOf(added, lines) === undefined) return undefined;
  }
  return edits;
}

interface Hunk {
  readonly removed: string[];
  readonly added: string[];
}

/** What goes, with what comes in its place. */
function hunks(changes: readonly ChangedLine[]): readonly Hunk[] {
  const found: Hunk[] = [];
  for (const { sign, line } of changes) {
    const last = found.at(-1);
    const hunk = last && (sign === '+' || last.added.length === 0) ? last : { removed: [], added: [] };
    if (hunk !== last) found.push(hunk);
    (sign === '-' ? hunk.removed : hunk.added).push(line);
  }
  return found;
}

/** Where lines stand among others; undefined: nowhere, more than once, or there are none to look for. */
function placeOf(wanted: readonly string[], lines: readonly string[]): number | undefined {
  if (wanted.length === 0) return undefined;
  const places = lines.flatMap((_, at) => (wanted.every((line, i) => lines[at + i] === line) ? [at] : []));
  return places.length === 1 ? places[0] : undefined;
}
