import type { Environment } from '../node/environment';

/** Where a command reads and writes, so that tests need no process. */
export interface Terminal {
  /** Paths that the user names count from its `cwd`. */
  readonly environment: Environment;
  out(text: string): void;
  err(text: string): void;
  /** All of standard input. */
  stdin(): Promise<string>;
}

/** `0` fine, `1` problems found, `2` wrong usage or input and output that failed. */
export type ExitCode = 0 | 1 | 2;
