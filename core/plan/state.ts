import { differences, type Side } from './differences';

/**
 * How an automation of a file stands against the server:
 *
 * - `unknown`: the server wasn't asked yet, can't be asked, or the file has an error.
 * - `new`: not on the server.
 * - `deleted`: not on the server any more. It was applied, and deleted there since.
 * - `inSync`: sending it would change nothing.
 * - `changed`: the file was changed since it was last applied, the server wasn't.
 * - `drifted`: the server differs, and the file isn't known to be what changed.
 * - `conflict`: both were changed since, and they differ.
 */
export type ServerState = 'unknown' | 'new' | 'deleted' | 'inSync' | 'changed' | 'drifted' | 'conflict';

/**
 * Three-way comparison. Where file and server agree, it is in sync, whatever was applied last.
 *
 * @param saved what the server has; undefined: surely nothing
 * @param base what the server had when it was last applied; undefined: nobody remembers
 */
export function stateOf(own: Side, saved: Side | undefined, base?: Side): Exclude<ServerState, 'unknown'> {
  if (!saved) return base ? 'deleted' : 'new';
  if (differences(own, saved).length === 0) return 'inSync';
  if (!base || differences(own, base).length === 0) return 'drifted';
  return differences(base, saved).length === 0 ? 'changed' : 'conflict';
}

/** From what needs attention most to what needs none: one state for several automations is the first that any of them has. */
const byUrgency: readonly ServerState[] = [
  'conflict',
  'drifted',
  'deleted',
  'changed',
  'unknown',
  'new',
  'inSync',
];

/** One state for several automations. Of none: unknown. */
export function leastSettled(states: readonly ServerState[]): ServerState {
  return byUrgency.find((state) => states.includes(state)) ?? 'unknown';
}
