import * as z from 'zod/mini';
import { hasFeature, hasField, hasTags, type Capabilities } from '../capabilities';
import type { Lookup } from '../lookup';
import type { ArtifactVersion, Collection } from '../model';
import type { Listing } from '../paging';
import { connection, nodes, orNull, pageInfo } from './selections';

const named = z.object({ name: z.string() });

const collectionFields = (capabilities: Capabilities): string =>
  `__typename id name description project { name entity { name } } defaultArtifactType { name } ${
    hasTags(capabilities) ? 'tags { edges { node { name } } }' : ''
  }`;

const collectionForm = z.pipe(
  z.object({
    __typename: z.string(),
    id: z.string(),
    name: z.string(),
    description: orNull(z.string()),
    project: orNull(z.object({ name: z.string(), entity: orNull(named) })),
    defaultArtifactType: orNull(named),
    tags: z.nullish(nodes(named)),
  }),
  z.transform(({ project, defaultArtifactType, tags, ...found }): Collection => ({
    ...found,
    artifactType: defaultArtifactType?.name ?? null,
    tags: (tags ?? []).map(({ name }) => name),
    project: project?.name ?? null,
    entity: project?.entity?.name ?? null,
  })),
);

const projectCollectionsForm = z.object({
  project: z.nullable(z.object({ artifactCollections: z.nullable(connection) })),
});

export function collections(
  capabilities: Capabilities,
): Listing<z.infer<typeof projectCollectionsForm>, Collection> {
  const total = hasFeature(capabilities, 'ARTIFACT_COLLECTIONS_FILTERING_SORTING') ? 'totalCount' : '';
  return {
    operation: {
      kind: 'query',
      name: 'ProjectCollections',
      text: `query ProjectCollections($entity: String!, $project: String!, $first: Int, $after: String) { project(name: $project, entityName: $entity) { artifactCollections(first: $first, after: $after) { ${total} ${pageInfo} edges { node { ${collectionFields(capabilities)} } } } } }`,
      answer: projectCollectionsForm,
    },
    connection: ({ project }) => project?.artifactCollections,
    node: collectionForm,
    pageSize: 100,
  };
}

/**
 * One collection whose type isn't known, or undefined where the server has no way to ask and the list has to be searched. The
 * inner null: no such collection; the outer: no such project.
 */
export function collection(capabilities: Capabilities): Lookup<Collection | null> | undefined {
  const fields = collectionFields(capabilities);
  const common = {
    name: 'Collections',
    arguments: { entity: 'String!', project: 'String!', collection: 'String!' },
    batch: 50,
  };
  if (hasField(capabilities, 'Project.artifactCollection') === true) {
    return {
      ...common,
      field: `project(name: $project, entityName: $entity) { artifactCollection(name: $collection) { ${fields} } }`,
      answer: z.pipe(
        z.nullable(z.object({ artifactCollection: z.nullable(collectionForm) })),
        z.transform((project) => project?.artifactCollection ?? null),
      ),
    };
  }
  if (!hasFeature(capabilities, 'ARTIFACT_COLLECTIONS_FILTERING_SORTING')) return undefined;
  return {
    ...common,
    // Here `collection` is the filter document.
    arguments: { ...common.arguments, collection: 'JSONString!' },
    field: `project(name: $project, entityName: $entity) { artifactCollections(first: 1, filters: $collection) { edges { node { ${fields} } } } }`,
    answer: z.pipe(
      z.nullable(z.object({ artifactCollections: z.nullable(nodes(collectionForm)) })),
      z.transform((project) => project?.artifactCollections?.[0] ?? null),
    ),
  };
}

const aliasForm = z.object({ alias: z.string() });
const collectionAliasesForm = z.object({ artifactCollection: z.nullable(z.object({ aliases: connection })) });

/** All aliases that are in use in a collection. */
export const aliases: Listing<z.infer<typeof collectionAliasesForm>, string> = {
  operation: {
    kind: 'query',
    name: 'CollectionAliases',
    text: `query CollectionAliases($id: ID!, $first: Int, $after: String) { artifactCollection(id: $id) { aliases(first: $first, after: $after) { ${pageInfo} edges { node { alias } } } } }`,
    answer: collectionAliasesForm,
  },
  connection: ({ artifactCollection }) => artifactCollection?.aliases,
  node: z.pipe(
    aliasForm,
    z.transform(({ alias }): string | readonly string[] => alias),
  ),
  pageSize: 1000,
};

