import { beforeEach, describe, expect, it } from 'vitest';
import { createVersion, linkVersion, unlinkVersion } from '../world/artifacts';
import { addTags, changeCollectionTags } from '../world/tags';
import { EngineWorld, names, on } from './testing';

let world: EngineWorld;
beforeEach(async () => {
  world = await EngineWorld.create();
});

describe('artifact events', () => {
  it.each([
    ['CREATE_ARTIFACT', {}, ['CREATE_ARTIFACT']],
    ['ADD_ARTIFACT_ALIAS', { alias: 'prod' }, ['ADD_ARTIFACT_ALIAS']],
    ['ADD_ARTIFACT_ALIAS', { alias: { $regex: '^stag' } }, []],
    ['ADD_ARTIFACT_TAG', { tag: 'good' }, ['ADD_ARTIFACT_TAG']],
    ['CREATE_ARTIFACT', { alias: 'latest' }, ['CREATE_ARTIFACT']],
    ['CREATE_ARTIFACT', { tag: 'good' }, []],
    ['CREATE_ARTIFACT', { artifact_name: 'llm' }, []],
  ])('%s with %j', async (eventType, condition, expected) => {
    const collection = (
      await createVersion(world, world.user, world.project, { collection: 'llm', type: 'model' })
    ).value.sequenceId;
    world.automation({
      ...on(eventType, condition),
      name: eventType,
      scope: { type: 'ARTIFACT_COLLECTION', id: collection },
    });
    const { executions } = await createVersion(world, world.user, world.project, {
      collection: 'llm',
      type: 'model',
      aliases: ['prod'],
      tags: ['good'],
      metadata: { acc: 0.97 },
    });
    expect(names(executions)).toEqual(expected);
    const data = executions[0]?.event.data;
    if (data)
      expect(data).toMatchObject({
        artifactMetadata: '{"acc":0.97}',
        artifactVersionIndex: 1,
        artifactCollectionName: 'llm',
      });
  });

  it('of collections, links and unlinking arrive, too', async () => {
    world.automation({ ...on('ADD_COLLECTION_TAG', { tag: { $contains: 'go' } }), name: 'tagged' });
    world.automation({ ...on('LINK_MODEL'), name: 'linked' });
    world.automation({ ...on('UNLINK_ARTIFACT'), name: 'unlinked' });
    const { value: artifact } = await createVersion(world, world.user, world.project, {
      collection: 'llm',
      type: 'model',
    });
    const { value: membership, executions: linked } = await linkVersion(
      world,
      world.user,
      artifact,
      world.project,
      'best',
      [],
    );
    expect(linked).toMatchObject([
      { triggerName: 'linked', event: { data: { __typename: 'ArtifactEventDetails' } } },
    ]);
    const best = world.store.collectionAt(world.project.id, 'best')!;
    const tagged = await changeCollectionTags(world, world.user, best, 'ADD_COLLECTION_TAG', ['good']);
    expect(tagged.executions).toMatchObject([
      {
        triggerName: 'tagged',
        event: { data: { __typename: 'ArtifactTagEventDetails', artifactVersionIndex: null, tag: 'good' } },
      },
    ]);
    expect(names((await unlinkVersion(world, world.user, membership)).executions)).toEqual(['unlinked']);
    expect((await addTags(world, world.user, artifact, ['good'])).executions).toEqual([]);
  });
});
