import { setFlagsFromString } from 'node:v8';
import type { Connection, InitializeParams } from 'vscode-languageserver/node';
import { serve } from './connection';
import { nodeWorld } from './node-world';
import { warmUp } from './warm-up';

/** {@link serve} on the machine that Node runs on: all that the language needs, which takes most of the time that a start takes. */
export function serveHere(connection: Connection, initialized?: InitializeParams): void {
  boundGarbage();
  const world = nodeWorld();
  serve(connection, { ...world, ready: () => void warmUp(world).catch(console.error) }, initialized);
}

/**
 * Each edit of a big document leaves the text before it behind. V8 lets several times of what is alive pile up; looking when it has
 * doubled takes no more time and a third less memory. The room for what is young stays as it is at the start, too: it would grow to
 * 48 MB, and an answer needs much less. For so little, waiting for other threads takes longer than looking alone. Electron has its own V8,
 * whose flags may be fixed by now.
 */
function boundGarbage(): void {
  if (process.versions['electron'] !== undefined) return;
  setFlagsFromString('--heap-growing-percent=100');
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--no-parallel-scavenge');
}
