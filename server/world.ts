import type { Locale, Translations } from '../core/l10n/message';
import type { RegexMatcher } from './context';
import type { Disk } from './workspace/disk';
import type { RemoteSource } from './remote/source';

/** What the server needs of the machine it runs on. Handed in, so that tests have one of their own. */
export interface World {
  /** A clock that only goes forward, in milliseconds. */
  readonly now: () => number;
  /** Calls `work` after `delay` milliseconds; 0: as soon as the messages that wait have been read. Gives what cancels it. */
  readonly later: (delay: number, work: () => void) => () => void;
  readonly disk: Disk;
  /** Address of the folder with the rules' pages, with a slash at the end, where there is one. */
  readonly docs: string | undefined;
  /** Loads the engine of W&B's server for regular expressions, RE2. */
  readonly loadRegexEngine: () => Promise<RegexEngine>;
  /** Japanese, where the client brings no table. */
  readonly translations: (locale: Locale) => Translations;
  /** Signs in by itself, for clients that don't answer for the catalog. `tell` takes lines for the log. */
  readonly remote: (tell: (text: string) => void) => RemoteSource;
  /** The server has its settings and waits for questions. */
  readonly ready: () => void;
  /** Of this product. */
  readonly version: string;
}

export interface RegexEngine {
  /** What is wrong with a pattern; undefined: nothing. */
  readonly checkRegex: (pattern: string) => string | undefined;
  readonly createRegexMatcher: RegexMatcher;
}
