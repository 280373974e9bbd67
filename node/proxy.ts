import { BlockList, isIP } from 'node:net';
import { isLoopback } from '../core/api/auth/host';
import { variable, type Environment } from './environment';

/**
 * The proxy for an address by `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`, in either case; undefined: none. This machine
 * itself is never reached through a proxy.
 */
export function proxyFor(url: URL, environment: Pick<Environment, 'variables'>): URL | undefined {
  const either = (name: string): string | undefined =>
    variable(environment, name.toLowerCase()) ?? variable(environment, name);
  const proxy = either(url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY') ?? either('ALL_PROXY');
  if (proxy === undefined || isLoopback(url.hostname) || isExcepted(url, either('NO_PROXY') ?? ''))
    return undefined;
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
  return URL.canParse(address) ? new URL(address) : undefined;
}

/** `*`, `host`, `.suffix`, each with or without `:port`, an IP address, or a net as `10.0.0.0/8`. */
function isExcepted({ hostname, port, protocol }: URL, exceptions: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const ownPort = port === '' ? (protocol === 'https:' ? '443' : '80') : port;
  return exceptions.split(/[\s,]+/).some((exception) => {
    if (exception === '*') return true;
    if (exception.includes('/')) return isInNet(host, exception);
    const [, name = '', onPort] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(exception.toLowerCase()) ?? [];
    const bare = isIP(exception) === 6 ? exception.toLowerCase() : name.replace(/^\*?\./, '');
    if (bare === '' || (isIP(exception) !== 6 && onPort !== undefined && onPort !== ownPort)) return false;
    return host === bare || host.endsWith(`.${bare}`);
  });
}

function isInNet(host: string, net: string): boolean {
  const [address = '', prefix = ''] = net.split('/');
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  const bits = Number(prefix);
  if (isIP(address) === 0 || isIP(host) !== isIP(address) || !Number.isInteger(bits) || prefix === '')
    return false;
  if (bits < 0 || bits > (family === 'ipv6' ? 128 : 32)) return false;
  const list = new BlockList();
  list.addSubnet(address, bits, family);
  return list.check(host, family);
}
