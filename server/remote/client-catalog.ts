import type { Connection } from 'vscode-languageserver/node';
import { known, type Fact } from '../../core/api/known';
import { protocolMethods, type RemoteParams } from '../../core/protocol';
import type { AskRemote } from './facts';

/** Asks the extension, where the API key is. */
export function askClient(connection: Connection): AskRemote {
  return async (lookup, ask) => {
    const params = { lookup, ask } as RemoteParams;
    const fact = await connection.sendRequest<Fact<never>>(protocolMethods.remote, params);
    // JSON drops a `value` that is undefined.
    return fact.known ? known(fact.value) : fact;
  };
}
