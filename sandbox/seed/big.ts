import { makeId } from '../store/ids';
import type { Project, RunState, Trigger } from '../store/records';
import type { Store } from '../store/store';
import { timestamp } from '../world/world';
import { addEntity, addOrganization, addUser } from './people';

export interface Size {
  readonly automations: number;
  readonly projects: number;
  readonly runs: number;
}

const states: readonly RunState[] = ['finished', 'finished', 'finished', 'running', 'failed', 'crashed'];
const filters: readonly (readonly [eventType: string, filter: string])[] = [
  [
    'RUN_METRIC',
    '{"run_filter":"{\\"$and\\":[]}","run_metric_filter":{"threshold_filter":{"name":"loss","agg_op":"AVERAGE","window_size":5,"cmp_op":"$gt","threshold":2.5}},"metric_filter":null}',
  ],
  ['RUN_STATE', '{"run_filter":"{\\"$and\\":[]}","run_state_filter":{"states":["FAILED"]}}'],
  ['LINK_MODEL', '{"filter":{"$or":[{"$and":[]}]}}'],
  ['ADD_ARTIFACT_ALIAS', '{"filter":{"$or":[{"$and":[{"alias":{"$regex":"^prod"}}]}]}}'],
];

/** A world of any size in one team; its runs keep recipes of their histories instead of the rows. */
export function seedBig({ automations, projects: projectCount, runs }: Size) {
  return (store: Store, now: () => number): Promise<Store> => {
    const user = addUser(store, { username: 'demo', name: 'Demo User', defaultEntity: 'my-team' });
    const admin = [{ userId: user.id, role: 'admin' }] as const;
    const { organization } = addOrganization(store, 'my-org', 'my-org-entity', admin);
    const team = addEntity(store, 'my-team', 'team', organization.id, admin);
    const start = now() - 90 * 86_400_000;
    const projects = Array.from({ length: projectCount }, (_, index): Project => {
      const number = store.nextNumber();
      return store.projects.put({
        id: makeId('Project', number),
        number,
        name: `project-${index}`,
        entityId: team.id,
        description: null,
        access: 'PRIVATE',
        members: [],
        artifactTypes: [],
        allowAllArtifactTypes: true,
        createdBy: user.id,
        createdAt: timestamp(start + index * 1000),
        updatedAt: null,
      });
    });
    const slack = store.integrations.put({
      kind: 'slack',
      id: store.newId('Integration'),
      entityId: team.id,
      teamName: 'my-workspace',
      channelName: '#ml-alerts',
      createdAt: timestamp(start),
    });
    addRuns(store, projects, user.id, runs, start);
    addTriggers(store, projects, user.id, automations, start, slack.id);
    return Promise.resolve(store);
  };
}

function addRuns(
  store: Store,
  projects: readonly Project[],
  userId: string,
  count: number,
  start: number,
): void {
  const config = { lr: 0.001, batch_size: 32 };
  for (let index = 0; index < count; index++) {
    const project = projects[index % projects.length];
    if (!project) return;
    const createdAt = timestamp(start + index * 60_000);
    store.runs.put({
      id: store.newId('Run'),
      name: `run${index.toString(36).padStart(6, '0')}`,
      displayName: `run-${index}`,
      projectId: project.id,
      userId,
      state: states[index % states.length] ?? 'finished',
      group: null,
      jobType: null,
      tags: [],
      notes: null,
      config,
      summary: {},
      history: { kind: 'recipe', seed: index, steps: 50 + (index % 100) },
      createdAt,
      heartbeatAt: createdAt,
    });
  }
}

function addTriggers(
  store: Store,
  projects: readonly Project[],
  createdBy: string,
  count: number,
  start: number,
  integrationId: string,
): void {
  for (let index = 0; index < count; index++) {
    const project = projects[index % projects.length];
    const [eventType = '', filter = ''] = filters[index % filters.length] ?? [];
    if (!project) return;
    const alert = {
      type: 'NOTIFICATION',
      integrationId,
      title: 'Alert',
      message: null,
      severity: 'INFO',
    } as const;
    store.triggers.put({
      id: store.newId('Trigger'),
      name: `automation-${index}`,
      description: null,
      enabled: index % 10 !== 0,
      scope: { type: 'PROJECT', id: project.id },
      entityId: project.entityId,
      projectId: project.id,
      eventType,
      filter,
      action: index % 2 === 0 ? alert : { type: 'NO_OP', noOp: true },
      createdBy,
      createdAt: timestamp(start + index * 1000),
      updatedAt: null,
      lastExecutedAt: null,
    } satisfies Trigger);
  }
}
