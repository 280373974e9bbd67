import * as z from 'zod/mini';
import type { Clock } from '../clock';
import { ApiError } from '../errors';
import type { Fetch } from '../fetch';
import { createFlights } from '../flights';
import { readAnswer } from '../graphql';
import { post } from '../http';
import { mayPass, retrying } from '../retry';
import type { AccessTokenCredentials } from './credentials';

export interface AccessToken {
  readonly accessToken: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Where access tokens are kept between runs of a program. */
export interface AccessTokenStore {
  read(): Promise<AccessToken | undefined>;
  write(token: AccessToken): Promise<void>;
}

export interface IdentityOptions {
  readonly baseUrl: string;
  readonly host: string;
  /** The JWT of the identity provider; read anew each time, since whoever writes the file renews it. */
  readonly identityToken: () => Promise<string>;
  readonly store: AccessTokenStore;
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly random: () => number;
}

/** A token is renewed when it has less than this to live, in milliseconds. As in the W&B SDK. */
const shortest = 5 * 60_000;

const grant = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const answerForm = z.object({ access_token: z.string(), expires_in: z.coerce.number() });

/** Federated identity: a JWT is exchanged at the server for an access token, which lives for a while. */
export function createIdentityTokenCredentials(options: IdentityOptions): AccessTokenCredentials {
  const { baseUrl, host, store, clock } = options;
  const flights = createFlights(() => new ApiError({ kind: 'aborted' }, host));

  const identityToken = async (): Promise<string> => {
    try {
      return await options.identityToken();
    } catch {
      throw new ApiError({ kind: 'unauthenticated' }, host);
    }
  };

  const exchange = async (signal: AbortSignal): Promise<AccessToken> => {
    const assertion = (await identityToken()).trim();
    const request = {
      url: `${baseUrl}/oidc/token`,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
      body: new URLSearchParams({ grant_type: grant, assertion }).toString(),
    };
    const answer = await post(request, options, signal);
    const parsed = answerForm.safeParse(answer.status === 200 ? parseJson(answer.text) : undefined);
    if (parsed.success) {
      return {
        accessToken: parsed.data.access_token,
        expiresAt: clock.now() + parsed.data.expires_in * 1000,
      };
    }
    // A refused identity is final; anything else is what it would be for a question.
    if (answer.status >= 400 && answer.status <= 499 && answer.status !== 429) {
      throw new ApiError({ kind: 'unauthenticated' }, host);
    }
    const { failure } = readAnswer({ ...answer, text: answer.text.replaceAll(assertion, '…') }, host);
    throw new ApiError(
      failure ?? { kind: 'broken-answer', status: answer.status, reason: 'shape', detail: 'access_token' },
      host,
    );
  };

  const renewed = async (signal: AbortSignal): Promise<string> => {
    const token = await retrying(() => exchange(signal), mayPass, options, signal);
    current = token;
    // One that can't be kept is good all the same.
    await store.write(token).catch(() => undefined);
    return token.accessToken;
  };

  let current: AccessToken | undefined;
  return {
    type: 'access-token',
    async accessToken({ renew, signal }) {
      current ??= await store.read().catch(() => undefined);
      if (!renew && current !== undefined && current.expiresAt - clock.now() > shortest)
        return current.accessToken;
      return flights.share('token', renewed, signal);
    },
  };
}

const fileForm = z.looseObject({
  credentials: z.optional(z.record(z.string(), z.unknown())),
});
const entryForm = z.object({ access_token: z.string(), expires_at: z.string() });

/** The access token for a server in the SDK's `credentials.json`; undefined when there is none, or the file is broken. */
export function readAccessToken(text: string, baseUrl: string): AccessToken | undefined {
  const file = fileForm.safeParse(parseJson(text));
  const entry = entryForm.safeParse(file.success ? file.data.credentials?.[baseUrl] : undefined);
  if (!entry.success) return undefined;
  const expiresAt = Date.parse(`${entry.data.expires_at.replace(' ', 'T')}Z`);
  return Number.isNaN(expiresAt) ? undefined : { accessToken: entry.data.access_token, expiresAt };
}

/** The file with this token in it, everything else as it was. */
export function withAccessToken(text: string, baseUrl: string, token: AccessToken): string {
  const parsed = fileForm.safeParse(parseJson(text));
  const file = parsed.success ? parsed.data : {};
  const expiresAt = new Date(token.expiresAt).toISOString().slice(0, 19).replace('T', ' ');
  const entry = { access_token: token.accessToken, expires_at: expiresAt };
  return JSON.stringify({ ...file, credentials: { ...file.credentials, [baseUrl]: entry } });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
