import { randomNumbers, recipeRows } from '../store/recipe';
import type { Entity, HistoryRow, Project, Run, RunState, User } from '../store/records';
import { createProject } from '../world/projects';
import { timestamp, type World } from '../world/world';

export interface DemoProjects {
  readonly finetune: Project;
  readonly pretrain: Project;
}

interface RunSketch {
  readonly name: string;
  readonly displayName: string;
  readonly state: RunState;
  readonly steps: number;
  readonly by?: 'ada';
  readonly tags?: readonly string[];
  readonly group?: string;
  readonly config: Readonly<Record<string, unknown>>;
}

const finetuneRuns: readonly RunSketch[] = [
  {
    name: 'ft3k9x0a',
    displayName: 'llm-lora-r8',
    state: 'finished',
    steps: 120,
    group: 'lora',
    tags: ['baseline'],
    config: { lr: 2e-4, rank: 8 },
  },
  {
    name: 'ft7m2q1b',
    displayName: 'llm-lora-r16',
    state: 'finished',
    steps: 120,
    group: 'lora',
    config: { lr: 2e-4, rank: 16 },
  },
  {
    name: 'ft1z8w2c',
    displayName: 'llm-lora-r32',
    state: 'finished',
    steps: 120,
    group: 'lora',
    config: { lr: 1e-4, rank: 32 },
  },
  {
    name: 'ft5h4e3d',
    displayName: 'llm-full',
    state: 'crashed',
    steps: 37,
    tags: ['full'],
    config: { lr: 1e-5 },
  },
  {
    name: 'ft9p6r4e',
    displayName: 'llm-full-retry',
    state: 'finished',
    steps: 150,
    tags: ['full', 'best'],
    config: { lr: 1e-5 },
  },
  {
    name: 'ft2d0t5f',
    displayName: 'classifier-small',
    state: 'finished',
    steps: 80,
    by: 'ada',
    config: { lr: 3e-4, model: 'small' },
  },
  {
    name: 'ft6v1y6g',
    displayName: 'classifier-base',
    state: 'finished',
    steps: 80,
    by: 'ada',
    tags: ['baseline'],
    config: { lr: 3e-4, model: 'base' },
  },
  {
    name: 'ft8n3u7h',
    displayName: 'classifier-lr-too-high',
    state: 'failed',
    steps: 12,
    by: 'ada',
    config: { lr: 0.3, model: 'base' },
  },
  {
    name: 'ft4b5i8i',
    displayName: 'classifier-wide',
    state: 'killed',
    steps: 25,
    by: 'ada',
    config: { lr: 3e-4, model: 'wide' },
  },
  {
    name: 'ft0c7o9j',
    displayName: 'dpo-beta-0.1',
    state: 'finished',
    steps: 100,
    group: 'dpo',
    config: { lr: 5e-6, beta: 0.1 },
  },
  {
    name: 'ft3l9s0k',
    displayName: 'dpo-beta-0.3',
    state: 'finished',
    steps: 100,
    group: 'dpo',
    config: { lr: 5e-6, beta: 0.3 },
  },
  {
    name: 'ft7j2d1l',
    displayName: 'dpo-beta-0.5',
    state: 'running',
    steps: 64,
    group: 'dpo',
    config: { lr: 5e-6, beta: 0.5 },
  },
];

