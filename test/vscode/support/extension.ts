import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TestApi } from '../../../client/extension';

/** The extension under test, active. */
export async function extension(): Promise<TestApi> {
  const found = vscode.extensions.getExtension<TestApi>('wandb-automations.wandb-automations');
  assert.ok(found, 'the extension is not there');
  return found.activate();
}

/** Runs a command of the extension by the last part of its id. */
export async function run(name: string, ...args: readonly unknown[]): Promise<void> {
  await vscode.commands.executeCommand(`wandbAutomations.${name}`, ...args);
}

/** Waits until something holds; the failure tells what was there instead. */
export async function eventually<Value>(
  look: () => Value | Promise<Value>,
  holds: (value: Value) => boolean,
  milliseconds = 10_000,
): Promise<Value> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const value = await look();
    if (holds(value)) return value;
    if (Date.now() > end) assert.fail(`waited in vain; it is: ${JSON.stringify(value, undefined, 2)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
