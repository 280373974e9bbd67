import type { Connection } from 'vscode-languageserver/node';
import { known, type Fact } from '../../core/api/known';
import { protocolMethods, type RemoteParams } from '../../core/protocol';
import type { RemoteSource } from './source';

/** Asks the extension, where the API key is. */
export function clientSource(connection: Connection): RemoteSource {
  return {
    at: (host) => async (lookup, ask) => {
      const params = { lookup, ask, ...(host !== undefined && { host }) } as RemoteParams;
      const fact = await connection.sendRequest<Fact<never>>(protocolMethods.remote, params);
      // JSON drops a `value` that is undefined.
      return fact.known ? known(fact.value) : fact;
    },
    // It tells by itself when it has forgotten.
    forget: () => undefined,
  };
}
