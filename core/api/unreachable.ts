import type { UnreachableCause } from './errors';

const byCode: Readonly<Record<string, UnreachableCause>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  ENODATA: 'dns',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  EADDRNOTAVAIL: 'refused',
  ETIMEDOUT: 'timeout',
  ESOCKETTIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  EPROXY: 'proxy',
  EPROTO: 'tls',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls',
};

/** Node's codes for certificates and handshakes, and the names that Chromium's network stack puts into its messages. */
const byText: readonly (readonly [RegExp, UnreachableCause])[] = [
  [/^(CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|CRL_|INVALID_CA|HOSTNAME_MISMATCH)/, 'tls'],
  [/net::ERR_(NAME_|DNS_|INTERNET_DISCONNECTED)/, 'dns'],
  [/net::ERR_(PROXY_|TUNNEL_|MANDATORY_PROXY)/, 'proxy'],
  [/net::ERR_(CERT_|SSL_)/, 'tls'],
  [/net::ERR_(CONNECTION_REFUSED|ADDRESS_UNREACHABLE)/, 'refused'],
  [/net::ERR_(CONNECTION_)?TIMED_OUT/, 'timeout'],
];

/** Why a `fetch` gave no answer: by the `code` of the error, of its causes, or of the attempts it sums up. */
export function unreachableCause(error: unknown): UnreachableCause {
  return find(error, 0) ?? 'connection';
}

function find(error: unknown, depth: number): UnreachableCause | undefined {
  if (!(error instanceof Error) || depth > 5) return undefined;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const own =
    byCode[code] ?? byText.find(([pattern]) => pattern.test(code) || pattern.test(error.message))?.[1];
  if (own !== undefined) return own;
  const attempts: readonly unknown[] = error instanceof AggregateError ? error.errors : [];
  for (const inner of [error.cause, ...attempts]) {
    const cause = find(inner, depth + 1);
    if (cause !== undefined) return cause;
  }
  return undefined;
}
