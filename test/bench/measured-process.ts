import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { basename, join } from 'node:path';
import { Failure, type Resources } from '../host/program';
import { root } from '../host/root';
import type { Answer, Question } from './probe';
import { stopwatch, type Span, type Usage } from './usage';

interface Options {
  readonly cwd?: string;
  /** More for Node itself: `--cpu-prof`. */
  readonly nodeArgs?: readonly string[];
}

/** What one run of a program took. */
export interface Run extends Span {
  /** Null: a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly usage: Usage | undefined;
  readonly output: string;
}

/** Characters of output that are kept. */
const KEPT = 8000;

/** A Node program that runs under measurement. It ends with `resources` at the latest. */
export class MeasuredProcess {
  readonly child: ChildProcess;
  /** Since it was started. */
  readonly clock: () => Span;
  private readonly answers: ((answer: Answer) => void)[] = [];
  /** Rejects when the program ends. */
  readonly death: Promise<never>;
  private readonly gone: Promise<unknown>;
  private last: Usage | undefined;
  private words = '';

  constructor(resources: Resources, script: string, args: readonly string[], options: Options = {}) {
    const { cwd = root, nodeArgs = [] } = options;
    const started = stopwatch();
    this.child = spawn(
      process.execPath,
      [...nodeArgs, '--require', join(root, 'out', 'bench', 'probe.js'), script, ...args],
      { cwd, stdio: ['pipe', 'pipe', 'pipe', 'ipc'], windowsHide: true },
    );
    this.clock = started;
    // Its last word may come after its end.
    this.gone = Promise.all([once(this.child, 'close'), once(this.child, 'disconnect')]);
    this.death = this.gone.then(() => {
      const { exitCode, signalCode } = this.child;
      throw new Failure(`${basename(script)} ended (${exitCode ?? signalCode}): ${this.words}`);
    });
    this.death.catch(() => undefined); // most programs are meant to end
    resources.hold(() => this.stop());
    this.child.stdin?.on('error', () => undefined); // its end is seen elsewhere
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => this.hear(text));
    this.child.on('message', (answer: Answer) => {
      this.last = answer.usage;
      if (answer.probe !== 'end') this.answers.shift()?.(answer);
    });
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Keeps what the program writes to standard output, for those who don't read it themselves. */
  keepOutput(): this {
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => this.hear(text));
    return this;
  }

  get output(): string {
    return this.words;
  }

  /** Asks the probe. Answered as soon as the program has nothing else to do. */
  async ask(question: Question): Promise<Usage> {
    const answer = new Promise<Usage>((resolve) => this.answers.push(({ usage }) => resolve(usage)));
    this.child.send(question);
    return Promise.race([answer, this.death]);
  }

  /** Waits until it ends by itself, `timeout` milliseconds at most. */
  async end(timeout: number): Promise<Run> {
    const timer = setTimeout(() => this.child.kill('SIGKILL'), timeout);
    await this.gone;
    clearTimeout(timer);
    const { wall, undisturbed } = this.clock();
    // Only the process itself knew how long it had waited.
    const waited = this.last?.waited ?? 0;
    const { exitCode: code, signalCode: signal } = this.child;
    return { wall, undisturbed: undisturbed - waited, code, signal, usage: this.last, output: this.words };
  }

  async stop(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.gone;
  }

  private hear(text: string): void {
    this.words = (this.words + text).slice(-KEPT);
  }
}

/** Runs a program from beginning to end; `timeout` in milliseconds. */
export async function runToEnd(
  resources: Resources,
  script: string,
  args: readonly string[],
  timeout: number,
): Promise<Run> {
  const measured = new MeasuredProcess(resources, script, args).keepOutput();
  measured.child.stdin?.end();
  return measured.end(timeout);
}
