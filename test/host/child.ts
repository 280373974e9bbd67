import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Failure, type Resources } from './program';
import { root } from './root';

export interface Child {
  /** Exit code, once nothing of it runs any more. */
  readonly exited: Promise<number>;
  /** What it wrote last, for a failure's message. */
  lastWords(): string;
  /**
   * The first match in what it writes.
   * @throws {Failure} when it ends or stays silent for so many milliseconds
   */
  match(pattern: RegExp, timeout: number): Promise<RegExpExecArray>;
  stop(): Promise<void>;
}

interface Options {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Show what it writes. */
  readonly echo?: boolean;
}

/** Characters of output that are kept. */
const KEPT = 64_000;

/** Starts a command under a guard: it and all that it starts end with `resources`, and also when this process crashes. */
export function startChild(
  resources: Resources,
  { name, command, args, cwd = root, env = {}, echo = false }: Options,
): Child {
  const guard = spawn(process.execPath, [join(root, 'out', 'host', 'guard.js'), command, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: 'pipe',
    // A group of its own: the terminal's Ctrl-C goes to this process alone, which ends things in order.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  let output = '';
  const listeners = new Set<() => void>();
  for (const stream of [guard.stdout, guard.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      if (echo) process.stdout.write(chunk);
      output = (output + chunk).slice(-KEPT);
      for (const listener of listeners) listener();
    });
  }
  const exited = new Promise<number>((resolve) => {
    guard.on('error', () => resolve(1));
    guard.on('close', (code) => resolve(code ?? 1));
  });
  guard.stdin.on('error', () => undefined); // closing a guard that is gone
  const lastWords = (): string => output.trim().split('\n').slice(-30).join('\n');
  const stop = async (): Promise<void> => {
    guard.stdin.end();
    await exited;
  };
  resources.hold(stop);
  return {
    exited,
    lastWords,
    stop,
    match: (pattern, timeout) =>
      new Promise((resolve, reject) => {
        const settle = (): void => {
          clearTimeout(timer);
          listeners.delete(look);
        };
        const fail = (what: string): void => {
          settle();
          reject(new Failure(`${name} ${what}. Its last words:\n${lastWords()}`));
        };
        const look = (): void => {
          const found = pattern.exec(output);
          if (!found) return;
          settle();
          resolve(found);
        };
        const timer = setTimeout(
          () => fail(`said nothing of ${String(pattern)} in ${timeout / 1000} s`),
          timeout,
        );
        void exited.then((code) => fail(`ended with code ${code}`));
        listeners.add(look);
        look();
      }),
  };
}
