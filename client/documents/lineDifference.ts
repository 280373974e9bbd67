/** A line that only one of two texts has. */
export interface ChangedLine {
  readonly sign: '-' | '+';
  readonly line: string;
}

/** Texts with more lines than this aren't compared line by line. */
const MANY = 500;

/** The lines in which two texts differ, in their order: the longest common sequence of lines is left out. */
export function lineDifference(before: string, after: string): readonly ChangedLine[] {
  const a = before.split(/\r?\n/).slice(0, MANY);
  const b = after.split(/\r?\n/).slice(0, MANY);
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
