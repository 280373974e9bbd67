import { RE2JS } from 're2js';
import { invalid } from '../../errors';
import { summaryOf } from '../../store/history';
import type { Project } from '../../store/records';
import type { Store } from '../../store/store';

export interface ProjectField {
  readonly path: string;
  readonly type: string;
}

/** More runs than this aren't looked at: W&B keeps an index, the sandbox looks anew each time. */
const runsLookedAt = 200;

/** The index of all config, summary and history fields of a project. `pattern` is RE2. */
export function projectFieldsOf(
  store: Store,
  project: Project,
  pattern: string | null,
): readonly ProjectField[] {
  const types = new Map<string, string>();
  const add = (prefix: string, values: Readonly<Record<string, unknown>>): void => {
    for (const [key, value] of Object.entries(values)) types.set(prefix + key, typeOf(value));
  };
  for (const run of store.runs.where('project', project.id).slice(-runsLookedAt)) {
    add('config.', run.config);
    add('summary_metrics.', summaryOf(run));
    for (const row of store.history(run).slice(-10)) add('history.', row);
  }
  const matches = pattern === null ? () => true : matcher(pattern);
  return [...types].filter(([path]) => matches(path)).map(([path, type]) => ({ path, type }));
}

function typeOf(value: unknown): string {
  if (value === null) return 'nil';
  return Array.isArray(value) ? 'list' : typeof value === 'object' ? 'map' : typeof value;
}

function matcher(pattern: string): (path: string) => boolean {
  try {
    const expression = RE2JS.compile(pattern);
    return (path) => expression.matcher(path).find();
  } catch {
    throw invalid(`pattern is not a regular expression: ${pattern}`);
  }
}
