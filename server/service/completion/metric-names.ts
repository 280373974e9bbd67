import type { MetricKeys } from '../../../core/api/model';
import { message, type Message } from '../../../core/l10n/message';
import type { RemoteName } from './remote-names';

type MetricKey = MetricKeys['keys'][number];

/** The metrics of a project, as far as they are known. */
interface ProjectMetrics {
  readonly project: string;
  readonly found: MetricKeys | undefined;
}

/** The metrics of several projects, each name once: of one project with its last value, otherwise with the projects that log it. */
export function metricNames(projects: readonly ProjectMetrics[]): readonly RemoteName[] {
  const [first, ...others] = projects;
  if (others.length === 0)
    return (first?.found?.keys ?? []).map((key) => ({
      name: key.name,
      ...(key.lastValue !== null && { detail: shortNumber(key.lastValue) }),
      docs: [message('Logged by {0} of the newest {1} runs.', key.runs, first?.found?.runsSeen ?? 0)],
    }));
  const byName = new Map<string, { projects: string[]; docs: Message[] }>();
  for (const { project, found } of projects) {
    for (const key of found?.keys ?? []) {
      const name = byName.get(key.name) ?? { projects: [], docs: [] };
      byName.set(key.name, name);
      name.projects.push(project);
      name.docs.push(inProject(project, key, found?.runsSeen ?? 0));
    }
  }
  return [...byName].map(([name, { projects: logging, docs }]) => ({
    name,
    detail: logging.join(', '),
    docs,
  }));
}

function inProject(project: string, { lastValue, runs }: MetricKey, runsSeen: number): Message {
  return lastValue === null
    ? message('`{0}`: logged by {1} of the newest {2} runs.', project, runs, runsSeen)
    : message(
        '`{0}`: {1}, logged by {2} of the newest {3} runs.',
        project,
        shortNumber(lastValue),
        runs,
        runsSeen,
      );
}

function shortNumber(value: number): string {
  return String(Number(value.toPrecision(4)));
}
