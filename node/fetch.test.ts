import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { FetchInit } from '../core/api/fetch';
import { unreachableCause } from '../core/api/unreachable';
import { createNodeFetch } from './fetch';

const fixture = (name: string): string => join(__dirname, 'fixtures', name);
const certificate = { cert: readFileSync(fixture('server.crt')), key: readFileSync(fixture('server.key')) };

const running: { readonly server: Server; readonly sockets: Set<Socket> }[] = [];
afterEach(() => {
  for (const { server, sockets } of running.splice(0)) {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
});

/** Starts on 127.0.0.1; stopped after the test, whatever is still open. */
async function start(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  running.push({ server, sockets });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
const plain = (listener: RequestListener) => start(createServer(listener));
const secure = (listener: RequestListener) => start(createSecureServer(certificate, listener));

const init = (more: Partial<FetchInit> = {}): FetchInit => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json', Authorization: 'Basic x' },
  body: '{"a":"ä"}',
  signal: new AbortController().signal,
  redirect: 'manual',
  ...more,
});

async function send(
  url: string,
  variables: Readonly<Record<string, string>> = {},
  more: Partial<FetchInit> = {},
) {
  const response = await createNodeFetch({ variables })(url, init(more));
  return { status: response.status, text: await response.text(), type: response.headers.get('Content-Type') };
}
const causeOf = (work: Promise<unknown>): Promise<unknown> => work.then((answer) => answer, unreachableCause);

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
};

describe('Without a proxy', () => {
  it('sends and receives', async () => {
    const port = await plain((request, response) => {
      void bodyOf(request).then((body) => {
        response.setHeader('Content-Type', 'text/x');
        response.writeHead(409).end(`${request.method ?? ''} ${request.headers.authorization ?? ''} ${body}`);
      });
    });
    expect(await send(`http://127.0.0.1:${port}/graphql`)).toEqual({
      status: 409,
      text: 'POST Basic x {"a":"ä"}',
      type: 'text/x',
    });
  });

  it('unpacks', async () => {
    const port = await plain((_, response) => {
      response.setHeader('Content-Encoding', 'gzip');
      response.end(gzipSync('packed'));
    });
    expect(await send(`http://127.0.0.1:${port}/`)).toMatchObject({ text: 'packed' });
  });

  it('keeps the connection for the next request', async () => {
    const ports = new Set<number | undefined>();
    const port = await plain((request, response) => {
      ports.add(request.socket.remotePort);
      response.end();
    });
    const fetch = createNodeFetch({ variables: {} });
    for (let n = 0; n < 3; n++) await (await fetch(`http://127.0.0.1:${port}/`, init())).text();
    expect(ports.size).toBe(1);
  });

  it('leaves redirects to the caller', async () => {
    let requests = 0;
    const port = await plain((_, response) => {
      requests++;
      response.writeHead(307, { Location: 'https://evil.example/' }).end();
    });
    expect(await send(`http://127.0.0.1:${port}/`)).toMatchObject({ status: 307 });
    expect(requests).toBe(1);
  });

  it('rejects when aborted, before and after the answer began, which never ends', async () => {
    for (const begin of [false, true]) {
      const server = createServer((_, response) => {
        if (begin) response.write('half');
      });
      const asked = once(server, 'request');
      const port = await start(server);
      const controller = new AbortController();
      const answer = createNodeFetch({ variables: {} })(
        `http://127.0.0.1:${port}/`,
        init({ signal: controller.signal }),
      );
      const work = causeOf(answer.then((begun) => begun.text()));
      await (begin ? answer : asked);
      controller.abort();
      await work;
    }
  });

  it('rejects when the body is cut off', async () => {
    const port = await plain((_, response) => {
      response.setHeader('Content-Length', 100);
      response.write('half');
      setImmediate(() => response.destroy());
    });
    expect(await causeOf(send(`http://127.0.0.1:${port}/`))).toBe('connection');
  });

  it('rejects when the server hangs up', async () => {
    const port = await plain((request) => request.socket.destroy());
    expect(await causeOf(send(`http://127.0.0.1:${port}/`))).toBe('connection');
  });

  it('tells a closed port and an unknown name apart', async () => {
    const port = await plain(() => undefined);
    running.splice(0).forEach(({ server }) => server.close());
    expect(await causeOf(send(`http://127.0.0.1:${port}/`))).toBe('refused');
    expect(await causeOf(send('http://no-such-host.invalid/'))).toBe('dns');
  });
});

