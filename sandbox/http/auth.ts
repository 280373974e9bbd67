import type { IncomingHttpHeaders } from 'node:http';
import type { User } from '../store/records';
import type { Store } from '../store/store';
import { errorAnswer, type Answer } from './respond';

/** Who a request comes from: nobody without credentials, a refusal for wrong ones. */
export type Caller = { readonly user: User | null } | { readonly refused: Answer };

/** API keys come as Basic (`api:<key>`, as the SDK sends them) or as Bearer; access tokens only as Bearer. */
export function authenticate(
  headers: IncomingHttpHeaders,
  store: Store,
  userOfToken: (token: string) => User | undefined,
): Caller {
  const header = headers.authorization;
  if (!header) return { user: null };
  const [scheme = '', credentials = ''] = header.split(/\s+/, 2);
  const user =
    scheme.toLowerCase() === 'bearer'
      ? (store.users.find('apiKey', credentials) ?? userOfToken(credentials))
      : store.users.find('apiKey', passwordOf(scheme, credentials));
  return user ? { user } : { refused: errorAnswer(401, 'invalid api key') };
}

function passwordOf(scheme: string, credentials: string): string {
  if (scheme.toLowerCase() !== 'basic') return '';
  const decoded = Buffer.from(credentials, 'base64').toString();
  return decoded.slice(decoded.indexOf(':') + 1);
}
