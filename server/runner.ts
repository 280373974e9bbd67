import { ErrorCodes, LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver/node';
import type { Log } from './log';

/** `fresh`: before `initialize`. `stopped`: after `shutdown`. */
export type Lifecycle = 'fresh' | 'running' | 'stopped';

/** Thrown by a feature whose client asked for something that can't be. Answered as `InvalidParams`, not logged. */
export class InvalidRequest extends Error {}

/**
 * The one place where a request meets the code that answers it: refuses what comes before `initialize` or after `shutdown`,
 * honours cancellation, times the call, and turns a throw into an error answer that hurts nothing else.
 */
export class Runner {
  lifecycle: Lifecycle = 'fresh';
  /** Log how long each request took. */
  timings = false;

  constructor(
    private readonly log: Log,
    /** Milliseconds. */
    private readonly now: () => number,
  ) {}

  async request<T>(
    feature: string,
    token: CancellationToken,
    work: (signal: AbortSignal) => T | Promise<T>,
  ): Promise<T | ResponseError> {
    const refusal = this.refusal();
    if (refusal) return refusal;
    if (token.isCancellationRequested) return cancelled(feature);
    const abort = new AbortController();
    const listener = token.onCancellationRequested(() => abort.abort());
    const start = this.now();
    try {
      const answer = await work(abort.signal);
      return abort.signal.aborted ? cancelled(feature) : answer;
    } catch (error) {
      if (abort.signal.aborted) return cancelled(feature);
      return this.failure(feature, error);
    } finally {
      listener.dispose();
      if (this.timings) this.log.info(`${feature} ${(this.now() - start).toFixed(1)} ms`);
    }
  }

  /** Notifications have no answer: what goes wrong can only be logged. */
  notification(feature: string, work: () => void): void {
    if (this.lifecycle !== 'running') return;
    try {
      work();
    } catch (error) {
      this.log.error(feature, error);
    }
  }

  private refusal(): ResponseError | undefined {
    if (this.lifecycle === 'running') return undefined;
    return this.lifecycle === 'fresh'
      ? new ResponseError(ErrorCodes.ServerNotInitialized, 'The server was not initialized.')
      : new ResponseError(ErrorCodes.InvalidRequest, 'The server was shut down.');
  }

  private failure(feature: string, error: unknown): ResponseError {
    const text = error instanceof Error ? error.message : String(error);
    if (error instanceof InvalidRequest) return new ResponseError(ErrorCodes.InvalidParams, text);
    this.log.error(feature, error);
    return new ResponseError(ErrorCodes.InternalError, `${feature}: ${text}`);
  }
}

/** The answer to a request that the client doesn't want any more. */
export function cancelled(feature: string): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestCancelled, `${feature} was cancelled.`);
}
