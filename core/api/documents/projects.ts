import * as z from 'zod/mini';
import { isRegistryProject, registryProjectPrefix } from '../../catalog/scopes';
import type { Lookup } from '../lookup';
import type { Listing } from '../paging';
import type { Project, ProjectDetails, Registry } from '../model';
import { connection, orNull, pageInfo } from './selections';

const projectFields = 'id name entityName createdAt';
const projectForm = z.object({
  id: z.string(),
  name: z.string(),
  entityName: z.string(),
  createdAt: orNull(z.string()),
});

export const project: Lookup<ProjectDetails | null> = {
  name: 'Projects',
  field: `project(name: $project, entityName: $entity) { ${projectFields} runCount }`,
  arguments: { entity: 'String!', project: 'String!' },
  answer: z.nullable(z.extend(projectForm, { runCount: orNull(z.number()) })),
  batch: 50,
};

const entityProjectsForm = z.object({ entity: z.nullable(z.object({ projects: z.nullable(connection) })) });

/** Registries among them. */
export const projects: Listing<z.infer<typeof entityProjectsForm>, Project> = {
  operation: {
    kind: 'query',
    name: 'EntityProjects',
    text: `query EntityProjects($entity: String!, $first: Int, $after: String) { entity(name: $entity) { projects(first: $first, after: $after) { ${pageInfo} edges { node { ${projectFields} } } } } }`,
    answer: entityProjectsForm,
  },
  connection: ({ entity }) => entity?.projects,
  node: projectForm,
  pageSize: 100,
};

const registryForm = z.pipe(
  z.object({
    id: z.string(),
    name: z.string(),
    entityName: z.string(),
    description: orNull(z.string()),
    access: orNull(z.string()),
  }),
  z.transform((found): Registry | readonly Registry[] =>
    isRegistryProject(found.name)
      ? { ...found, name: found.name.slice(registryProjectPrefix.length), projectName: found.name }
      : [],
  ),
);

/**
 * Registries are looked for among the projects of the org entity. `Organization.orgEntity.projects` could filter them, but only
 * servers with `ARTIFACT_REGISTRY_SEARCH` have that; an org entity holds little else.
 */
export const registries: Listing<z.infer<typeof entityProjectsForm>, Registry> = {
  operation: {
    kind: 'query',
    name: 'Registries',
    text: `query Registries($entity: String!, $first: Int, $after: String) { entity(name: $entity) { projects(first: $first, after: $after) { ${pageInfo} edges { node { id name entityName description access } } } } }`,
    answer: entityProjectsForm,
  },
  connection: ({ entity }) => entity?.projects,
  node: registryForm,
  pageSize: 100,
};

export const registry: Lookup<Registry | null> = {
  name: 'Registry',
  field: 'project(name: $project, entityName: $entity) { id name entityName description access }',
  arguments: { entity: 'String!', project: 'String!' },
  answer: z.pipe(
    z.nullable(registryForm),
    z.transform((found) => (found === null || 'length' in found ? null : found)),
  ),
  batch: 50,
};