describe('Certificates', () => {
  const hello: RequestListener = (_, response) => response.end('hello');

  it('of nobody are refused', async () => {
    expect(await causeOf(send(`https://127.0.0.1:${await secure(hello)}/`))).toBe('tls');
  });

  it.each(['SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE'])(
    'are trusted that %s names',
    async (name) => {
      const url = `https://127.0.0.1:${await secure(hello)}/`;
      expect(await send(url, { [name]: fixture('server.crt') })).toMatchObject({ text: 'hello' });
    },
  );

  it('stay unknown when the file isn’t there', async () => {
    const url = `https://127.0.0.1:${await secure(hello)}/`;
    expect(await causeOf(send(url, { SSL_CERT_FILE: fixture('none') }))).toBe('tls');
  });

  it('don’t count where the check is switched off', async () => {
    const url = `https://127.0.0.1:${await secure(hello)}/`;
    expect(await send(url, { WANDB_INSECURE_DISABLE_SSL: 'true' })).toMatchObject({ text: 'hello' });
  });

  it('are not asked of a server without TLS', async () => {
    expect(await causeOf(send(`https://127.0.0.1:${await plain(hello)}/`))).toBe('tls');
  });
});

describe('Through a proxy', () => {
  /** A proxy that connects every host to one port of this machine. */
  async function proxyTo(target: number) {
    const seen: string[] = [];
    const server = createServer((request, response) => {
      seen.push(
        `${request.url ?? ''} ${request.headers.host ?? ''} ${request.headers['proxy-authorization'] ?? ''}`,
      );
      response.end('from the proxy');
    });
    server.on('connect', (request, socket) => {
      seen.push(`${request.url ?? ''} ${request.headers['proxy-authorization'] ?? ''}`);
      const onward = connect(target, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        onward.pipe(socket).pipe(onward);
      });
      onward.on('error', () => socket.destroy());
      socket.on('error', () => onward.destroy());
    });
    return { port: await start(server), seen };
  }

  it('https goes through a tunnel, and the proxy sees no key', async () => {
    const target = await secure((request, response) => response.end(request.headers.authorization));
    const { port, seen } = await proxyTo(target);
    const variables = {
      HTTPS_PROXY: `http://me:p%40ss@127.0.0.1:${port}`,
      SSL_CERT_FILE: fixture('server.crt'),
    };
    expect(await send('https://api.example.test/graphql', variables)).toMatchObject({ text: 'Basic x' });
    expect(seen).toEqual([`api.example.test:443 Basic ${Buffer.from('me:p@ss').toString('base64')}`]);
  });

  it('a certificate at the other end is checked', async () => {
    const { port } = await proxyTo(await secure((_, response) => response.end()));
    expect(await causeOf(send('https://api.example.test/', { HTTPS_PROXY: `127.0.0.1:${port}` }))).toBe(
      'tls',
    );
  });

  it('http names the whole address', async () => {
    const { port, seen } = await proxyTo(0);
    const answer = await send('http://api.example.test/x?y', { HTTP_PROXY: `http://127.0.0.1:${port}` });
    expect(answer).toMatchObject({ text: 'from the proxy' });
    expect(seen).toEqual(['http://api.example.test/x?y api.example.test ']);
  });

  it.each([403, 407, 502])('a proxy that answers %i is the one to blame', async (status) => {
    const server = createServer();
    server.on('connect', (_, socket) => socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 2\r\n\r\nno`));
    const port = await start(server);
    expect(
      await causeOf(send('https://api.example.test/', { HTTPS_PROXY: `http://127.0.0.1:${port}` })),
    ).toBe('proxy');
  });

  it('so is one that isn’t there, or hangs up', async () => {
    const server = createServer();
    server.on('connect', (_, socket) => socket.destroy());
    const port = await start(server);
    const variables = { HTTPS_PROXY: `http://127.0.0.1:${port}` };
    expect(await causeOf(send('https://api.example.test/', variables))).toBe('proxy');
    running.splice(0).forEach(({ server: stopped }) => stopped.close());
    expect(await causeOf(send('https://api.example.test/', variables))).toBe('proxy');
  });

  it('rejects when aborted while the proxy is silent, which it stays', async () => {
    const server = createServer();
    const asked = once(server, 'connect');
    const port = await start(server);
    const controller = new AbortController();
    const work = causeOf(
      send(
        'https://api.example.test/',
        { HTTPS_PROXY: `http://127.0.0.1:${port}` },
        { signal: controller.signal },
      ),
    );
    await asked;
    controller.abort();
    await work;
  });
});
