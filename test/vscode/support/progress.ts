import * as vscode from 'vscode';
import { eventually } from './extension';

type WithProgress = typeof vscode.window.withProgress;

/** What the extension shows while the user has to wait, and its Cancel; in place of VS Code's notifications, until `stop`. */
export class Progress {
  /** Titles, in the order in which they were shown. */
  readonly titles: string[] = [];
  /** What was said behind the titles. */
  readonly steps: string[] = [];
  private readonly original: WithProgress = vscode.window.withProgress;
  private readonly cancels: vscode.CancellationTokenSource[] = [];

  constructor() {
    const withProgress: WithProgress = (options, task) => {
      this.titles.push(options.title ?? '');
      const source = new vscode.CancellationTokenSource();
      if (options.cancellable) this.cancels.push(source);
      return task({ report: ({ message }) => this.steps.push(message ?? '') }, source.token);
    };
    Object.assign(vscode.window, { withProgress });
  }

  /** Waits until something is shown, and gives its title. */
  async shown(): Promise<string> {
    const titles = await eventually(
      () => this.titles,
      ({ length }) => length > 0,
    );
    return titles.at(-1) ?? '';
  }

  /** Presses every Cancel that is there. */
  cancel(): void {
    for (const source of this.cancels.splice(0)) source.cancel();
  }

  stop(): void {
    Object.assign(vscode.window, { withProgress: this.original });
  }
}
