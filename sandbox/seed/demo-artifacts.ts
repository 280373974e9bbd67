import type { Artifact, ArtifactCollection, Entity, JsonRecord, Project, User } from '../store/records';
import { createVersion, linkVersion } from '../world/artifacts';
import { createProject } from '../world/projects';
import { changeCollectionTags } from '../world/tags';
import type { World } from '../world/world';
import type { DemoProjects } from './demo-runs';

export interface DemoRegistry {
  readonly project: Project;
  readonly llm: ArtifactCollection;
  readonly classifier: ArtifactCollection;
  /** Where the linked models come from. */
  readonly checkpoints: ArtifactCollection;
}

interface Sketch {
  readonly run: string;
  readonly metadata: JsonRecord;
  readonly aliases?: readonly string[];
  readonly tags?: readonly string[];
  /** Aliases in the registry; absent: not linked. */
  readonly linkedAs?: readonly string[];
}

const llmVersions: readonly Sketch[] = [
  {
    run: 'ft3k9x0a',
    metadata: { framework: 'pytorch', params: '7B', eval_loss: 1.42, quantized: false },
    linkedAs: [],
  },
  {
    run: 'ft7m2q1b',
    metadata: { framework: 'pytorch', params: '7B', eval_loss: 1.31, quantized: false },
    tags: ['reviewed'],
    linkedAs: ['prod'],
  },
  {
    run: 'ft9p6r4e',
    metadata: { framework: 'pytorch', params: '7B', eval_loss: 1.18, quantized: false },
    aliases: ['best'],
    linkedAs: ['staging'],
  },
  { run: 'ft0c7o9j', metadata: { framework: 'pytorch', params: '7B', eval_loss: 1.22, quantized: true } },
];

const classifierVersions: readonly Sketch[] = [
  { run: 'ft2d0t5f', metadata: { framework: 'onnx', accuracy: 0.91, labels: 12 }, linkedAs: ['prod'] },
  {
    run: 'ft6v1y6g',
    metadata: { framework: 'onnx', accuracy: 0.94, labels: 12 },
    aliases: ['best'],
    tags: ['candidate'],
    linkedAs: ['candidate'],
  },
];

/** Models logged in `finetune` and linked to the registry `model`; beside it a restricted registry that only ada sees. */
export async function addArtifacts(
  at: (hoursAgo: number) => World,
  {
    orgEntity,
    projects,
    users,
  }: {
    readonly orgEntity: Entity;
    readonly projects: DemoProjects;
    readonly users: Readonly<Record<'demo' | 'ada', User>>;
  },
): Promise<DemoRegistry> {
  const world = at(25 * 24);
  createProject(world, users.ada, orgEntity, 'wandb-registry-vault', {
    access: 'RESTRICTED',
    description: 'Models under review',
    artifactTypes: [{ name: 'model' }],
  });
  const registry = createProject(world, users.demo, orgEntity, 'wandb-registry-model', {
    description: 'Models that are ready for use',
    artifactTypes: [{ name: 'model' }],
    allowAllArtifactTypesInRegistry: false,
  });
  const add = async (collection: string, target: string, sketches: readonly Sketch[]): Promise<void> => {
    for (const [index, sketch] of sketches.entries()) {
      const then = at((sketches.length - index) * 40);
      const artifact = await addVersion(then, users.demo, projects.finetune, collection, sketch);
      if (sketch.linkedAs) await linkVersion(then, users.demo, artifact, registry, target, sketch.linkedAs);
    }
  };
  await add('llm-checkpoint', 'llm', llmVersions);
  await add('classifier-checkpoint', 'classifier', classifierVersions);
  const [llm, classifier, checkpoints] = [
    world.store.collectionAt(registry.id, 'llm'),
    world.store.collectionAt(registry.id, 'classifier'),
    world.store.collectionAt(projects.finetune.id, 'llm-checkpoint'),
  ];
  if (!llm || !classifier || !checkpoints) throw new Error('the demo has no models');
  await changeCollectionTags(at(30), users.demo, llm, 'ADD_COLLECTION_TAG', ['text', 'internal']);
  await changeCollectionTags(at(30), users.demo, classifier, 'ADD_COLLECTION_TAG', ['image']);
  return { project: registry, llm, classifier, checkpoints };
}

async function addVersion(
  world: World,
  user: User,
  project: Project,
  collection: string,
  sketch: Sketch,
): Promise<Artifact> {
  const createdByRun = world.store.runAt(project.id, sketch.run)?.id ?? null;
  const { metadata, aliases, tags } = sketch;
  return (
    await createVersion(world, user, project, {
      collection,
      type: 'model',
      metadata,
      aliases,
      tags,
      createdByRun,
    })
  ).value;
}
