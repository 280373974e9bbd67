import { unknown } from '../../core/api/known';
import { normalBaseUrl } from '../../core/api/auth/host';
import type { RemoteCatalog } from '../../core/api/catalog';
import type { RemoteParams, RemoteResult } from '../../core/protocol';
import type { SessionState } from '../session/session';

/** Answers a question of the language server about the W&B server; the key stays on this side. */
export async function answerRemote(
  state: SessionState,
  { lookup, ask, host }: RemoteParams,
  signal: AbortSignal,
): Promise<RemoteResult> {
  if (state.kind === 'starting') return unknown('loading');
  if (state.kind !== 'signed-in') return unknown('signed-out');
  // Specs of another server than this one: nobody is signed in there.
  if (host !== undefined && normalBaseUrl(host) !== state.server.baseUrl) return unknown('signed-out');
  const { catalog } = state.connection;
  // `lookup` and `ask` belong together, which TypeScript can't follow through the union.
  const question = catalog[lookup] as (
    ask: RemoteParams['ask'],
    signal: AbortSignal,
  ) => ReturnType<RemoteCatalog['viewer']>;
  return question(ask, signal);
}
