import type { TextEdit as LspTextEdit } from 'vscode-languageserver/node';
import type { SpecEntry } from '../../core/spec/entry';
import { scopeKey } from '../../core/spec/scope-key';
import type { TextEdit } from '../../core/text/range';
import { scopesOf } from '../remote/places';
import type { ReadLock } from '../workspace/lock-files';
import { lspEdit } from './workspace-edit';

/** What renaming an entry changes in the lock file: the automations stay the same ones, under another name. */
export function lockRename({ document, lock }: ReadLock, entry: SpecEntry, newName: string): LspTextEdit[] {
  const scopes = new Set(scopesOf(entry).map(({ scope }) => scopeKey(scope)));
  const renamed = lock.renamed(scopes, entry.name ?? '', newName);
  if (renamed === lock) return [];
  return [lspEdit(document, smallestEdit(document.text, renamed.print()))];
}

/** The one replacement that makes `after` of `before`, with what both have in common at the ends left out. */
function smallestEdit(before: string, after: string): TextEdit {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return {
    range: { start, end: before.length - end },
    newText: after.slice(start, after.length - end),
  };
}
