import { CancellationToken, type Connection } from 'vscode-languageserver/node';
import { checkParams, type ParamsOf } from './params';
import type { Runner } from './runner';

/** The one door for requests: whatever a client sends, the code that answers gets what the method's params have to be. */
export class Requests {
  constructor(
    private readonly connection: Pick<Connection, 'onRequest'>,
    private readonly runner: Runner,
  ) {}

  on<Method extends string>(
    method: Method,
    answer: (params: ParamsOf<Method>, signal: AbortSignal) => unknown,
  ): void {
    // The token comes last, without params alone.
    this.connection.onRequest(method, (...given: readonly unknown[]) => {
      const token = (given.at(-1) ?? CancellationToken.None) as CancellationToken;
      const params = given.length > 1 ? given[0] : undefined;
      return this.runner.request(method, token, (signal) => {
        checkParams(method, params);
        return answer(params as ParamsOf<Method>, signal);
      });
    });
  }
}
