import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Resources } from './program';
import type { Sandbox } from './sandbox';

/** A server of which everything can be said that the sandbox is too honest for. */
export class Relay {
  /**
   * What becomes of a request, by the text of its GraphQL: the words in which it is refused; undefined: the sandbox answers. May
   * take its time.
   */
  refuses: (request: string) => string | undefined | Promise<string | undefined> = () => undefined;

  private constructor(readonly url: string) {}

  /** Starts one in front of a sandbox, on a free port. */
  static async start(resources: Resources, sandbox: Pick<Sandbox, 'url'>): Promise<Relay> {
    const server = createServer((request, response) => {
      void textOf(request).then(async (text) => {
        const refusal = await relay.refuses(text);
        const { status, body } =
          refusal === undefined ? await passOn(sandbox, request, text) : refusalOf(refusal);
        response.writeHead(status, { 'content-type': 'application/json' }).end(body);
      });
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    resources.hold(() => {
      server.closeAllConnections();
      server.close();
    });
    const relay = new Relay(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return relay;
  }
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

async function passOn(
  { url }: Pick<Sandbox, 'url'>,
  { url: path = '', method = 'POST', headers: { authorization = '' } }: IncomingMessage,
  body: string,
): Promise<Answer> {
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', authorization },
    ...(body !== '' && { body }),
  });
  return { status: answer.status, body: await answer.text() };
}

const refusalOf = (message: string): Answer => ({
  status: 403,
  body: JSON.stringify({ errors: [{ message }] }),
});

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
