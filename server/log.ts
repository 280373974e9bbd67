import type { Connection } from 'vscode-languageserver/node';

/** What the server tells about itself, in the editor's output channel. Always English. */
export interface Log {
  error(where: string, error: unknown): void;
  warn(text: string): void;
  info(text: string): void;
}

/** Logs through `window/logMessage`. Stacks are for whoever reports a bug. */
export function connectionLog({ console }: Connection): Log {
  return {
    error: (where, error) => {
      console.error(`${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    },
    warn: (text) => {
      console.warn(text);
    },
    info: (text) => {
      console.info(text);
    },
  };
}
