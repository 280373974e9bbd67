import type { ConnectionOptions } from 'vscode-languageserver/node';
import { cancelled } from './runner';

/** A request that is cancelled while it waits is answered without being looked at. */
export const connectionOptions: ConnectionOptions = {
  connectionStrategy: {
    cancelUndispatched: ({ jsonrpc }) => ({ jsonrpc, id: null, error: cancelled('The request').toJson() }),
  },
};