const versionFields = (capabilities: Capabilities): string => {
  const tags = hasField(capabilities, 'Artifact.tags') ?? hasFeature(capabilities, 'ARTIFACT_TAGS');
  return `id state metadata createdAt aliases { alias artifactCollection { name } } ${tags ? 'tags { name }' : ''}`;
};

const versionForm = z.object({
  id: z.string(),
  state: orNull(z.string()),
  metadata: orNull(z.string()),
  createdAt: orNull(z.string()),
  /** Of every collection that the version is in. */
  aliases: z.nullish(z.array(z.object({ alias: z.string(), artifactCollection: orNull(named) }))),
  tags: z.nullish(z.array(named)),
});

function artifactVersion(
  { aliases: all, tags, ...found }: z.infer<typeof versionForm>,
  version: string,
  ofCollection: string,
): ArtifactVersion {
  const own = (all ?? []).filter(({ artifactCollection }) => artifactCollection?.name === ofCollection);
  return {
    ...found,
    version,
    aliases: own.map(({ alias }) => alias),
    tags: (tags ?? []).map(({ name }) => name),
  };
}

const versionsForm = z.object({
  project: z.nullable(
    z.object({
      artifactType: z.nullable(
        z.object({
          artifactCollection: z.nullable(z.object({ artifacts: z.nullable(versionConnection()) })),
        }),
      ),
    }),
  ),
});

/** The connection's edges carry the version's name beside the node; here it moves into the node. */
function versionConnection() {
  return z.pipe(
    z.extend(connection, {
      edges: z.array(z.nullable(z.object({ version: z.string(), node: z.nullish(z.looseObject({})) }))),
    }),
    z.transform((found) => ({
      ...found,
      edges: found.edges.map(
        (edge) => edge && { node: edge.node && { ...edge.node, version: edge.version } },
      ),
    })),
  );
}

/** Versions of a collection whose artifact type is known, as the server orders them. */
export function versions(
  capabilities: Capabilities,
  ofCollection: string,
): Listing<z.infer<typeof versionsForm>, ArtifactVersion> {
  return {
    operation: {
      kind: 'query',
      name: 'CollectionVersions',
      text: `query CollectionVersions($entity: String!, $project: String!, $type: String!, $collection: String!, $first: Int, $after: String) { project(name: $project, entityName: $entity) { artifactType(name: $type) { artifactCollection(name: $collection) { artifacts(first: $first, after: $after) { totalCount ${pageInfo} edges { version node { ${versionFields(capabilities)} } } } } } } }`,
      answer: versionsForm,
    },
    connection: ({ project }) => project?.artifactType?.artifactCollection?.artifacts,
    node: z.pipe(
      z.extend(versionForm, { version: z.string() }),
      z.transform((found): ArtifactVersion | readonly ArtifactVersion[] =>
        artifactVersion(found, found.version, ofCollection),
      ),
    ),
    pageSize: 50,
  };
}

/** One version by `collection:alias` or `collection:v3`. */
export function version(capabilities: Capabilities, ofCollection: string): Lookup<ArtifactVersion | null> {
  return {
    name: 'CollectionVersion',
    field: `project(name: $project, entityName: $entity) { artifactCollectionMembership(name: $name) { versionIndex artifact { ${versionFields(capabilities)} } } }`,
    arguments: { entity: 'String!', project: 'String!', name: 'String!' },
    answer: z.pipe(
      z.nullable(
        z.object({
          artifactCollectionMembership: z.nullable(
            z.object({ versionIndex: orNull(z.number()), artifact: orNull(versionForm) }),
          ),
        }),
      ),
      z.transform((project) => {
        const membership = project?.artifactCollectionMembership;
        if (!membership?.artifact) return null;
        return artifactVersion(membership.artifact, `v${membership.versionIndex ?? '?'}`, ofCollection);
      }),
    ),
    batch: 20,
  };
}
