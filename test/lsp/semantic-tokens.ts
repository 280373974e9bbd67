import type { SemanticTokens } from 'vscode-languageserver-protocol';
import type { Editor, EditorDocument } from './editor';

/** What the server colours, as one reads it: in characters of a line. */
export interface SemanticToken {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly type: string;
}

/** All tokens of a document, from LSP's five numbers each, relative to the one before. */
export async function semanticTokens(
  editor: Editor,
  document: EditorDocument,
): Promise<readonly SemanticToken[]> {
  const { data } = await editor.request<SemanticTokens>('textDocument/semanticTokens/full', document.id);
  const types = editor.initialized.capabilities.semanticTokensProvider?.legend.tokenTypes ?? [];
  const tokens: SemanticToken[] = [];
  let [line, start] = [0, 0];
  for (let at = 0; at < data.length; at += 5) {
    const [down = 0, right = 0, length = 0, type = 0] = data.slice(at, at + 5);
    line += down;
    start = down ? right : start + right;
    tokens.push({ line, start, end: start + length, type: types[type] ?? '' });
  }
  return tokens;
}
