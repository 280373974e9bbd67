import type { FormattingOptions, Position, TextEdit } from 'vscode-languageserver/node';
import { formatEdits } from '../../core/spec/edit/format';
import { entryWithKeyAt } from '../../core/spec/yaml/find';
import { parseYaml } from '../../core/spec/yaml/parse';
import type { TextSnapshot } from '../text-snapshot';
import { lspEdit } from './workspace-edit';

export function format(document: TextSnapshot): TextEdit[] {
  return formatEdits(document.text).map((edit) => lspEdit(document, edit));
}

/** A piece of a document that reads like all of it around an offset, and where that is in it. */
type AroundOffset = (offset: number) => { readonly text: string; readonly offset: number };

/**
 * Indents a new line behind `- name: x` to where the next key goes, and behind `key:` and `key: |` one step further. What only looks
 * like a key, in a text of several lines, says nothing about the next line.
 */
export function indentNewLine(
  document: TextSnapshot,
  { line }: Position,
  { tabSize }: FormattingOptions,
  around: AroundOffset,
): TextEdit[] {
  if (line === 0) return [];
  const lineText = (number: number): string =>
    document.text
      .slice(document.lines.lineStart(number), document.lines.lineStart(number + 1))
      .replace(/\r?\n$/, '');
  const current = lineText(line);
  if (current.trim() !== '') return [];
  const above = /^(\s*)((?:- +)*)([\w.-]+|"[^"]*"|'[^']*'):(\s.*)?$/.exec(lineText(line - 1));
  if (!above) return [];
  const [whole, indent = '', dashes = '', , rest = ''] = above;
  const opens = /^\s*(?:[|>][+-]?\s*)?(?:#.*)?$/.test(rest);
  if (dashes === '' && !opens) return [];
  const column = indent.length + dashes.length;
  const wanted = column + (opens ? Math.max(1, Math.min(tabSize, 8)) : 0);
  if (current.length === wanted) return [];
  const key = around(document.lines.lineStart(line - 1) + column);
  if (!isKeyOfOneLine(key, key.offset + whole.length - column)) return [];
  return [
    {
      range: { start: { line, character: 0 }, end: { line, character: current.length } },
      newText: ' '.repeat(wanted),
    },
  ];
}

/** Is there a key, and no text behind it that goes on after the end of its line? */
function isKeyOfOneLine({ text, offset }: ReturnType<AroundOffset>, lineEnd: number): boolean {
  for (const { contents } of parseYaml(text).documents) {
    const entry = entryWithKeyAt(contents, offset);
    if (!entry) continue;
    const { value } = entry;
    if (value.kind !== 'scalar' || value.end <= lineEnd) return true;
    // A block of which there are only blank lines still begins.
    return (value.style === 'literal' || value.style === 'folded') && /^\s*$/.test(value.text);
  }
  return false;
}
