import type { FeatureContext } from './context';
import type { OpenDocument } from './open-document';

/** What every request about a document says. */
export interface DocumentParams {
  readonly textDocument: { readonly uri: string };
}

/** One request about a document of ours, and what answers it. */
export interface Feature {
  readonly method: string;
  readonly answer: (document: OpenDocument, params: DocumentParams, context: FeatureContext) => unknown;
  /** The answer for documents that aren't ours. */
  readonly otherwise: unknown;
}

function feature<Params extends DocumentParams, Result>(
  method: string,
  otherwise: Result,
  answer: (document: OpenDocument, params: Params, context: FeatureContext) => Result | Promise<Result>,
): Feature {
  // The library has checked nothing of `params`: the method says what they are.
  return { method, answer: answer as Feature['answer'], otherwise };
}

export const features: readonly Feature[] = [];
