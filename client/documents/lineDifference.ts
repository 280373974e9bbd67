import { plain } from '../../core/l10n/plain-text';

/** A line that only one of two texts has. */
export interface ChangedLine {
  readonly sign: '-' | '+';
  readonly line: string;
}

/** What differs is compared line by line up to as many lines; of more, all go and all come. */
const MANY = 1000;

/** The lines in which two texts differ, in their order: the longest common sequence of lines is left out. */
export function lineDifference(before: string, after: string): readonly ChangedLine[] {
  const [a, b] = withoutCommonEnds(before.split(/\r?\n/), after.split(/\r?\n/));
  if (Math.max(a.length, b.length) <= MANY) return compared(a, b);
  return [
    ...a.map((line): ChangedLine => ({ sign: '-', line })),
    ...b.map((line): ChangedLine => ({ sign: '+', line })),
  ];
}

/** Without the lines that both begin with and both end with. */
function withoutCommonEnds(
  a: readonly string[],
  b: readonly string[],
): [readonly string[], readonly string[]] {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return [a.slice(start, a.length - end), b.slice(start, b.length - end)];
}

function compared(a: readonly string[], b: readonly string[]): readonly ChangedLine[] {
  // common[i][j]: how many lines `a` from i on and `b` from j on have in common.
  const common = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    const row = common[i];
    if (!row) continue;
    for (let j = b.length - 1; j >= 0; j--) {
      row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const changes: ChangedLine[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) {
      changes.push({ sign: '-', line: a[i++] ?? '' });
    } else {
      changes.push({ sign: '+', line: b[j++] ?? '' });
    }
  }
  return changes;
}

/** Characters of a line that are shown. */
const LENGTH = 120;
/** Of them before what differs. */
const BEFORE = 40;

/**
 * Changed lines as they may stand in a dialog: foreign text made harmless, its indentation kept. Of a long line that came in place of
 * another, the part is shown in which they differ.
 */
export function shownLines(changes: readonly ChangedLine[]): string[] {
  return changes.map(({ sign, line }, at) => {
    const start = startOf(line, counterpart(changes, at));
    const indent = /^ */.exec(line)?.[0] ?? '';
    return `${sign} ${start === 0 ? indent : '…'}${plain(line.slice(start), LENGTH)}`;
  });
}

/** The line that went or came in place of one: as far into the lines of the other sign beside it. */
function counterpart(changes: readonly ChangedLine[], at: number): string | undefined {
  const sign = changes[at]?.sign;
  let first = at;
  while (changes[first - 1]?.sign === sign && first > 0) first--;
  let end = at;
  while (changes[end]?.sign === sign) end++;
  if (sign === '-') {
    const other = changes[end + at - first];
    return other?.sign === '+' ? other.line : undefined;
  }
  let start = first;
  while (start > 0 && changes[start - 1]?.sign === '-') start--;
  const other = changes[start + at - first];
  return other?.sign === '-' ? other.line : undefined;
}

function startOf(line: string, other: string | undefined): number {
  if (other === undefined) return 0;
  let same = 0;
  while (same < line.length && line[same] === other[same]) same++;
  if (same < LENGTH - BEFORE) return 0;
  return same - BEFORE;
}
