import type {
  CodeAction,
  CodeActionParams,
  CompletionList,
  CompletionParams,
  DocumentSymbol,
  DocumentSymbolParams,
  Hover,
  HoverParams,
  Position,
  Range,
  SymbolInformation,
} from 'vscode-languageserver/node';
import type { FileKind } from '../core/spec/file-kind';
import type { FeatureContext } from './context';
import type { OpenDocument } from './open-document';
import { InvalidRequest } from './runner';
import { codeActions } from './service/actions/code-actions';
import { complete } from './service/completion/complete';
import { completionList } from './service/completion/items';
import { hover } from './service/hover/hover';
import { documentSymbols } from './service/symbols';

/** What every request about a document says. */
export interface DocumentParams {
  readonly textDocument: { readonly uri: string };
}

/** Method → its params and its result. The result for documents that a feature isn't for is null. */
interface Requests {
  'textDocument/codeAction': [CodeActionParams, CodeAction[]];
  'textDocument/completion': [CompletionParams, CompletionList];
  'textDocument/documentSymbol': [DocumentSymbolParams, DocumentSymbol[] | SymbolInformation[]];
  'textDocument/hover': [HoverParams, Hover | null];
}

/** One request about a document of ours, and what answers it. */
export interface Feature {
  readonly method: string;
  readonly kinds: readonly FileKind[];
  readonly answer: (document: OpenDocument, params: DocumentParams, context: FeatureContext) => unknown;
}

type Answer<Method extends keyof Requests> = (
  document: OpenDocument,
  params: Requests[Method][0],
  context: FeatureContext,
) => Requests[Method][1] | Promise<Requests[Method][1]>;

function feature<Method extends keyof Requests>(
  method: Method,
  answer: Answer<Method>,
  kinds: readonly FileKind[] = ['spec'],
): Feature {
  // The connection gives what the client sent: the method says which params these are.
  return { method, kinds, answer: answer };
}

export const features: readonly Feature[] = [
  feature('textDocument/codeAction', (document, { range, context: wanted }, context) =>
    codeActions(document, rangeOf(range), wanted, context),
  ),
  feature('textDocument/completion', async (document, { position }, context) => {
    const offset = offsetOf(document, position);
    return completionList(await complete(document.spec(context.options), offset, context), document, context);
  }),
  feature('textDocument/hover', (document, { position }, context) =>
    hover(document, offsetOf(document, position), context),
  ),
  feature('textDocument/documentSymbol', (document, _, context) =>
    documentSymbols(document, document.spec(context.options), context),
  ),
];

/** @throws InvalidRequest for what is no position. One behind the end is taken for the end, as LSP wants. */
export function offsetOf(document: OpenDocument, position: Partial<Position> | undefined): number {
  return document.offsetAt(positionOf(position));
}

function positionOf(position: Partial<Position> | undefined): Position {
  const { line, character } = position ?? {};
  if (!isCount(line) || !isCount(character))
    throw new InvalidRequest(`Not a position: ${JSON.stringify(position)}`);
  return { line, character };
}

/** @throws InvalidRequest for what is no range. */
function rangeOf(range: Partial<Range> | undefined): Range {
  return { start: positionOf(range?.start), end: positionOf(range?.end) };
}

const isCount = (given: unknown): given is number => Number.isInteger(given) && Number(given) >= 0;
