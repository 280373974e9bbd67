import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server of this machine for webhooks to call, until it is closed. */
export interface Receiver {
  readonly url: string;
  readonly close: () => void;
}

/** Starts one that answers as `listener` does. */
export async function startReceiver(listener: RequestListener): Promise<Receiver> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
