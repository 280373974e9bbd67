import { message, type Message } from '../../l10n/message';

/** Where a W&B server is. */
export interface Server {
  /** Of the API, without a slash at the end. */
  readonly baseUrl: string;
  /** Host, with the port where it isn't the usual one; `machine` in `.netrc`. */
  readonly host: string;
  /** Of the pages that people look at. */
  readonly appUrl: string;
}

export const defaultBaseUrl = 'https://api.wandb.ai';

export type ServerOrProblem = { readonly server: Server } | { readonly problem: Message };

/**
 * Reads the base URL of an API as users write it (`WANDB_BASE_URL`, settings). Plain http is for this machine only: the key goes
 * along with every request. Addresses of wandb.ai have to be those of its API, as in the W&B SDK.
 */
export function parseBaseUrl(text: string, appUrl?: string): ServerOrProblem {
  const url = parse(text.trim());
  if (url === undefined)
    return { problem: message('"{0}" is no address. Write one such as {1}.', text, defaultBaseUrl) };
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    return {
      problem: message('The base URL holds more than an address. Leave out user, password, “?” and “#”.'),
    };
  }
  if (
    /(^|\.)wandb\.ai$/.test(url.hostname) &&
    (!url.hostname.includes('api.') || url.protocol !== 'https:')
  ) {
    return { problem: message('"{0}" is not the address of the W&B API. Write {1}.', text, defaultBaseUrl) };
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return { problem: message('"{0}" would send the key unencrypted. Write https://.', text) };
  }
  const baseUrl = withoutSlash(url.href);
  return { server: { baseUrl, host: url.host, appUrl: withoutSlash(appUrl?.trim() ?? '') || appUrlOf(url) } };
}

/** One text for all spellings of the same base URL; what is none stays as it is. */
export function normalBaseUrl(text: string): string {
  const found = parseBaseUrl(text);
  return 'server' in found ? found.server.baseUrl : text;
}

/** What is wrong with the base URL of an API; undefined: nothing. */
export function baseUrlProblem(text: string): Message | undefined {
  const found = parseBaseUrl(text);
  return 'problem' in found ? found.problem : undefined;
}

/** Page on which users make their API keys. */
export const keyPage = (server: Pick<Server, 'appUrl'>): string => `${server.appUrl}/authorize`;

/** Names and addresses that can't leave this machine. */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}

function parse(text: string): URL | undefined {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  return new URL(text);
}

function appUrlOf(url: URL): string {
  if (url.hostname === 'api.wandb.ai') return 'https://wandb.ai';
  const base = withoutSlash(url.href);
  return url.hostname.startsWith('api.') ? base.replace('//api.', '//app.') : base;
}

const withoutSlash = (text: string): string => text.replace(/\/+$/, '');
