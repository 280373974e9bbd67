import type { FormattingOptions, Position, TextEdit } from 'vscode-languageserver/node';
import { formatEdits } from '../../core/spec/edit/format';
import type { TextSnapshot } from '../text-snapshot';
import { lspEdit } from './workspace-edit';

export function format(document: TextSnapshot): TextEdit[] {
  return formatEdits(document.text).map((edit) => lspEdit(document, edit));
}

/** Indents a new line behind `- name: x` to where the next key goes, and behind `key:` one step further. */
export function indentNewLine(
  document: TextSnapshot,
  { line }: Position,
  { tabSize }: FormattingOptions,
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
  const [, indent = '', dashes = '', , rest = ''] = above;
  const opens = /^\s*(?:#.*)?$/.test(rest);
  if (dashes === '' && !opens) return [];
  const wanted = indent.length + dashes.length + (opens ? Math.max(1, Math.min(tabSize, 8)) : 0);
  if (current.length === wanted) return [];
  return [
    {
      range: { start: { line, character: 0 }, end: { line, character: current.length } },
      newText: ' '.repeat(wanted),
    },
  ];
}
