/** A stretch of text in UTF-16 code units, `end` not included. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Replaces the text at `range` by `newText`. Edits of one list never overlap and refer to the text before any of them. */
export interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}

/** The edit that puts `newText` in at a place. */
export const insertion = (at: number, newText: string): TextEdit => ({
  range: { start: at, end: at },
  newText,
});

/** The text after all `edits`. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = [...edits].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  let result = '';
  let from = 0;
  for (const { range, newText } of ordered) {
    result += text.slice(from, range.start) + newText;
    from = range.end;
  }
  return result + text.slice(from);
}

/** The one edit, of whole lines, that makes `after` of `before`. It never parts a line break or a character of two units. */
export function replacementOf(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  while (start > 0 && before[start - 1] !== '\n') start--;
  let behind = 0;
  while (behind < shorter - start && before.at(-1 - behind) === after.at(-1 - behind)) behind++;
  while (behind > 0 && before[before.length - behind - 1] !== '\n') behind--;
  return {
    range: { start, end: before.length - behind },
    newText: after.slice(start, after.length - behind),
  };
}
