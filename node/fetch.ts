import {
  Agent as HttpAgent,
  request as httpRequest,
  type ClientRequest,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import type { Socket } from 'node:net';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { neverAborted, onAbort, untilAborted } from '../core/api/abort';
import type { Fetch, FetchInit, FetchResponse } from '../core/api/fetch';
import { tlsOptions } from './certificates';
import type { Environment } from './environment';
import { proxyFor } from './proxy';

/** A failure of the proxy itself; `code` as `core/api` expects it. */
class ProxyError extends Error {
  readonly code = 'EPROXY';
}

/** A proxy that is silent would keep its connection open after the request was aborted. */
class Tunnel extends HttpsProxyAgent<string> {
  override async connect(
    request: ClientRequest,
    options: Parameters<HttpsProxyAgent<string>['connect']>[1],
  ): Promise<Socket> {
    const { signal = neverAborted } = options as RequestOptions;
    const opening = new AbortController();
    const forget = onAbort(signal, () => {
      opening.abort();
    });
    try {
      const once = new HttpsProxyAgent(this.proxy, { ...this.connectOpts, signal: opening.signal });
      return await once.connect(request, options);
    } finally {
      forget();
    }
  }
}

/**
 * `fetch` over Node's own `http` and `https`, for programs without VS Code's: on Node 20 the built-in one knows neither proxy
 * variables nor additional certificates. Connections are kept for the next request.
 */
export function createNodeFetch(environment: Pick<Environment, 'variables'>): Fetch {
  const tls = tlsOptions(environment);
  const plain = new HttpAgent({ keepAlive: true });
  const secure = new HttpsAgent({ keepAlive: true, ...tls });
  const tunnels = new Map<string, HttpsProxyAgent<string>>();

  const tunnel = (proxy: URL): HttpsProxyAgent<string> => {
    const agent = tunnels.get(proxy.href) ?? new Tunnel(proxy, { keepAlive: true, ...tls });
    tunnels.set(proxy.href, agent);
    return agent;
  };

  const open = (url: URL, options: RequestOptions): ClientRequest => {
    const proxy = proxyFor(url, environment);
    if (url.protocol === 'https:') {
      return httpsRequest(url, { ...options, ...tls, agent: proxy === undefined ? secure : tunnel(proxy) });
    }
    return proxy === undefined
      ? httpRequest(url, { ...options, agent: plain })
      : throughPlainProxy(url, proxy, options);
  };

  return async (address, init) => {
    init.signal.throwIfAborted();
    const url = new URL(address);
    const answer = exchange(open, url, init, proxyFor(url, environment) !== undefined);
    return response(await untilAborted(answer, init.signal, () => new DOMException('Aborted', 'AbortError')));
  };
}

/** A proxy for http takes the whole address instead of a path. */
function throughPlainProxy(url: URL, proxy: URL, options: RequestOptions): ClientRequest {
  const user = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  const authorization =
    user === ':' ? {} : { 'Proxy-Authorization': `Basic ${Buffer.from(user).toString('base64')}` };
  return httpRequest(proxy, {
    ...options,
    auth: null,
    path: url.href,
    headers: { ...(options.headers as Record<string, string>), Host: url.host, ...authorization },
  });
}

function exchange(
  open: (url: URL, options: RequestOptions) => ClientRequest,
  url: URL,
  { method, headers, body, signal }: FetchInit,
  proxied: boolean,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const content = Buffer.from(body);
    const request = open(url, {
      method,
      headers: { ...headers, 'Content-Length': content.length, 'Accept-Encoding': 'gzip, deflate, br' },
      signal,
    });
    let throughProxy = !proxied;
    request.on('proxyConnect', ({ statusCode }: { statusCode: number }) => {
      throughProxy = statusCode === 200;
      // The agent would hand on the proxy's page as if the server had answered.
      if (!throughProxy) request.destroy(new ProxyError(`The proxy answered with ${statusCode}.`));
    });
    request.on('error', (error) => {
      reject(
        throughProxy || signal.aborted || error instanceof ProxyError
          ? error
          : new ProxyError(error.message, { cause: error }),
      );
    });
    request.on('response', resolve);
    request.end(content);
  });
}

function response(message: IncomingMessage): FetchResponse {
  return {
    status: message.statusCode ?? 0,
    headers: { get: (name) => headerOf(message, name) },
    text: async () =>
      (await decoded(await bodyOf(message), headerOf(message, 'content-encoding'))).toString('utf8'),
  };
}

function headerOf(message: IncomingMessage, name: string): string | null {
  const value = message.headers[name.toLowerCase()];
  return (Array.isArray(value) ? value.join(', ') : value) ?? null;
}

/** Rejects when the connection ends before the body does. */
async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const decoders: Readonly<Record<string, (content: Buffer) => Promise<Buffer>>> = {
  gzip: promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

function decoded(content: Buffer, encoding: string | null): Promise<Buffer> {
  const decode = decoders[encoding?.toLowerCase() ?? ''];
  return decode === undefined ? Promise.resolve(content) : decode(content);
}
