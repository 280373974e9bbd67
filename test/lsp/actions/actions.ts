import type { CodeAction, TextDocumentEdit } from 'vscode-languageserver-protocol';
import { applyAll } from '../apply';
import { cursorIn, type Editor } from '../editor';

let files = 0;

/** What is offered at `▮`, and the text there. */
export async function actionsAt(
  editor: Editor,
  marked: string,
  only?: readonly string[],
): Promise<{ text: string; actions: CodeAction[] }> {
  const { text, position } = cursorIn(marked);
  const document = editor.open(`actions-${String(files++)}.automation.yaml`, text);
  const diagnostics = await document.diagnostics();
  const ask = (): Promise<CodeAction[]> =>
    editor.request<CodeAction[]>('textDocument/codeAction', {
      ...document.id,
      range: { start: position, end: position },
      context: { diagnostics, ...(only && { only }) },
    });
  // What the server knows of names comes a little later.
  let actions = await ask();
  for (let found = -1; found !== actions.length;) {
    found = actions.length;
    actions = await ask();
  }
  document.close();
  return { text, actions };
}

/** The text after the action, which edits one file. */
export function afterAction(text: string, { edit }: CodeAction): string {
  const [change] = (edit?.documentChanges ?? []) as TextDocumentEdit[];
  return applyAll(text, (change?.edits ?? []) as never);
}

/** `rule: Title`, with a star where it is preferred; refactorings are called by their titles. */
export function labelOf({ diagnostics = [], title, isPreferred }: CodeAction): string {
  const [first] = diagnostics;
  return `${first ? `${String(first.code)}: ` : ''}${title}${isPreferred ? ' ★' : ''}`;
}
