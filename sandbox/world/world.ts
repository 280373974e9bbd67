import type { EngineHooks } from '../hooks';
import type { Timestamp } from '../store/records';
import type { Store } from '../store/store';

/** The store and what is needed to change it: a clock and somebody to tell. */
export interface World {
  readonly store: Store;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly hooks: EngineHooks;
  /** Webhooks may leave this machine. */
  readonly allowNetwork: boolean;
}

/** Hooks for a world in which no automation runs. */
export const noEngine: EngineHooks = {
  onMetricsLogged: () => Promise.resolve([]),
  onRunState: () => Promise.resolve([]),
  onArtifactEvent: () => Promise.resolve([]),
  decisions: () => [],
};

export function timestamp(milliseconds: number): Timestamp {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}
