import type { ExecutionsOf } from '../client';
import type { Trigger } from '../model';

/** A list of executions that some automations have. */
export interface ActivitySource {
  readonly of: ExecutionsOf;
  /** When one of these automations last fired; null: none ever did; undefined: the server doesn't say. */
  readonly newest: string | null | undefined;
}

/**
 * Which lists hold what the automations did: that of each project, with its collections, and that of each automation of a whole
 * team or organization, which belongs to no project. `tellsTime`: the server says when an automation last fired.
 */
export function sourcesOf(triggers: Iterable<Trigger>, tellsTime: boolean): readonly ActivitySource[] {
  const sources = new Map<string, ActivitySource>();
  for (const trigger of triggers) {
    const of = listOf(trigger);
    const key = JSON.stringify(of);
    const { lastExecutedAt } = trigger;
    const newest = tellsTime ? later(sources.get(key)?.newest, lastExecutedAt) : undefined;
    sources.set(key, { of, newest });
  }
  return [...sources.values()];
}

function listOf({ id, scope }: Trigger): ExecutionsOf {
  const entity = scope.__typename === 'Project' ? scope.entityName : scope.project?.entity.name;
  const project = scope.__typename === 'Project' ? scope.name : scope.project?.name;
  return entity === undefined || project === undefined ? { triggerId: id } : { entity, project };
}

function later(a: string | null | undefined, b: string | null): string | null {
  if (a === null || a === undefined) return b;
  return b === null || a > b ? a : b;
}
