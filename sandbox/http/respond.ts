import type { ServerResponse } from 'node:http';

/** An answer before it is sent, so that faults can spoil it. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function jsonAnswer(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

/** The form of errors outside of GraphQL. */
export function errorAnswer(
  status: number,
  message: string,
  headers?: Readonly<Record<string, string>>,
): Answer {
  return jsonAnswer(status, { error: message }, headers);
}

export function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
