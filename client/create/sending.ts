import type { AutomationsOf, WandbClient } from '../../core/api/client';
import { ApiError } from '../../core/api/errors';
import type { Trigger } from '../../core/api/model';
import { plain } from '../../core/l10n/plain-text';
import type { Connection } from '../session/session';
import { Refusal, sentenceOf } from '../ui/failures';
import { slowly } from '../ui/slow';
import type { There } from './existing';
import type { Request } from './request';

/** What became of what should be written. */
export interface Sent {
  readonly done: readonly There[];
  /** What ended it. */
  readonly failure?: unknown;
}

/**
 * One after the other; the first failure ends it. Cancel leaves out what wasn't sent yet, and never interrupts what was: nobody
 * would know what became of it.
 */
export async function sendAll<Item extends { readonly request: Request }>(
  items: readonly Item[],
  title: string,
  { ended }: Connection,
  write: (item: Item) => Promise<Trigger>,
): Promise<Sent> {
  const done: There[] = [];
  try {
    await slowly(title, ended, async (signal, say) => {
      for (const item of items) {
        if (signal.aborted) return;
        const { request } = item;
        say(plain(request.input.name));
        done.push({ request, trigger: await write(item) });
      }
    });
    return { done };
  } catch (failure) {
    return { done, failure };
  }
}

/** What the server keeps, not what it was sent. It is there even if it can't be read now. */
export async function readBack(
  client: WandbClient,
  answered: Trigger,
  of: AutomationsOf,
  signal: AbortSignal,
): Promise<Trigger> {
  try {
    return (await client.automation(answered.id, of, signal)) ?? answered;
  } catch (error) {
    if (error instanceof ApiError) return answered;
    throw error;
  }
}

/** What to say when some were written before it failed. */
export function afterSome(sentence: (why: string) => string, { done, failure }: Sent): unknown {
  const why = sentenceOf(failure);
  return done.length === 0 || why === undefined ? failure : new Refusal(sentence(why));
}
