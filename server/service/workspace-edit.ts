import type { TextEdit as LspTextEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import type { TextEdit } from '../../core/text/range';
import type { FeatureContext } from '../context';
import type { TextSnapshot } from '../text-snapshot';

/** Edits of one document, tied to its version where the client can check that. */
export function editOf(
  document: TextSnapshot,
  edits: readonly TextEdit[],
  { client }: Pick<FeatureContext, 'client'>,
): WorkspaceEdit {
  const { uri, version } = document;
  const lspEdits = edits.map((edit) => lspEdit(document, edit));
  return client.documentChanges
    ? { documentChanges: [{ textDocument: { uri, version }, edits: lspEdits }] }
    : { changes: { [uri]: lspEdits } };
}

export function lspEdit(document: TextSnapshot, { range, newText }: TextEdit): LspTextEdit {
  return { range: document.toRange(range), newText };
}