const pretrainRuns: readonly RunSketch[] = [
  {
    name: 'pt1a4f2m',
    displayName: 'exp-125m',
    state: 'finished',
    steps: 200,
    group: 'scaling',
    config: { lr: 6e-4, params: '125M' },
  },
  {
    name: 'pt5s6g3n',
    displayName: 'exp-350m',
    state: 'finished',
    steps: 200,
    group: 'scaling',
    config: { lr: 3e-4, params: '350M' },
  },
  {
    name: 'pt9k8h4o',
    displayName: 'exp-760m',
    state: 'finished',
    steps: 200,
    group: 'scaling',
    tags: ['best'],
    config: { lr: 2.5e-4, params: '760M' },
  },
  {
    name: 'pt2w0j5p',
    displayName: 'exp-1.3b',
    state: 'failed',
    steps: 45,
    group: 'scaling',
    config: { lr: 2e-4, params: '1.3B' },
  },
  {
    name: 'pt6e1k6q',
    displayName: 'exp-1.3b-resumed',
    state: 'running',
    steps: 90,
    group: 'scaling',
    config: { lr: 2e-4, params: '1.3B' },
  },
  {
    name: 'pt8r3l7r',
    displayName: 'tokenizer-32k',
    state: 'finished',
    steps: 60,
    by: 'ada',
    config: { lr: 6e-4, vocabulary: 32_000 },
  },
  {
    name: 'pt4t5z8s',
    displayName: 'tokenizer-64k',
    state: 'finished',
    steps: 60,
    by: 'ada',
    config: { lr: 6e-4, vocabulary: 64_000 },
  },
  {
    name: 'pt0y7x9t',
    displayName: 'data-dedup',
    state: 'pending',
    steps: 0,
    by: 'ada',
    config: { lr: 6e-4 },
  },
];

/** Two projects and their runs, newest last. */
export function addRuns(
  at: (hoursAgo: number) => World,
  { team, users }: { readonly team: Entity; readonly users: Readonly<Record<'demo' | 'ada', User>> },
): DemoProjects {
  const old = at(30 * 24);
  const finetune = createProject(old, users.demo, team, 'finetune', {
    description: 'Models fitted to our tasks',
  });
  const pretrain = createProject(old, users.demo, team, 'pretrain', { description: 'Models from scratch' });
  [[finetune, finetuneRuns] as const, [pretrain, pretrainRuns] as const].forEach(
    ([project, sketches], place) =>
      sketches.forEach((sketch, index) => {
        const world = at((sketches.length - index) * 20);
        const user = sketch.by ? users[sketch.by] : users.demo;
        addRun(world, project, user, sketch, place * 100 + index + 1);
      }),
  );
  return { finetune, pretrain };
}

function addRun(world: World, project: Project, user: User, sketch: RunSketch, seed: number): Run {
  const { store } = world;
  const createdAt = timestamp(world.now());
  const rows = recipeRows(seed, sketch.steps).map((row) => ({
    ...row,
    lr: Number((Number(sketch.config['lr']) * (1 - row._step / Math.max(1, sketch.steps))).toPrecision(4)),
    'custom-metric': Number((Math.sin(row._step / 9) + seed / 20).toFixed(4)),
    _timestamp: world.now() / 1000 + row._step * 12,
  }));
  return store.runs.put({
    id: store.newId('Run'),
    name: sketch.name,
    displayName: sketch.displayName,
    projectId: project.id,
    userId: user.id,
    state: sketch.state,
    group: sketch.group ?? null,
    jobType: 'train',
    tags: sketch.tags ?? [],
    notes: null,
    config: { seed, batch_size: 32, ...sketch.config },
    summary: {},
    history: { kind: 'rows', default: rows, system: systemRows(seed, sketch.steps) },
    createdAt,
    heartbeatAt: timestamp(world.now() + sketch.steps * 12_000),
  });
}

/** What the machine reports every 15 seconds. */
function systemRows(seed: number, steps: number): HistoryRow[] {
  const random = randomNumbers(seed + 5000);
  const about = (value: number, spread: number): number =>
    Number((value + (random() - 0.5) * spread).toFixed(1));
  return Array.from({ length: Math.floor((steps * 12) / 15) }, (_, step) => ({
    _step: step,
    _runtime: step * 15,
    'system.cpu': about(38, 20),
    'system.memory_percent': about(52, 4),
    'system.gpu.0.gpu': about(94, 8),
    'system.gpu.0.memory': about(81, 6),
    'system.gpu.0.temp': about(68, 6),
  }));
}
