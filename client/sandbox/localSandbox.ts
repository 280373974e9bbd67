import { spawn, type ChildProcess } from 'node:child_process';
import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { Refusal } from '../ui/failures';

/** How to reach a sandbox that runs. */
export interface SandboxAddress {
  readonly url: string;
  readonly apiKey: string;
}

/** Milliseconds until it must listen. */
const START_TIMEOUT = 20_000;

/** A W&B of the user's own: a child process with demo data on a free port of this machine. Ends with the extension. */
export class LocalSandbox implements vscode.Disposable {
  private readonly change = new vscode.EventEmitter<'started' | 'stopped' | 'died'>();
  /** `died`: it wasn't told to stop. */
  readonly onDidChange = this.change.event;
  private child: ChildProcess | undefined;
  private reached: SandboxAddress | undefined;

  constructor(
    /** `dist/sandbox.js`. */
    private readonly module: string,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** Where it runs; undefined: it doesn't, or doesn't answer yet. */
  get address(): SandboxAddress | undefined {
    return this.reached;
  }

  /** Starts it; resolves when it answers. */
  async start(signal: AbortSignal): Promise<SandboxAddress> {
    this.stop();
    const child = spawn(process.execPath, [this.module, '--exit-with-parent', '--verbose'], {
      // In desktop VS Code, `execPath` is Electron.
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    this.child = child;
    child.stderr
      .setEncoding('utf8')
      .on('data', (text: string) => this.log.info(`sandbox: ${text.trimEnd()}`));
    child.once('exit', () => this.ended(child, 'died'));
    try {
      const address = await firstLine(child, signal);
      this.reached = address;
      this.change.fire('started');
      return address;
    } catch (error) {
      child.kill();
      // One that could not be started never exits.
      this.ended(child, 'stopped');
      throw error;
    }
  }

  stop(): void {
    this.child?.kill();
    if (this.child) this.ended(this.child, 'stopped');
  }

  dispose(): void {
    this.stop();
    this.change.dispose();
  }

  private ended(child: ChildProcess, how: 'stopped' | 'died'): void {
    if (this.child !== child) return;
    this.child = undefined;
    this.reached = undefined;
    this.change.fire(how);
  }
}

/** It says in one line of JSON how to reach it. */
function firstLine(child: ChildProcess, signal: AbortSignal): Promise<SandboxAddress> {
  return new Promise((resolve, reject) => {
    const failed = (): void =>
      reject(new Refusal(l10n.t('The local sandbox did not start. The log says more.')));
    const timer = setTimeout(failed, START_TIMEOUT);
    const settle = (then: () => void) => (): void => {
      clearTimeout(timer);
      then();
    };
    signal.addEventListener(
      'abort',
      settle(() => reject(new vscode.CancellationError())),
      { once: true },
    );
    child.once('error', settle(failed));
    child.once('exit', settle(failed));
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const line = /^\{.*\}$/m.exec(output);
      const address = line && parseAddress(line[0]);
      if (address) settle(() => resolve(address))();
    });
  });
}

function parseAddress(line: string): SandboxAddress | undefined {
  const { url, apiKey } = JSON.parse(line) as Record<string, unknown>;
  return typeof url === 'string' && typeof apiKey === 'string' ? { url, apiKey } : undefined;
}
