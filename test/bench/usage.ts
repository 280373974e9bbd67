import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

const MB = 1024 * 1024;

/** What a process has taken of the machine since it began. */
export interface Usage {
  /** Processor time of all threads, in milliseconds. */
  readonly cpu: number;
  /** Milliseconds in which its main thread could have run, but others had the processors. 0 where the system doesn't tell. */
  readonly waited: number;
  /** Most memory that it ever had, in MB. */
  readonly peak: number;
  /** Memory that it has now, in MB. */
  readonly resident: number;
  /** Live and dead objects, in MB. */
  readonly heap: number;
}

/** Usage of this process. */
export function ownUsage(): Usage {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  return {
    cpu: (user + system) / 1000,
    waited: waitedOf(process.pid),
    peak: peakMemory(),
    resident: rss / MB,
    heap: heapUsed / MB,
  };
}

/** Linux gives a new program the peak of the process that started it for its `maxRSS`; the kernel's own count does not. */
function peakMemory(): number {
  const status = process.platform === 'linux' ? readFileSync('/proc/self/status', 'latin1') : '';
  const kilobytes = /^VmHWM:\s*(\d+)/m.exec(status)?.[1];
  return Number(kilobytes ?? process.resourceUsage().maxRSS) / 1024;
}

/** {@link Usage.waited} of any process. */
function waitedOf(pid: number): number {
  if (process.platform !== 'linux') return 0;
  try {
    const [, nanoseconds] = readFileSync(`/proc/${pid}/schedstat`, 'latin1').split(' ');
    return Number(nanoseconds) / 1e6;
  } catch {
    return 0; // a kernel without these statistics, or a process that has ended
  }
}

/** How long something took, in milliseconds. */
export interface Span {
  readonly wall: number;
  /** Without the time in which this process and the measured one stood in line for a processor. */
  readonly undisturbed: number;
}

/** Starts to measure. The function that it gives tells the time since; `pid`: another process that does the work. */
export function stopwatch(pid = process.pid): () => Span {
  const processes = [...new Set([process.pid, pid])];
  const waited = (): number => processes.reduce((sum, each) => sum + waitedOf(each), 0);
  const before = waited();
  const start = performance.now();
  return () => {
    const wall = performance.now() - start;
    return { wall, undisturbed: Math.max(0, wall - (waited() - before)) };
  };
}
