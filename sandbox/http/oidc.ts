import { randomBytes } from 'node:crypto';
import type { User } from '../store/records';
import type { Store } from '../store/store';
import { errorAnswer, jsonAnswer, type Answer } from './respond';

/** Seconds. */
const lifetime = 3600;

/** Exchanges identity tokens (JWT) for access tokens, as `/oidc/token` does. The token's signature isn't checked: there is no issuer. */
export class TokenExchange {
  private readonly tokens = new Map<string, { readonly userId: string; readonly expires: number }>();

  constructor(
    private readonly store: Store,
    private readonly now: () => number,
  ) {}

  exchange(body: string): Answer {
    const form = new URLSearchParams(body);
    if (form.get('grant_type') !== 'urn:ietf:params:oauth:grant-type:jwt-bearer')
      return errorAnswer(400, 'unsupported_grant_type');
    const user = this.userOfAssertion(form.get('assertion') ?? '');
    if (!user) return errorAnswer(401, 'invalid_grant');
    const token = randomBytes(24).toString('base64url');
    this.tokens.set(token, { userId: user.id, expires: this.now() + lifetime * 1000 });
    return jsonAnswer(200, { access_token: token, token_type: 'Bearer', expires_in: lifetime });
  }

  /** Whose access token this is, while it lasts. */
  userOf(token: string): User | undefined {
    const known = this.tokens.get(token);
    return known && known.expires > this.now() ? this.store.users.get(known.userId) : undefined;
  }

  /** The subject of the token is a username or an e-mail address. */
  private userOfAssertion(assertion: string): User | undefined {
    const payload = /^[\w-]+\.([\w-]+)\.[\w-]*$/.exec(assertion)?.[1];
    if (!payload) return undefined;
    try {
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as {
        readonly sub?: unknown;
      } | null;
      const subject = typeof claims?.sub === 'string' ? claims.sub : '';
      return this.store.users.find('username', subject) ?? this.store.users.find('email', subject);
    } catch {
      return undefined; // no JSON inside: not a token
    }
  }
}
