import type {
  CompletionList,
  CompletionParams,
  Hover,
  HoverParams,
  Position,
} from 'vscode-languageserver/node';
import type { FeatureContext } from './context';
import type { OpenDocument } from './open-document';
import { InvalidRequest } from './runner';
import { complete } from './service/completion/complete';
import { completionList } from './service/completion/items';
import { hover } from './service/hover/hover';

/** What every request about a document says. */
export interface DocumentParams {
  readonly textDocument: { readonly uri: string };
}

/** Method → its params and its result. */
interface Requests {
  'textDocument/completion': [CompletionParams, CompletionList | null];
  'textDocument/hover': [HoverParams, Hover | null];
}

/** One request about a document of ours, and what answers it. */
export interface Feature {
  readonly method: string;
  readonly answer: (document: OpenDocument, params: DocumentParams, context: FeatureContext) => unknown;
  /** The answer for documents that aren't ours. */
  readonly otherwise: unknown;
}

type Answer<Method extends keyof Requests> = (
  document: OpenDocument,
  params: Requests[Method][0],
  context: FeatureContext,
) => Requests[Method][1] | Promise<Requests[Method][1]>;

function feature<Method extends keyof Requests>(
  method: Method,
  otherwise: Requests[Method][1],
  answer: Answer<Method>,
): Feature {
  // The connection gives what the client sent: the method says which params these are.
  return { method, answer: answer as Feature['answer'], otherwise };
}

export const features: readonly Feature[] = [
  feature('textDocument/completion', null, async (document, { position }, context) => {
    if (document.kind !== 'spec') return null;
    const offset = offsetOf(document, position);
    return completionList(await complete(document.spec(context.options), offset, context), document, context);
  }),
  feature('textDocument/hover', null, (document, { position }, context) =>
    hover(document, offsetOf(document, position), context),
  ),
];

/** @throws InvalidRequest for what is no position. One behind the end is taken for the end, as LSP wants. */
function offsetOf(document: OpenDocument, position: Partial<Position> | undefined): number {
  const { line, character } = position ?? {};
  if (!isCount(line) || !isCount(character))
    throw new InvalidRequest(`Not a position: ${JSON.stringify(position)}`);
  return document.offsetAt({ line, character });
}

const isCount = (given: unknown): given is number => Number.isInteger(given) && Number(given) >= 0;
