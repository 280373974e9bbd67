import type { WandbClient } from '../client';
import { aliases, collection, collections, version, versions } from '../documents/artifacts';
import { artifactSample, sampleOf } from '../documents/artifactSample';
import { hasField } from '../capabilities';
import type { Session } from '../session';

type Operations = 'collections' | 'collection' | 'aliases' | 'versions' | 'version' | 'artifactSample';

/** Collections, their versions and aliases. */
export function artifactOperations(session: Session): Pick<WandbClient, Operations> {
  const operations: Pick<WandbClient, Operations> = {
    async *collections({ entity, project }, signal) {
      yield* session.pages(collections(await session.capabilities(signal)), { entity, project }, signal);
    },

    async collection({ entity, project, collection: name }, signal) {
      const capabilities = await session.capabilities(signal);
      const lookup = collection(capabilities);
      if (lookup !== undefined) {
        const byName = hasField(capabilities, 'Project.artifactCollection') === true;
        return session.look(
          lookup,
          { entity, project, collection: byName ? name : JSON.stringify({ name }) },
          signal,
        );
      }
      for await (const { items, problems } of operations.collections({ entity, project }, signal)) {
        const found = items.find((item) => item.name === name);
        if (found !== undefined) return found;
        if (problems[0] !== undefined) throw problems[0];
      }
      return undefined;
    },

    aliases: (id, signal) => session.pages(aliases, { id }, signal),

    async *versions({ entity, project, collection: name }, type, signal) {
      const listing = versions(await session.capabilities(signal), name);
      yield* session.pages(listing, { entity, project, collection: name, type }, signal);
    },

    async version({ entity, project, collection: name }, versionOrAlias, signal) {
      const lookup = version(await session.capabilities(signal), name);
      return session.look(lookup, { entity, project, name: `${name}:${versionOrAlias}` }, signal);
    },

    async artifactSample({ entity, project, collection: name }, signal) {
      const found = await session.look(
        artifactSample(await session.capabilities(signal)),
        { entity, project },
        signal,
      );
      return found && sampleOf(found, name);
    },
  };
  return operations;
}
