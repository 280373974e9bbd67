/**
 * Runs one command and sees to it that nothing of it stays: `node guard.js COMMAND ARGUMENT…`
 *
 * VS Code's file watcher and agents outlive a killed parent. So every long-running child runs under a guard in a process group
 * of its own. When the command ends, when the guard is told to stop, or when standard input closes (also because whoever
 * started the guard crashed or was killed), everything in the group and below it is ended, by process id.
 */
import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
}

/** Milliseconds that a process has to end by itself. */
const GRACE = 3000;
const POLL = 50;

const [command = '', ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], windowsHide: true });
let stopping = false;

child.on('exit', (code) => void stop(code ?? 1));
child.on('error', (error) => {
  console.error(error.message);
  void stop(127);
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(1));
// Who started the guard may be gone, and the reader of the output with it.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => void stop(1));
process.stdin.on('close', () => void stop(1)).resume();

async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { windowsHide: true });
  } else {
    await endOthers();
  }
  process.exit(code);
}

async function endOthers(): Promise<void> {
  const start = performance.now();
  const asked = new Set<number>();
  for (let others = below(); others.length > 0; others = below()) {
    const patient = performance.now() - start < GRACE;
    for (const { pid } of others) {
      if (patient && asked.has(pid)) continue;
      asked.add(pid);
      send(pid, patient ? 'SIGTERM' : 'SIGKILL');
    }
    await new Promise((resolve) => setTimeout(resolve, POLL));
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Everything in the guard's group or descending from it, without itself. */
function below(): Process[] {
  const all = process.platform === 'linux' ? fromProc() : fromPs();
  const mine = new Set([process.pid]);
  for (let size = 0; size !== mine.size;) {
    size = mine.size;
    for (const { pid, parent, group } of all) if (group === process.pid || mine.has(parent)) mine.add(pid);
  }
  return all.filter(({ pid }) => pid !== process.pid && mine.has(pid));
}

/** From /proc, since not every Linux has `ps`. */
function fromProc(): Process[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    const stat = readStat(name);
    // The name in parentheses may hold anything, so read on from its last parenthesis: state, parent, group.
    const [state, parent, group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return stat && state !== 'Z' ? [{ pid: Number(name), parent: Number(parent), group: Number(group) }] : [];
  });
}

function readStat(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return ''; // ended between the two looks
  }
}

function fromPs(): Process[] {
  const ps = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,pgid=,stat='], { encoding: 'utf8' });
  return ps.stdout.split('\n').flatMap((line) => {
    const [pid, parent, group, state] = line.trim().split(/\s+/);
    // `ps` itself is below the guard, and over.
    if (state === undefined || state.startsWith('Z') || Number(pid) === ps.pid) return [];
    return [{ pid: Number(pid), parent: Number(parent), group: Number(group) }];
  });
}
