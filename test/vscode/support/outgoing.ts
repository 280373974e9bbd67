import { Socket } from 'node:net';
import { Duplex } from 'node:stream';

type Connect = (this: Socket, ...to: unknown[]) => unknown;
type Write = (this: Socket, ...args: unknown[]) => boolean;

/** Something that left the extension host. */
interface Sent {
  /** `host:port`. */
  readonly to: string;
  readonly text: string;
}

/**
 * Everything that leaves the extension host by a connection that it opened itself, from now on, as far as `isOfInterest`. Whatever
 * sends something (fetch, http, https, tls) does it through a socket.
 */
export function overhearConnections(isOfInterest: (text: string) => boolean): Sent[] {
  const sent: Sent[] = [];
  const opened = new WeakMap<Socket, string>();
  const connect = Reflect.get(Socket.prototype, 'connect') as Connect;
  const write = Reflect.get(Duplex.prototype, 'write') as Write;
  const members: { readonly connect: Connect; readonly write: Write } = {
    connect(...to) {
      const { host, port, path } = Object(to.flat()[0]) as { host?: string; port?: number; path?: string };
      opened.set(this, path ?? `${String(host)}:${String(port)}`);
      return connect.apply(this, to);
    },
    write(...args) {
      const to = opened.get(this);
      const [chunk] = args;
      // Bytes that aren't text keep their number.
      const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk as Uint8Array).toString('latin1');
      if (to !== undefined && isOfInterest(text)) sent.push({ to, text });
      return write.apply(this, args);
    },
  };
  Object.defineProperties(Socket.prototype, {
    connect: { value: members.connect, configurable: true, writable: true },
    write: { value: members.write, configurable: true, writable: true },
  });
  return sent;
}
