import { cpus } from 'node:os';
import { startChild } from '../host/child';
import type { Resources } from '../host/program';

/** Goes through memory without end, with the lowest priority. */
const RESTLESS = `
require('node:os').setPriority(19);
for (const held = [];;) if (held.push(new Uint8Array(4 << 20).fill(1)) > 20) held.shift();`;

/**
 * Keeps a virtual machine awake as long as `resources` are held: with a process per processor that gives way to every other. Where nobody
 * has touched memory for a third of a second, such a machine is ten times as slow for a while: a server that does nothing answers after
 * 10 ms then.
 */
export function keepAwake(resources: Resources): void {
  for (const [index] of cpus().entries())
    startChild(resources, {
      name: `What keeps processor ${index} awake`,
      command: process.execPath,
      args: ['--eval', RESTLESS],
    });
}
