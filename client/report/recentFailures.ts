import type { LogOutputChannel } from 'vscode';

/** Failures that are remembered. */
const MOST = 20;

/** Lines of one failure that are enough to see where it comes from. */
const LINES = 15;

/** A log, and what was wrong lately: VS Code keeps the file of a log where extensions can't rely on finding it. */
export interface RememberingLog {
  readonly log: LogOutputChannel;
  /** The last warnings and errors as lines, oldest first. */
  readonly failures: () => readonly string[];
}

/** `now`: the time of an entry. */
export function remembering(channel: LogOutputChannel, now: () => Date): RememberingLog {
  const entries: (readonly string[])[] = [];
  const remember =
    (level: 'warn' | 'error') =>
    (said: string | Error, ...more: unknown[]): void => {
      const text = [said, ...more].map(textOf).join(' ');
      const time = now().toISOString().slice(11, 19);
      entries.push(`${time} [${level}] ${text}`.split(/\r?\n/).slice(0, LINES));
      if (entries.length > MOST) entries.shift();
      channel[level](said as string, ...more);
    };
  // VS Code freezes its channels: everything else is inherited. Tests listen by their own members.
  const log = Object.create(channel, {
    warn: { value: remember('warn'), configurable: true },
    error: { value: remember('error'), configurable: true },
  }) as LogOutputChannel;
  return { log, failures: () => entries.flat() };
}

function textOf(said: unknown): string {
  if (said instanceof Error) return said.stack ?? said.message;
  return typeof said === 'string' ? said : JSON.stringify(said);
}
