import type { TextEdit as LspTextEdit } from 'vscode-languageserver/node';
import type { SpecEntry } from '../../core/spec/entry';
import { scopeKey } from '../../core/spec/scope-key';
import { replacementOf } from '../../core/text/range';
import type { ReadLock } from '../workspace/lock-files';
import { lspEdit } from './workspace-edit';

/** What renaming entries of one name changes in the lock file: the automations stay the same ones, under another name. */
export function lockRename(
  { document, lock }: ReadLock,
  entries: readonly SpecEntry[],
  newName: string,
): LspTextEdit[] {
  const scopes = new Set(entries.flatMap((entry) => entry.scopes.map(({ scope }) => scopeKey(scope))));
  const renamed = lock.renamed(scopes, entries[0]?.name ?? '', newName);
  if (renamed === lock) return [];
  return [lspEdit(document, replacementOf(document.text, renamed.print()))];
}
