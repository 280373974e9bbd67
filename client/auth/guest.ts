import { parseBaseUrl, type Server } from '../../core/api/auth/host';
import type { Viewer } from '../../core/api/model';
import type { Guest } from '../session/session';
import { inWords, Refusal } from '../ui/failures';
import { accountId } from './accountStore';

/** Signs in to a server for as long as this window lives, without keeping anything. Throws `ApiError` or {@link Refusal}. */
export async function asGuest(
  { url, apiKey }: { readonly url: string; readonly apiKey: string },
  identify: (server: Server, key: string, signal: AbortSignal) => Promise<Viewer>,
  signal: AbortSignal,
): Promise<Guest> {
  const parsed = parseBaseUrl(url);
  if ('problem' in parsed) throw new Refusal(inWords(parsed.problem));
  const { server } = parsed;
  const { username } = await identify(server, apiKey, signal);
  const { baseUrl, host } = server;
  return { server, key: apiKey, account: { id: accountId(baseUrl, username), baseUrl, host, username } };
}
