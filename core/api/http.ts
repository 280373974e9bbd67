import { neverAborted, onAbort, untilAborted } from './abort';
import type { Clock } from './clock';
import { ApiError } from './errors';
import type { Fetch, FetchResponse } from './fetch';
import { unreachableCause } from './unreachable';

/** How long a server may take for one answer, in milliseconds. */
export const answerTimeout = 20_000;

export interface HttpRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  /** `Retry-After` in milliseconds. */
  readonly retryAfter: number | undefined;
  readonly text: string;
}

const maxRedirects = 3;

/**
 * Posts and reads the whole answer, whatever its status. Throws {@link ApiError} `unreachable`, `aborted`, or `broken-answer`
 * for a redirect that isn't followed: only 307 and 308 keep a POST what it is, and only on the same origin may the key go along.
 */
export async function post(
  request: HttpRequest,
  { fetch, clock }: { readonly fetch: Fetch; readonly clock: Clock },
  signal: AbortSignal = neverAborted,
): Promise<HttpAnswer> {
  const host = new URL(request.url).host;
  const isAborted = (): boolean => signal.aborted;
  const aborted = (): ApiError => new ApiError({ kind: 'aborted' }, host);
  if (isAborted()) throw aborted();
  // Not AbortSignal.any: on Node 20 a signal that lives long keeps every signal that was ever derived from it.
  const stop = new AbortController();
  const relay = (): void => {
    stop.abort();
  };
  const forgetSignal = onAbort(signal, relay);
  const forgetTimer = clock.schedule(relay, answerTimeout);
  const late = (): ApiError => new ApiError({ kind: 'unreachable', cause: 'timeout' }, host);
  try {
    const answer = exchange(request, fetch, clock, stop.signal);
    return await untilAborted(answer, stop.signal, () => (isAborted() ? aborted() : late()));
  } catch (error) {
    if (error instanceof ApiError) throw error;
    if (isAborted()) throw aborted();
    throw new ApiError({ kind: 'unreachable', cause: unreachableCause(error) }, host);
  } finally {
    forgetTimer();
    forgetSignal();
  }
}

async function exchange(
  request: HttpRequest,
  fetch: Fetch,
  clock: Clock,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  let url = request.url;
  for (let redirects = 0; ; redirects++) {
    const { headers, body } = request;
    const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' });
    const text = await response.text();
    if (response.status !== 0 && (response.status < 300 || response.status > 399)) {
      return {
        status: response.status,
        contentType: response.headers.get('content-type') ?? '',
        retryAfter: retryAfter(response, clock.now()),
        text,
      };
    }
    url = redirectTarget(response, url, redirects);
  }
}

function redirectTarget(response: FetchResponse, from: string, redirects: number): string {
  const location = response.headers.get('location') ?? '';
  const target = URL.canParse(location, from) ? new URL(location, from) : undefined;
  const { host, origin } = new URL(from);
  const keepsPost = response.status === 307 || response.status === 308;
  if (target?.origin === origin && keepsPost && redirects < maxRedirects) return target.href;
  throw new ApiError(
    {
      kind: 'broken-answer',
      status: response.status,
      reason: 'redirect',
      detail: target === undefined ? '?' : target.origin + target.pathname,
    },
    host,
  );
}

/** `Retry-After` is seconds or a date. W&B tells the seconds until the limit is lifted in `RateLimit-Reset` as well. */
function retryAfter({ status, headers }: FetchResponse, now: number): number | undefined {
  const value = headers.get('retry-after') ?? (status === 429 ? headers.get('ratelimit-reset') : null);
  if (value === null) return undefined;
  const milliseconds = /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}
