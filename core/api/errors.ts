import type { Message } from '../l10n/message';

/** How talking to a W&B server can fail. Each kind asks for another reaction; none ever holds a key. */
export type ApiFailure =
  | { readonly kind: 'unauthenticated' }
  | { readonly kind: 'forbidden'; readonly messages: readonly string[] }
  | { readonly kind: 'not-found'; readonly messages: readonly string[] }
  | { readonly kind: 'conflict'; readonly messages: readonly string[] }
  | { readonly kind: 'invalid'; readonly messages: readonly string[] }
  /** `retryAfter` in milliseconds, where the server said. */
  | { readonly kind: 'rate-limited'; readonly retryAfter?: number }
  | { readonly kind: 'unsupported'; readonly what: string }
  | {
      readonly kind: 'unreachable';
      readonly cause: 'dns' | 'refused' | 'tls' | 'proxy' | 'timeout' | 'connection';
    }
  | { readonly kind: 'broken-answer'; readonly status?: number; readonly detail: string }
  | { readonly kind: 'server-error'; readonly status: number; readonly messages: readonly string[] }
  /** A mutation was sent and it is not known whether it took effect. */
  | { readonly kind: 'ambiguous'; readonly cause: ApiFailure }
  | { readonly kind: 'aborted' };

/** Thrown by everything in `core/api`. `sentence` names host and cause and says what to do. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly failure: ApiFailure,
    /** Host, with the port where it isn't the usual one. */
    readonly host: string,
    readonly sentence: Message,
  ) {
    super(`${failure.kind} (${host})`);
  }
}
