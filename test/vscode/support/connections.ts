import { Socket } from 'node:net';

/** Whatever opens a connection (fetch, http, https, tls) does it through this. */
const connect = Object.getOwnPropertyDescriptor(Socket.prototype, 'connect')!;

/** Notes to whom the extension host connects, until `stop`. */
export class Connections {
  /** `host:port`, or the path of a socket. */
  readonly made: string[] = [];

  constructor() {
    const { made } = this;
    Object.defineProperty(Socket.prototype, 'connect', {
      ...connect,
      value(this: Socket, ...to: unknown[]): unknown {
        const { host, port, path } = Object(to.flat()[0]) as { host?: string; port?: number; path?: string };
        made.push(path ?? `${String(host)}:${String(port)}`);
        return Reflect.apply(connect.value as (...to: unknown[]) => unknown, this, to);
      },
    });
  }

  stop(): void {
    Object.defineProperty(Socket.prototype, 'connect', connect);
  }
}
