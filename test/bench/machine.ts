import { cpus, loadavg, platform } from 'node:os';

/** What the numbers were measured on, in one line. */
export function machine(): string {
  const cores = cpus();
  return `Node ${process.version.slice(1)}, ${platform()}, ${cores.length} × ${cores[0]?.model.trim() ?? 'unknown processor'}, ${load()}`;
}

/** How many processes wanted a processor, on average of the last minute. */
export function load(): string {
  return `load ${(loadavg()[0] ?? NaN).toFixed(1)}`;
}
