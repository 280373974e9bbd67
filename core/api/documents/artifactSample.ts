import * as z from 'zod/mini';
import { hasFeature, hasField, hasTags, type Capabilities } from '../capabilities';
import type { Lookup } from '../lookup';
import type { ArtifactSample } from '../model';
import { beginning, nodes, orNull } from './selections';

const named = z.object({ name: z.string() });
const hasMore = 'pageInfo { hasNextPage }';

const sampleForm = z.object({
  artifactCollections: z.nullable(
    beginning(
      z.object({
        name: z.string(),
        tags: z.nullish(nodes(named)),
        aliases: beginning(z.object({ alias: z.string() })),
        artifacts: z.nullish(
          beginning(z.object({ metadata: orNull(z.string()), tags: z.nullish(z.array(named)) })),
        ),
      }),
    ),
  ),
});

/** The first collections of a project, each with its aliases and its first versions. */
export type CollectionsSample = z.infer<typeof sampleForm>;

export function artifactSample(capabilities: Capabilities): Lookup<CollectionsSample | null> {
  const collectionTags = hasTags(capabilities) ? 'tags { edges { node { name } } }' : '';
  const versionTags =
    (hasField(capabilities, 'Artifact.tags') ?? hasFeature(capabilities, 'ARTIFACT_TAGS'))
      ? 'tags { name }'
      : '';
  return {
    name: 'ArtifactSample',
    field: `project(name: $project, entityName: $entity) { artifactCollections(first: 100) { ${hasMore} edges { node { name ${collectionTags} aliases(first: 100) { ${hasMore} edges { node { alias } } } artifacts(first: 10) { ${hasMore} edges { node { metadata ${versionTags} } } } } } } }`,
    arguments: { entity: 'String!', project: 'String!' },
    answer: z.nullable(sampleForm),
    batch: 5,
  };
}

/** What was seen in all collections, or in the one of that name. */
export function sampleOf(
  { artifactCollections }: CollectionsSample,
  name: string | undefined,
): ArtifactSample | undefined {
  const all = artifactCollections?.items ?? [];
  const chosen = name === undefined ? all : all.filter((collection) => collection.name === name);
  const allThere = artifactCollections?.hasMore !== true;
  if (name !== undefined && chosen.length === 0 && allThere) return undefined;
  const versions = chosen.flatMap(({ artifacts }) => artifacts?.items ?? []);
  const tags = [...chosen, ...versions].flatMap((tagged) => tagged.tags ?? []);
  return {
    aliases: distinct(chosen.flatMap(({ aliases }) => aliases.items.map(({ alias }) => alias))),
    tags: distinct(tags.map((tag) => tag.name)),
    metadata: versions.flatMap(({ metadata }) => metadata ?? []),
    complete:
      (allThere || (name !== undefined && chosen.length > 0)) &&
      chosen.every(({ aliases, artifacts }) => !aliases.hasMore && artifacts?.hasMore !== true),
  };
}

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)].sort();
