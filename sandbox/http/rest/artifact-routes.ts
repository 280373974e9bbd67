import * as z from 'zod/mini';
import { notFound } from '../../errors';
import { addAliases, createVersion, linkVersion, removeAliases, unlinkVersion } from '../../world/artifacts';
import { addTags, changeCollectionTags, removeTags } from '../../world/tags';
import type { Artifact, ArtifactMembership } from '../../store/records';
import type { Store } from '../../store/store';
import { collectionIn, projectIn, readAs, versionIn } from './read';
import type { Routes } from './router';

const names = z.array(z.string());

const newVersion = z.strictObject({
  type: z.optional(z.string()),
  description: z.optional(z.string()),
  metadata: z.optional(z.record(z.string(), z.unknown())),
  aliases: z.optional(names),
  tags: z.optional(names),
  /** Name of the run that logged it. */
  run: z.optional(z.string()),
});

const target = z.strictObject({
  entity: z.string(),
  project: z.string(),
  collection: z.string(),
  aliases: z.optional(names),
});

const collection = '/sandbox/projects/:entity/:project/collections/:collection';
const version = `${collection}/versions/:version`;

/** Versions and collections: log, link, alias, tag. Each answers what fired because of it. */
export const artifactRoutes: Routes = {
  [`POST ${collection}/versions`]: async ({ world, user }, { body, parameters }) => {
    const { run, type = 'model', ...input } = readAs(newVersion, body);
    const project = projectIn(world.store, user, parameters);
    const createdByRun = run === undefined ? null : world.store.runAt(project.id, run)?.id;
    if (createdByRun === undefined) throw notFound(`run not found: ${run ?? ''}`);
    const name = parameters['collection'] ?? '';
    const { value, executions } = await createVersion(world, user, project, {
      ...input,
      collection: name,
      type,
      createdByRun,
    });
    return { version: `${name}:v${value.versionIndex}`, id: value.id, executions };
  },

  [`POST ${version}/link`]: async ({ world, user }, { body, parameters }) => {
    const to = readAs(target, body);
    const project = projectIn(world.store, user, { entity: to.entity, project: to.project });
    const artifact = artifactOf(world.store, versionIn(world.store, user, parameters));
    const { value, executions } = await linkVersion(
      world,
      user,
      artifact,
      project,
      to.collection,
      to.aliases ?? [],
    );
    return { version: `${to.collection}:v${value.versionIndex}`, executions };
  },

  [`POST ${version}/unlink`]: async ({ world, user }, { parameters }) => {
    const { executions } = await unlinkVersion(world, user, versionIn(world.store, user, parameters));
    return { executions };
  },

  [`POST ${version}/aliases`]: async ({ world, user }, { body, parameters }) => {
    const { add = [], remove = [] } = readAs(changes, body);
    const membership = removeAliases(world, versionIn(world.store, user, parameters), remove);
    const { value, executions } = await addAliases(world, user, membership, add);
    return { aliases: value.aliases, executions };
  },

  [`POST ${version}/tags`]: async ({ world, user }, { body, parameters }) => {
    const { add = [], remove = [] } = readAs(changes, body);
    const removed = await removeTags(
      world,
      user,
      artifactOf(world.store, versionIn(world.store, user, parameters)),
      remove,
    );
    const added = await addTags(world, user, removed.value, add);
    return { tags: added.value.tags, executions: [...removed.executions, ...added.executions] };
  },

  [`POST ${collection}/tags`]: async ({ world, user }, { body, parameters }) => {
    const { add = [], remove = [] } = readAs(changes, body);
    const before = collectionIn(world.store, user, parameters);
    const removed = await changeCollectionTags(world, user, before, 'REMOVE_COLLECTION_TAG', remove);
    const added = await changeCollectionTags(world, user, removed.value, 'ADD_COLLECTION_TAG', add);
    return { tags: added.value.tags, executions: [...removed.executions, ...added.executions] };
  },
};

const changes = z.strictObject({ add: z.optional(names), remove: z.optional(names) });

function artifactOf(store: Store, { artifactId }: ArtifactMembership): Artifact {
  const artifact = store.artifacts.get(artifactId);
  if (!artifact) throw notFound('the version is gone');
  return artifact;
}
