import type { Translations } from '../core/l10n/message';
import type { AskRemote } from './remote/facts';

/** What the server needs of the machine it runs on. Handed in, so that tests have one of their own. */
export interface World {
  /** A clock that only goes forward, in milliseconds. */
  readonly now: () => number;
  /** Calls `work` after `delay` milliseconds; 0: as soon as the messages that wait have been read. Gives what cancels it. */
  readonly later: (delay: number, work: () => void) => () => void;
  /** Japanese, where the client brings no table. */
  readonly translations: (locale: string) => Translations;
  /** The catalog of a server that signs in by itself, for clients that don't answer for it. */
  readonly remote: () => AskRemote;
}
