import type { ParseArgsConfig } from 'node:util';
import type { Locale, Message } from '../core/l10n/message';
import type { ExitCode, Terminal } from './terminal';

/** What a command is given when it runs. */
export interface Invocation {
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
  readonly terminal: Terminal;
  /** `--locale`, or the environment's. */
  readonly locale: Locale;
  /** In the user's language. */
  readonly render: (message: Message) => string;
}

export type Run = (invocation: Invocation) => Promise<ExitCode>;

export interface OptionEntry {
  readonly type: 'string' | 'boolean';
  /** What stands behind the option in the help: `N`, `FILE`, `text|json`. */
  readonly value?: string;
  readonly choices?: readonly string[];
  readonly docs: Message;
}

/** A verb of the command line: what the help says and where its code is, which is loaded only when it runs. */
export interface Command {
  readonly name: string;
  /** Behind the name: `FILES…`. */
  readonly operands: string;
  readonly summary: Message;
  readonly options: Readonly<Record<string, OptionEntry>>;
  /** Takes everything behind its name as it stands; it has a parser of its own. */
  readonly raw?: true;
  load(): Promise<Run>;
}

/** The options of a command in the form of `util.parseArgs`. */
export function parseArgsOptions(command: Command | undefined): NonNullable<ParseArgsConfig['options']> {
  const own = Object.entries(command?.options ?? {}).map(([name, { type }]) => [name, { type }] as const);
  return { ...Object.fromEntries(own), locale: { type: 'string' }, help: { type: 'boolean', short: 'h' } };
}
