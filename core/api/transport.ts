import { authorization, type Authorization } from './auth/authorization';
import type { Credentials } from './auth/credentials';
import type { Clock } from './clock';
import { ApiError } from './errors';
import type { Fetch } from './fetch';
import { readAnswer, type GraphqlAnswer, type Operation, type Variables } from './graphql';
import { post } from './http';
import type { Limiter } from './limiter';

export interface TransportOptions {
  readonly baseUrl: string;
  readonly host: string;
  readonly credentials: Credentials;
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly limiter: Limiter;
  readonly userAgent: string;
  readonly onBehalfOf?: { readonly username?: string; readonly email?: string };
}

/** Sends one document once. `onSent` is called when the request begins to leave this machine. */
export type Send = (
  operation: Pick<Operation<unknown>, 'name' | 'text'>,
  variables: Variables,
  signal: AbortSignal,
  onSent?: () => void,
) => Promise<GraphqlAnswer>;

/** How long a request keeps others waiting, in milliseconds: a server that hangs answers others no later for it. */
export const longestHold = 2000;

/**
 * Signs, sends and reads GraphQL requests, only so many at a time, not counting those that aren't answered after
 * {@link longestHold}. An access token that was refused is renewed once.
 */
export function createTransport(options: TransportOptions): Send {
  const { host, credentials, limiter, clock } = options;

  const attempt = async (
    body: string,
    renew: boolean,
    signal: AbortSignal,
    onSent?: () => void,
  ): Promise<GraphqlAnswer> => {
    const signed = await authorization(credentials, { renew, signal });
    const leave = await enter(limiter, signal, host);
    const forgetTimer = clock.schedule(leave, longestHold);
    try {
      onSent?.();
      const request = { url: `${options.baseUrl}/graphql`, headers: headers(options, signed), body };
      const answer = await post(request, options, signal);
      return readAnswer({ ...answer, text: without(answer.text, signed.secrets) }, host);
    } finally {
      forgetTimer();
      leave();
    }
  };

  return async ({ name, text }, variables, signal, onSent) => {
    const body = JSON.stringify({ query: text, variables, operationName: name });
    const answer = await attempt(body, false, signal, onSent);
    const refused = answer.failure?.kind === 'unauthenticated' && credentials.type === 'access-token';
    return refused ? attempt(body, true, signal, onSent) : answer;
  };
}

function headers({ userAgent, onBehalfOf }: TransportOptions, signed: Authorization): Record<string, string> {
  return {
    'Content-Type': 'application/json',
    Accept: 'application/json',
    'User-Agent': userAgent,
    Authorization: signed.header,
    ...(onBehalfOf?.username !== undefined && { 'X-WANDB-USERNAME': onBehalfOf.username }),
    ...(onBehalfOf?.email !== undefined && { 'X-WANDB-USER-EMAIL': onBehalfOf.email }),
  };
}

async function enter(limiter: Limiter, signal: AbortSignal, host: string): Promise<() => void> {
  try {
    return await limiter.enter(signal);
  } catch {
    throw new ApiError({ kind: 'aborted' }, host);
  }
}

/** A server's words end up on screens and in logs. */
function without(text: string, secrets: readonly string[]): string {
  return secrets.reduce((clean, secret) => (secret === '' ? clean : clean.replaceAll(secret, '…')), text);
}
