import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';

const guard = join(__dirname, '..', '..', 'out', 'host', 'guard.js');

const patient = "console.log('up'); setInterval(() => {}, 1000);";
const stubborn = `process.on('SIGTERM', () => {}); ${patient}`;

/** Starts another process, says both process ids, and stays or ends by itself. */
const family = (other: string, end: string): string => `
  const child = require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(other)}], { stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.once('data', () => { console.log(process.pid + ' ' + child.pid); ${end} });
`;

async function start(
  other: string,
  end = '',
): Promise<{ process: ChildProcess; family: number[]; exited: Promise<unknown[]> }> {
  const process_ = spawn(process.execPath, [guard, process.execPath, '-e', family(other, end)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  const exited = once(process_, 'close');
  for await (const line of createInterface(process_.stdout))
    return { process: process_, family: line.split(' ').map(Number), exited };
  throw new Error('The guard ended at once.');
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // In a container nobody may collect what has ended: a zombie doesn't run.
    return process.platform !== 'linux' || !readFileSync(`/proc/${pid}/stat`, 'latin1').includes(') Z ');
  } catch {
    return false;
  }
}

describe.runIf(process.platform !== 'win32')('guard', () => {
  it('ends everything below it when its lifeline is cut, as a crash does', async () => {
    const guarded = await start(stubborn);
    expect(guarded.family.map(isRunning)).toEqual([true, true]);
    guarded.process.stdin?.destroy();
    await guarded.exited;
    expect(guarded.family.map(isRunning)).toEqual([false, false]);
  });

  it('ends everything below it when it is told to stop', async () => {
    const guarded = await start(patient);
    guarded.process.kill('SIGTERM');
    await guarded.exited;
    expect(guarded.family.map(isRunning)).toEqual([false, false]);
  });

  it('passes the exit code on and ends what the command left behind', async () => {
    const guarded = await start(patient, 'process.exit(7)');
    expect(await guarded.exited).toEqual([7, null]);
    expect(guarded.family.map(isRunning)).toEqual([false, false]);
  });
});
