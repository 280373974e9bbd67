import type { WandbClient } from '../client';
import { projectMetrics, runCounts, runMetrics, runs, sampledHistory } from '../documents/runs';
import { historyOf, metricsOfProject, metricsOfRun } from '../metrics';
import type { Session } from '../session';

type Operations = 'runs' | 'runCounts' | 'metricKeys' | 'runMetrics' | 'sampledHistory';

const defaultSamples = 500;

/** Runs and what they log. */
export function runOperations(session: Session): Pick<WandbClient, Operations> {
  return {
    runs: ({ entity, project }, { filters, pageSize } = {}, signal) =>
      session.pages(runs, { entity, project, filters: filters ?? null }, signal, { pageSize }),

    async runCounts({ entity, project }, states, signal) {
      const filters = states.map((state, index) => [`filters${index}`, JSON.stringify({ state })] as const);
      const variables = { entity, project, ...Object.fromEntries(filters) };
      const { data } = await session.ask(runCounts(states.length), variables, signal);
      return data === null
        ? undefined
        : Object.fromEntries(states.map((state, index) => [state, data[index] ?? 0]));
    },

    async metricKeys({ entity, project }, signal) {
      const lookup = projectMetrics(await session.capabilities(signal));
      const found = await session.look(lookup, { entity, project }, signal);
      return found && metricsOfProject(found);
    },

    async runMetrics({ entity, project }, run, signal) {
      const found = await session.look(runMetrics, { entity, project, run }, signal);
      return found && metricsOfRun(found);
    },

    async sampledHistory({ entity, project }, run, keys, { samples = defaultSamples } = {}, signal) {
      // A spec of several keys gives only the steps at which all of them were logged.
      const specs = keys.map((key) => JSON.stringify({ keys: ['_step', key], samples }));
      const { data } = await session.ask(sampledHistory, { entity, project, run, specs }, signal);
      return data === null
        ? undefined
        : Object.fromEntries(keys.map((key, index) => [key, historyOf(key, data[index] ?? [])]));
    },
  };
}
