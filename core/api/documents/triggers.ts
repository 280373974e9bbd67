import * as z from 'zod/mini';
import type { Capabilities } from '../capabilities';
import type { Operation } from '../graphql';
import type { Trigger } from '../model';
import type { Listing } from '../paging';
import { connection, orNull, pageInfo, triggerFields, type Connection } from './selections';

/**
 * A saved automation. Only what every reader needs is required; unknown members of unions keep their `__typename` and whatever
 * came with it.
 */
const triggerForm = z.object({
  id: z.string(),
  name: z.string(),
  description: orNull(z.string()),
  enabled: z.boolean(),
  createdAt: z.string(),
  updatedAt: orNull(z.string()),
  createdBy: orNull(z.object({ id: z.string(), username: orNull(z.string()) })),
  lastExecutedAt: orNull(z.string()),
  scope: z.looseObject({
    __typename: z.string(),
    id: z.exactOptional(z.string()),
    name: z.exactOptional(z.string()),
    entityName: z.exactOptional(z.string()),
    entityType: z.exactOptional(z.string()),
    project: z.exactOptional(
      z.looseObject({ name: z.string(), entity: z.looseObject({ name: z.string() }) }),
    ),
  }),
  triggeringCondition: z.looseObject({
    __typename: z.string(),
    eventType: z.exactOptional(z.string()),
    filter: z.exactOptional(z.string()),
  }),
  triggeredAction: z.looseObject({
    __typename: z.string(),
    integration: z.exactOptional(
      z.nullable(
        z.looseObject({
          __typename: z.string(),
          id: z.exactOptional(z.string()),
          name: z.exactOptional(z.string()),
          urlEndpoint: z.exactOptional(z.string()),
          teamName: z.exactOptional(z.string()),
          channelName: z.exactOptional(z.string()),
        }),
      ),
    ),
    title: z.exactOptional(z.nullable(z.string())),
    message: z.exactOptional(z.nullable(z.string())),
    severity: z.exactOptional(z.nullable(z.string())),
    requestPayload: z.exactOptional(z.nullable(z.string())),
    noOp: z.exactOptional(z.nullable(z.boolean())),
    prompt: z.exactOptional(z.nullable(z.string())),
    queue: z.exactOptional(z.nullable(z.looseObject({ id: z.string(), name: orNull(z.string()) }))),
    template: z.exactOptional(z.nullable(z.string())),
  }),
}) satisfies z.ZodMiniType<Trigger>;

const page = (capabilities: Capabilities): string =>
  `totalCount ${pageInfo} edges { node { ${triggerFields(capabilities)} } }`;

const triggersForm = z.object({ triggers: z.nullable(connection) });

function listing<Root extends string>(
  root: Root,
  name: string,
  text: string,
): Listing<Readonly<Record<Root, { readonly triggers: Connection | null } | null>>, Trigger> {
  return {
    operation: { kind: 'query', name, text, answer: z.record(z.literal(root), z.nullable(triggersForm)) },
    connection: (answer) => answer[root]?.triggers,
    node: triggerForm,
    pageSize: 100,
    firstPageSize: 30,
  };
}

/** In or under an entity. `$filters`: `{"name": "…"}`. */
export const entityTriggers = (capabilities: Capabilities) =>
  listing(
    'entity',
    'EntityAutomations',
    `query EntityAutomations($entity: String!, $filters: JSONString, $first: Int, $after: String) { entity(name: $entity) { triggers(first: $first, after: $after, filters: $filters) { ${page(capabilities)} } } }`,
  );

export const organizationTriggers = (capabilities: Capabilities) =>
  listing(
    'organization',
    'OrganizationAutomations',
    `query OrganizationAutomations($organization: String!, $filters: JSONString, $first: Int, $after: String) { organization(name: $organization) { triggers(first: $first, after: $after, filters: $filters) { ${page(capabilities)} } } }`,
  );

export const collectionTriggers = (capabilities: Capabilities) =>
  listing(
    'artifactCollection',
    'CollectionAutomations',
    `query CollectionAutomations($id: ID!, $first: Int, $after: String) { artifactCollection(id: $id) { triggers(first: $first, after: $after) { ${page(capabilities)} } } }`,
  );

/** All that the viewer can see, where the server has such a list. */
export const viewerTriggers = (
  capabilities: Capabilities,
): Listing<{ readonly triggers: Connection | null }, Trigger> => ({
  operation: {
    kind: 'query',
    name: 'ViewerAutomations',
    text: `query ViewerAutomations($first: Int, $after: String) { triggers(first: $first, after: $after) { ${page(capabilities)} } }`,
    answer: triggersForm,
  },
  connection: ({ triggers }) => triggers,
  node: triggerForm,
  pageSize: 100,
  firstPageSize: 30,
});

