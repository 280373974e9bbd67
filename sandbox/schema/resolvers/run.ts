import { pageOf, type PageArguments } from '../../query/connection';
import type { RequestContext } from '../../request-context';
import { logged, summaryOf } from '../../store/history';
import type { HistoryRow, Run } from '../../store/records';
import type { TypeResolvers } from '../resolver-types';
import { historyKeysOf, sample, sampledHistory } from './run-history';

interface HistoryArguments {
  readonly samples?: number | null;
  readonly minStep?: number | null;
  readonly maxStep?: number | null;
}

const defaultSamples = 500;

export const runResolvers = {
  Run: {
    fields: {
      projectId: ({ projectId }: Run, _: unknown, { world: { store } }: RequestContext) =>
        store.projects.get(projectId)?.number,
      project: ({ projectId }: Run, _: unknown, { world: { store } }: RequestContext) =>
        store.projects.get(projectId),
      user: ({ userId }: Run, _: unknown, { world: { store } }: RequestContext) => store.users.get(userId),
      sweepName: () => null,
      host: () => null,
      commit: () => null,
      description: ({ notes }: Run) => notes,
      readOnly: () => false,
      config: ({ config }: Run, { keys }: { keys?: readonly string[] | null }) =>
        Object.fromEntries(entriesOf(config, keys).map(([key, value]) => [key, { value, desc: null }])),
      summaryMetrics: (run: Run, { keys }: { keys?: readonly string[] | null }) =>
        Object.fromEntries(entriesOf(summaryOf(run), keys)),
      systemMetrics: (run: Run) => logged(run).system.at(-1) ?? {},
      historyKeys: (run: Run) => historyKeysOf([run]),
      historyLineCount: (run: Run) =>
        run.history.kind === 'recipe' ? run.history.steps : run.history.default.length,
      eventsLineCount: (run: Run) => logged(run).system.length,
      logLineCount: () => 0,
      historyTail: (run: Run) => tailOf(logged(run).default),
      eventsTail: (run: Run) => tailOf(logged(run).system),
      wandbConfig: () => '{}',
      history: (run: Run, { samples, minStep, maxStep }: HistoryArguments) => {
        const rows = logged(run).default.filter(
          ({ _step }) => _step >= (minStep ?? 0) && _step < (maxStep ?? Infinity),
        );
        return sample(rows, samples ?? defaultSamples).map((row) => JSON.stringify(row));
      },
      events: (run: Run, { samples }: HistoryArguments) =>
        sample(logged(run).system, samples ?? defaultSamples).map((row) => JSON.stringify(row)),
      sampledHistory: (run: Run, { specs }: { specs: readonly string[] }) => sampledHistory(run, specs),
      // Nothing is ever exported: all of the history is live.
      parquetHistory: (run: Run, { liveKeys }: { liveKeys: readonly string[] }) => ({
        parquetUrls: [],
        liveData: sampledHistory(run, [
          JSON.stringify({ keys: liveKeys, samples: Number.MAX_SAFE_INTEGER }),
        ])[0],
      }),
      outputArtifacts: (run: Run, page: PageArguments, context: RequestContext) =>
        pageOf(context.world.store.artifacts.where('run', run.id), page, context),
      inputArtifacts: (_: Run, page: PageArguments, context: RequestContext) => pageOf([], page, context),
    },
  },
} satisfies Readonly<Record<string, TypeResolvers>>;

const tailOf = (rows: readonly HistoryRow[]): string =>
  JSON.stringify(rows.slice(-1).map((row) => JSON.stringify(row)));

function entriesOf(
  values: Readonly<Record<string, unknown>>,
  keys?: readonly string[] | null,
): [string, unknown][] {
  const entries = Object.entries(values);
  return keys ? entries.filter(([key]) => keys.includes(key)) : entries;
}
