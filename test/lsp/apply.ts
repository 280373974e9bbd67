import type {
  CompletionItem,
  Position,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';

/** A tab stop or an escaped character; 1: number, 2: number with placeholder, 3: placeholder, 4: character. */
const PART = /\$(\d+)|\$\{(\d+)(?::((?:\\.|[^}\\])*))?\}|\\([$}\\])/g;

/** The text after a completion was accepted; `▮` is where the cursor goes first. */
export function accept(text: string, item: CompletionItem): string {
  const edit = item.textEdit as TextEdit | undefined;
  if (!edit) throw new Error(`${item.label} has no edit`);
  const newText = item.insertTextFormat === 2 ? expand(edit.newText) : `${edit.newText}▮`;
  return applyAll(text, [{ range: edit.range, newText }, ...(item.additionalTextEdits ?? [])]);
}
/** A snippet with its placeholders' texts, and `▮` at the first stop. */
function expand(snippet: string): string {
  const numbers = [...snippet.matchAll(PART)].flatMap(([, bare, full]) => Number(bare ?? full ?? NaN));
  const stops = numbers.filter((each) => !Number.isNaN(each));
  const first = stops.some((each) => each > 0) ? Math.min(...stops.filter((each) => each > 0)) : 0;
  let result = '';
  let from = 0;
  let marked = false;
  for (const part of snippet.matchAll(PART)) {
    const [whole, bare, full, placeholder, escaped] = part;
    const here: boolean = !marked && escaped === undefined && Number(bare ?? full) === first;
    marked ||= here;
    result += snippet.slice(from, part.index) + (here ? '▮' : '') + (escaped ?? unescaped(placeholder));
    from = part.index + whole.length;
  }
  return result + snippet.slice(from) + (marked ? '' : '▮');
}

const unescaped = (placeholder = ''): string => placeholder.replace(/\\([$}\\])/g, '$1');

/** Applies edits that refer to the text as it was. */
export function applyAll(text: string, edits: readonly TextEdit[]): string {
  const ordered = [...edits].sort((a, b) => offset(text, b.range.start) - offset(text, a.range.start));
  return ordered.reduce((result, edit) => replace(result, edit, edit.newText), text);
}

/** A file's text after an edit of the workspace. */
export function withEdits(edit: WorkspaceEdit, uri: string, text: string): string {
  const changes = (edit.documentChanges ?? []) as readonly TextDocumentEdit[];
  const own = changes.filter(({ textDocument }) => textDocument.uri === uri);
  return applyAll(
    text,
    own.flatMap(({ edits }) => edits as readonly TextEdit[]),
  );
}

function replace(text: string, { range }: TextEdit, newText: string): string {
  return text.slice(0, offset(text, range.start)) + newText + text.slice(offset(text, range.end));
}

function offset(text: string, { line, character }: Position): number {
  return (
    text
      .split('\n')
      .slice(0, line)
      .reduce((sum, each) => sum + each.length + 1, 0) + character
  );
}
