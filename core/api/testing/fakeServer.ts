import type { Fetch, FetchInit, FetchResponse } from '../fetch';

/** One request as the fake server sees it. */
export interface FakeRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly operation: string;
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** An answer, or an error that `fetch` rejects with. */
export interface FakeAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Responder = (request: FakeRequest, signal: AbortSignal) => FakeAnswer | Promise<FakeAnswer>;

export interface FakeServer {
  readonly fetch: Fetch;
  readonly requests: readonly FakeRequest[];
  /** How often an operation was asked for. */
  count(operation: string): number;
}

/** A `fetch` in memory: every request goes to `respond`, and is written down. */
export function createFakeServer(respond: Responder): FakeServer {
  const requests: FakeRequest[] = [];
  return {
    requests,
    count: (operation) => requests.filter((request) => request.operation === operation).length,
    async fetch(url, init) {
      const request = readRequest(url, init);
      requests.push(request);
      const answer = await respond(request, init.signal);
      return response(answer);
    },
  };
}

function readRequest(url: string, { headers, body }: FetchInit): FakeRequest {
  if (!body.startsWith('{')) return { url, headers, operation: '', text: body, variables: {} };
  const { operationName, query, variables } = JSON.parse(body) as {
    operationName: string;
    query: string;
    variables: Record<string, unknown>;
  };
  return { url, headers, operation: operationName, text: query, variables };
}

function response({
  status = 200,
  headers = { 'content-type': 'application/json' },
  body,
}: FakeAnswer): FetchResponse {
  return {
    status,
    headers: { get: (name) => headers[name.toLowerCase()] ?? null },
    text: () => Promise.resolve(body),
  };
}

export const json = (value: unknown, status = 200): FakeAnswer => ({ status, body: JSON.stringify(value) });

export const data = (value: unknown): FakeAnswer => json({ data: value });

/** A network error as `fetch` throws it: with the code in its cause. */
export function networkError(code: string): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });
}

/** Never answers; rejects when aborted, as `fetch` does. */
export function hang(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(new DOMException('This operation was aborted', 'AbortError'));
    });
  });
}

/** One answer for a document of lookups: `value` of the arguments of each, under the alias it has there. */
export function lookups(
  request: FakeRequest,
  value: (ask: Readonly<Record<string, unknown>>) => unknown,
): FakeAnswer {
  const fields = [...request.text.matchAll(/(_(\d+)): /g)].map(([, alias = '', index = '']) => {
    const own = Object.entries(request.variables).filter(([name]) => name.endsWith(`_${index}`));
    return [
      alias,
      value(Object.fromEntries(own.map(([name, given]) => [name.slice(0, -1 - index.length), given]))),
    ];
  });
  return data(Object.fromEntries(fields));
}

export const connection = (nodes: readonly unknown[], endCursor: string | null = null): unknown => ({
  totalCount: nodes.length,
  pageInfo: { endCursor, hasNextPage: endCursor !== null },
  edges: nodes.map((node) => ({ node })),
});
