/**
 * The little of `fetch` that the client needs, so that the platform's own (in VS Code: the one that honours its proxy
 * settings) and the Node transport of `node/` both fit.
 *
 * It rejects when nothing was answered; the error's `code`, or that of its `cause`, is Node's (`ENOTFOUND`,
 * `ECONNREFUSED`, `ECONNRESET`, a TLS code) and tells the kinds of {@link ApiFailure} `unreachable` apart.
 */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;

export interface FetchInit {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
  /** Redirects come back as the answers they are: the client decides whether the key may go there. */
  readonly redirect: 'manual';
}

export interface FetchResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}
