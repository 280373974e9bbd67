import { describe, expect, it } from 'vitest';
import { unreachableCause } from './unreachable';

const withCode = (code: string, message = code): Error => Object.assign(new Error(message), { code });

describe('unreachableCause', () => {
  it.each([
    ['ENOTFOUND', 'dns'],
    ['EAI_AGAIN', 'dns'],
    ['ECONNREFUSED', 'refused'],
    ['ENETUNREACH', 'refused'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
    ['CERT_HAS_EXPIRED', 'tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
    ['EPROXY', 'proxy'],
    ['ETIMEDOUT', 'timeout'],
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
    ['ECONNRESET', 'connection'],
    ['UND_ERR_SOCKET', 'connection'],
  ])('%s is %s, bare and as a cause', (code, cause) => {
    expect(unreachableCause(withCode(code))).toBe(cause);
    expect(unreachableCause(new TypeError('fetch failed', { cause: withCode(code) }))).toBe(cause);
  });

  it('looks into the attempts on several addresses', () => {
    const attempts = new AggregateError([withCode('ECONNREFUSED'), withCode('ECONNREFUSED')]);
    expect(unreachableCause(new TypeError('fetch failed', { cause: attempts }))).toBe('refused');
  });

  it.each([
    ['net::ERR_NAME_NOT_RESOLVED', 'dns'],
    ['net::ERR_CONNECTION_REFUSED', 'refused'],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'tls'],
    ['net::ERR_PROXY_CONNECTION_FAILED', 'proxy'],
    ['net::ERR_TUNNEL_CONNECTION_FAILED', 'proxy'],
    ['net::ERR_TIMED_OUT', 'timeout'],
    ['net::ERR_CONNECTION_RESET', 'connection'],
  ])('knows Chromium’s %s', (message, cause) => {
    expect(unreachableCause(new Error(message))).toBe(cause);
  });

  it('takes anything', () => {
    const loop = new Error('loop');
    loop.cause = loop;
    expect([undefined, null, 'x', {}, loop].map(unreachableCause)).toEqual(Array(5).fill('connection'));
  });
});
