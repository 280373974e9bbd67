import type { Readable, Writable } from 'node:stream';

interface Incoming {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** What a client does with what the server sends by itself. */
export interface Listener {
  readonly request: (method: string, params: unknown) => unknown;
  readonly notification: (method: string, params: unknown) => void;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The client's end of a connection by standard input and output, with as little between clock and server as can be. */
export class LspConnection {
  private readonly waiting = new Map<number | string, Waiting>();
  private chunks: Buffer[] = [];
  private received = 0;
  /** Bytes that the next message needs, header included; 0: its header isn't there yet. */
  private needed = 0;
  private bodyStart = 0;
  private lastId = 0;

  constructor(
    private readonly output: Writable,
    input: Readable,
    private readonly listener: Listener,
  ) {
    input.on('data', (chunk: Buffer) => this.receive(chunk));
  }

  notify(method: string, params: unknown): void {
    this.write({ method, params });
  }

  /** @throws Error with the server's message */
  async request(method: string, params: unknown): Promise<unknown> {
    const id = ++this.lastId;
    const answer = new Promise<unknown>((resolve, reject) => this.waiting.set(id, { resolve, reject }));
    this.write({ id, method, params });
    return answer;
  }

  private write(message: object): void {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    this.output.write(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]));
  }

  private receive(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.received += chunk.length;
    // Big messages come in many pieces: they are put together once.
    while (this.received > 0 && this.received >= this.needed) {
      const all = this.chunks.length === 1 ? (this.chunks[0] ?? chunk) : Buffer.concat(this.chunks);
      this.chunks = [all];
      if (this.needed === 0 && !this.readHeader(all)) return;
      if (this.received < this.needed) return;
      const body = all.toString('utf8', this.bodyStart, this.needed);
      const rest = all.subarray(this.needed);
      this.chunks = rest.length > 0 ? [rest] : [];
      this.received = rest.length;
      this.needed = 0;
      this.dispatch(JSON.parse(body) as Incoming);
    }
  }

  private readHeader(all: Buffer): boolean {
    const end = all.indexOf('\r\n\r\n');
    const length = end < 0 ? undefined : /content-length: *(\d+)/i.exec(all.toString('latin1', 0, end))?.[1];
    if (length === undefined) return false;
    this.bodyStart = end + 4;
    this.needed = this.bodyStart + Number(length);
    return true;
  }

  private dispatch({ id, method, params, result, error }: Incoming): void {
    if (method !== undefined) {
      if (id === undefined) this.listener.notification(method, params);
      else this.write({ id, result: this.listener.request(method, params) ?? null });
      return;
    }
    if (id === undefined) return;
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (error) waiting?.reject(new Error(error.message));
    else waiting?.resolve(result);
  }
}
