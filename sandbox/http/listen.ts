import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A port that can't be had: somebody else has it, or the system keeps it. */
export class PortError extends Error {
  override readonly name = 'PortError';

  constructor(
    readonly port: number,
    readonly inUse: boolean,
    reason: string,
  ) {
    super(reason);
  }
}

/**
 * Listens on 127.0.0.1 and answers the port, which is any free one for 0.
 *
 * @throws {PortError}
 */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new PortError(port, error.code === 'EADDRINUSE', error.message)),
    );
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
