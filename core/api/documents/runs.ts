import * as z from 'zod/mini';
import { hasField, type Capabilities } from '../capabilities';
import type { Operation } from '../graphql';
import type { Lookup } from '../lookup';
import type { Run } from '../model';
import type { Listing } from '../paging';
import { connection, nodes, orNull, pageInfo } from './selections';

const runFields =
  'id name displayName state tags group jobType createdAt heartbeatAt historyLineCount user { username }';

const runForm = z.pipe(
  z.object({
    id: z.string(),
    name: z.string(),
    displayName: orNull(z.string()),
    state: orNull(z.string()),
    tags: z.nullish(z.array(z.string())),
    group: orNull(z.string()),
    jobType: orNull(z.string()),
    createdAt: orNull(z.string()),
    heartbeatAt: orNull(z.string()),
    historyLineCount: orNull(z.number()),
    user: orNull(z.object({ username: orNull(z.string()) })),
  }),
  z.transform(({ user, tags, ...found }): Run | readonly Run[] => ({
    ...found,
    tags: tags ?? [],
    username: user?.username ?? null,
  })),
);

const projectRunsForm = z.object({ project: z.nullable(z.object({ runs: z.nullable(connection) })) });

/** Newest first. */
export const runs: Listing<z.infer<typeof projectRunsForm>, Run> = {
  operation: {
    kind: 'query',
    name: 'ProjectRuns',
    text: `query ProjectRuns($entity: String!, $project: String!, $filters: JSONString, $first: Int, $after: String) { project(name: $project, entityName: $entity) { runs(first: $first, after: $after, filters: $filters, order: "-created_at") { ${pageInfo} edges { node { ${runFields} } } } } }`,
    answer: projectRunsForm,
  },
  connection: ({ project }) => project?.runs,
  node: runForm,
  pageSize: 50,
};

/** How many runs fit each of `count` filters: `$filters0`, `$filters1`, … */
export function runCounts(count: number): Operation<readonly number[] | null> {
  const indices = Array.from({ length: count }, (_, index) => index);
  const declarations = indices.map((index) => `, $filters${index}: JSONString`).join('');
  const fields = indices.map((index) => `_${index}: runCount(filters: $filters${index})`).join(' ');
  return {
    kind: 'query',
    name: 'RunCounts',
    text: `query RunCounts($entity: String!, $project: String!${declarations}) { project(name: $project, entityName: $entity) { id ${fields} } }`,
    answer: z.pipe(
      z.object({ project: z.nullable(z.looseObject({})) }),
      z.transform(({ project }) => project && indices.map((index) => Number(project[`_${index}`] ?? 0))),
    ),
  };
}

/** `historyKeys` is an object on the wire; older servers send it as JSON text. */
const historyKeys = z.nullish(z.unknown());
const runMetricsForm = z.object({ historyKeys, summaryMetrics: orNull(z.string()) });

/** What a run has logged: index of its history, and its summary as JSON text. */
export type LoggedMetrics = z.infer<typeof runMetricsForm>;

export const runMetrics: Lookup<LoggedMetrics | null> = {
  name: 'RunMetrics',
  field: 'project(name: $project, entityName: $entity) { run(name: $run) { historyKeys summaryMetrics } }',
  arguments: { entity: 'String!', project: 'String!', run: 'String!' },
  answer: z.pipe(
    z.nullable(z.object({ run: z.nullable(runMetricsForm) })),
    z.transform((project) => project?.run ?? null),
  ),
  batch: 20,
};

/** How many of a project's newest runs are looked at for metric names. */
const runsLookedAt = 20;

const fieldIndex = z.object({
  pageInfo: z.object({ hasNextPage: z.boolean() }),
  edges: z.array(
    z.nullable(z.object({ node: z.nullish(z.object({ path: z.string(), type: orNull(z.string()) })) })),
  ),
});

const projectMetricsForm = z.object({
  runCount: z.number(),
  runs: nodes(runMetricsForm),
  fields: z.nullish(fieldIndex),
});

export type ProjectMetrics = z.infer<typeof projectMetricsForm>;

/** Metrics of the newest runs, and the project's index of fields where the server has it. */
export function projectMetrics(capabilities: Capabilities): Lookup<ProjectMetrics | null> {
  const fields =
    hasField(capabilities, 'Project.fields') === true
      ? 'fields(first: 1000) { pageInfo { hasNextPage } edges { node { path type } } }'
      : '';
  return {
    name: 'ProjectMetrics',
    field: `project(name: $project, entityName: $entity) { runCount runs(first: ${runsLookedAt}, order: "-created_at") { edges { node { historyKeys summaryMetrics } } } ${fields} }`,
    arguments: { entity: 'String!', project: 'String!' },
    answer: z.nullable(projectMetricsForm),
    batch: 40,
  };
}

/** One list of rows per spec. */
export const sampledHistory: Operation<readonly (readonly Readonly<Record<string, unknown>>[])[] | null> = {
  kind: 'query',
  name: 'SampledHistory',
  text: 'query SampledHistory($entity: String!, $project: String!, $run: String!, $specs: [JSONString!]!) { project(name: $project, entityName: $entity) { run(name: $run) { sampledHistory(specs: $specs) } } }',
  answer: z.pipe(
    z.object({
      project: z.nullable(
        z.object({
          run: z.nullable(z.object({ sampledHistory: z.array(z.array(z.record(z.string(), z.unknown()))) })),
        }),
      ),
    }),
    z.transform(({ project }) => project?.run?.sampledHistory ?? null),
  ),
};
