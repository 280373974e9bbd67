import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import * as vscode from 'vscode';
import { sandbox } from '../environment';

/** Lets the shared sandbox go wrong at the given root fields or operations, until {@link heal}. */
export async function goWrong(...rules: readonly Fault[]): Promise<void> {
  await post('/sandbox/faults', { rules });
}

export async function heal(): Promise<void> {
  await goWrong();
}

/** As in the sandbox's own `faults` file. */
export type Fault = { readonly operation: string; readonly calls?: readonly number[] } & Wrong;

/** What goes wrong. */
export type Wrong =
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: number }
  | { readonly kind: 'latency'; readonly milliseconds: number }
  | {
      readonly kind:
        | 'html-502'
        | 'reset-before'
        | 'reset-after'
        | 'truncated-body'
        | 'wrong-content-type'
        | 'partial-errors'
        | 'empty-page'
        | 'duplicate-cursor';
    };

/** Demo data as in the beginning. */
export async function reset(): Promise<void> {
  await post('/sandbox/reset', {});
}

/**
 * Lets something happen on the shared sandbox, as training code would, by a path of its own API: `projects/E/P/runs`. Resolves when
 * what fired is delivered.
 */
export async function happen(path: string, body: unknown): Promise<void> {
  await post(`/sandbox/${path}`, body);
}

/** Another sandbox, with options as its program takes them: `--profile`, `--seed`. */
export async function otherSandbox(...options: readonly string[]): Promise<{
  readonly url: string;
  readonly apiKey: string;
  readonly stop: () => void;
}> {
  const extension = vscode.extensions.getExtension('wandb-automations.wandb-automations');
  assert.ok(extension);
  const program = vscode.Uri.joinPath(extension.extensionUri, 'dist', 'sandbox.js').fsPath;
  const child = spawn(process.execPath, [program, '--exit-with-parent', ...options], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { ...(JSON.parse(line) as { url: string; apiKey: string }), stop: () => child.kill() };
}

async function post(path: string, body: unknown): Promise<void> {
  const { url, apiKey } = sandbox();
  const authorization = `Basic ${Buffer.from(`api:${apiKey}`).toString('base64')}`;
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify(body),
  });
  assert.equal(response.status, 200, await response.text());
}

/** A port of this machine on which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
