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
