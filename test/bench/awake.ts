import { spawn } from 'node:child_process';
import { cpus } from 'node:os';
import type { Resources } from '../host/program';

/** Touches one page of memory after the other, with the lowest priority, until its input ends. */
const RESTLESS = `
require('node:os').setPriority(19);
process.stdin.on('end', () => process.exit()).resume();
const memory = new Uint8Array(64 << 20);
const touch = () => {
  for (let at = 0; at < memory.length; at += 4096) memory[at] = 1;
  setImmediate(touch);
};
touch();`;

/**
 * Keeps a virtual machine awake as long as `resources` are held: with a process per processor that gives way to every other. Where nobody
 * has touched memory for a third of a second, such a machine is ten times as slow for a while: a server that does nothing answers after
 * 10 ms then. They belong to the session of what is measured: Linux weighs priorities only within one.
 */
export function keepAwake(resources: Resources): void {
  const children = cpus().map(() =>
    spawn(process.execPath, ['--eval', RESTLESS], { stdio: ['pipe', 'ignore', 'inherit'] }),
  );
  for (const child of children) resources.hold(() => void child.kill());
}
