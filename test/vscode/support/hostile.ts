import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sandbox } from '../environment';

/** What a hostile server puts behind every name: things that would run, hide, turn around or push aside what stands beside them. */
const hostile = [
  ' $(trash) [x](command:workbench.action.quit) ![](https://example.com/x.png) <img src=x onerror=alert(1)>',
  '**b** `c` | d | \u001B[31m\u001B]8;;https://example.com\u0007\u202Etxt\u2066\u0000\uD800\r\n\n# h\u2028',
  'y'.repeat(10_000),
].join(' ');

/** Members that hold what people typed. */
const typed = new Set([
  'name',
  'username',
  'displayName',
  'channelName',
  'teamName',
  'title',
  'message',
  'description',
]);

/**
 * The shared sandbox as it would be if everybody who named something there were hostile. It still understands the names that it
 * gave.
 */
export async function hostileSandbox(): Promise<{
  readonly url: string;
  readonly close: () => Promise<void>;
}> {
  const server = createServer((request, response) => {
    void relay(request).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => close(server) };
}

async function relay(request: IncomingMessage): Promise<{ readonly status: number; readonly body: string }> {
  const asked = await textOf(request);
  const answer = await fetch(`${sandbox().url}${request.url ?? ''}`, {
    method: request.method ?? 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: request.headers.authorization ?? '',
    },
    ...(asked !== '' && { body: JSON.stringify(edit(JSON.parse(asked), tame)) }),
  });
  const body = await answer.text();
  // What the server says about itself isn't typed by anybody.
  const ofServer = /serverInfo|__type\(|__schema/.test(asked);
  return { status: answer.status, body: ofServer ? body : JSON.stringify(edit(JSON.parse(body), poison)) };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

const poison = (text: string, key: string): string => (typed.has(key) ? text + hostile : text);
const tame = (text: string): string => text.replaceAll(hostile, '');

function edit(value: unknown, change: (text: string, key: string) => string, key = ''): unknown {
  if (typeof value === 'string') return change(value, key);
  if (Array.isArray(value)) return value.map((one) => edit(one, change, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, edit(member, change, name)]),
  );
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((closed) => server.close(() => closed()));
}
