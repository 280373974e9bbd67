import type { Message } from '../l10n/message';
import { failureSentence } from './sentences';

/** How talking to a W&B server can fail. Each kind asks for another reaction; none ever holds a key. */
export type ApiFailure =
  | { readonly kind: 'unauthenticated' }
  | { readonly kind: 'forbidden'; readonly messages: readonly string[] }
  | { readonly kind: 'not-found'; readonly messages: readonly string[] }
  | { readonly kind: 'conflict'; readonly messages: readonly string[] }
  | { readonly kind: 'invalid'; readonly messages: readonly string[] }
  /** `retryAfter` in milliseconds, where the server said. */
  | { readonly kind: 'rate-limited'; readonly retryAfter?: number }
  /** `what`: name of the field, argument or feature that the server lacks. */
  | { readonly kind: 'unsupported'; readonly what: string }
  | { readonly kind: 'unreachable'; readonly cause: UnreachableCause }
  | {
      readonly kind: 'broken-answer';
      readonly status: number;
      readonly reason: BrokenReason;
      readonly detail?: string;
    }
  | {
      readonly kind: 'server-error';
      readonly status: number;
      readonly messages: readonly string[];
      readonly retryAfter?: number;
    }
  /** A mutation was sent and it is not known whether it took effect. */
  | { readonly kind: 'ambiguous'; readonly cause: ApiFailure }
  | { readonly kind: 'aborted' };

export type UnreachableCause = 'dns' | 'refused' | 'tls' | 'proxy' | 'timeout' | 'connection';

/**
 * `html`: a web page. `not-json`: neither page nor JSON, or cut off. `shape`: JSON without what was asked for, `detail` says
 * where. `redirect`: to another address, in `detail`. `paging`: a list that goes in circles.
 */
export type BrokenReason = 'html' | 'not-json' | 'shape' | 'redirect' | 'paging';

/** Thrown by everything in `core/api`. `sentence` names host and cause and says what to do. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly sentence: Message;

  constructor(
    readonly failure: ApiFailure,
    /** Host, with the port where it isn't the usual one. */
    readonly host: string,
  ) {
    super(`${failure.kind} (${host})`);
    this.sentence = failureSentence(failure, host);
  }
}