/** The automations of one project, which the server only has as a whole. */
const projectNode = z.pipe(
  z.object({ triggers: z.nullish(z.array(z.nullable(triggerForm))) }),
  z.transform(({ triggers }): Trigger | readonly Trigger[] =>
    (triggers ?? []).filter((trigger) => trigger !== null),
  ),
);

type ProjectsOf<Root extends string> = Readonly<
  Record<Root, { readonly projects: Connection | null } | null>
>;

/** The way of older servers: through all projects. Team and organization scopes don't show. */
function throughProjects<Root extends 'entity' | 'viewer'>(
  root: Root,
  name: string,
  text: string,
): Listing<ProjectsOf<Root>, Trigger> {
  return {
    operation: {
      kind: 'query',
      name,
      text,
      answer: z.record(z.literal(root), z.nullable(z.object({ projects: z.nullable(connection) }))),
    },
    connection: (answer) => answer[root]?.projects,
    node: projectNode,
    pageSize: 50,
  };
}

const projectPage = (capabilities: Capabilities): string =>
  `projects(first: $first, after: $after) { ${pageInfo} edges { node { triggers { ${triggerFields(capabilities)} } } } }`;

export const entityProjectTriggers = (capabilities: Capabilities) =>
  throughProjects(
    'entity',
    'EntityProjectAutomations',
    `query EntityProjectAutomations($entity: String!, $first: Int, $after: String) { entity(name: $entity) { ${projectPage(capabilities)} } }`,
  );

export const viewerProjectTriggers = (capabilities: Capabilities) =>
  throughProjects(
    'viewer',
    'ViewerProjectAutomations',
    `query ViewerProjectAutomations($first: Int, $after: String) { viewer { ${projectPage(capabilities)} } }`,
  );

/** A project's automations, in one answer. Nodes are as in a connection, so that a strange one doesn't spoil the rest. */
export const projectTriggers = (
  capabilities: Capabilities,
): Listing<z.infer<typeof projectTriggersForm>, Trigger> => ({
  operation: {
    kind: 'query',
    name: 'ProjectAutomations',
    text: `query ProjectAutomations($entity: String!, $project: String!) { project(name: $project, entityName: $entity) { triggers { ${triggerFields(capabilities)} } } }`,
    answer: projectTriggersForm,
  },
  connection: ({ project }) =>
    project && {
      pageInfo: { hasNextPage: false },
      totalCount: project.triggers?.length ?? 0,
      edges: (project.triggers ?? []).map((node) => ({ node })),
    },
  node: triggerForm,
  pageSize: 0,
});

const projectTriggersForm = z.object({
  project: z.nullable(z.object({ triggers: z.nullable(z.array(z.unknown())) })),
});

const saved = <Field extends string>(field: Field) =>
  z.pipe(
    z.record(z.literal(field), z.nullable(z.object({ trigger: z.nullable(triggerForm) }))),
    z.transform((answer): Trigger | null => answer[field]?.trigger ?? null),
  );

export const createTrigger = (capabilities: Capabilities): Operation<Trigger | null> => ({
  kind: 'mutation',
  name: 'CreateAutomation',
  text: `mutation CreateAutomation($input: CreateFilterTriggerInput!) { createFilterTrigger(input: $input) { trigger { ${triggerFields(capabilities)} } } }`,
  answer: saved('createFilterTrigger'),
});

export const updateTrigger = (capabilities: Capabilities): Operation<Trigger | null> => ({
  kind: 'mutation',
  name: 'UpdateAutomation',
  text: `mutation UpdateAutomation($input: UpdateFilterTriggerInput!) { updateFilterTrigger(input: $input) { trigger { ${triggerFields(capabilities)} } } }`,
  answer: saved('updateFilterTrigger'),
});

export const deleteTrigger: Operation<true | null> = {
  kind: 'mutation',
  name: 'DeleteAutomation',
  text: 'mutation DeleteAutomation($input: DeleteTriggerInput!) { deleteTrigger(input: $input) { success } }',
  answer: z.pipe(
    z.object({ deleteTrigger: z.nullable(z.object({ success: z.boolean() })) }),
    z.transform((answer) => (answer.deleteTrigger?.success === true ? true : null)),
  ),
};
