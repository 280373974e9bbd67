import { logged, series } from './history';
import { makeId, type Id } from './ids';
import type {
  Artifact,
  ArtifactCollection,
  ArtifactMembership,
  Entity,
  HistoryRow,
  HistoryStream,
  Integration,
  Organization,
  Project,
  Run,
  RunQueue,
  Secret,
  SlackMessage,
  Trigger,
  TriggerExecution,
  User,
} from './records';
import { Table } from './table';

/** Type names of ids. Collections of both types share one, runs and projects have their own. */
export type IdKind =
  | 'User'
  | 'Organization'
  | 'Entity'
  | 'Secret'
  | 'Project'
  | 'Run'
  | 'ArtifactCollection'
  | 'Artifact'
  | 'ArtifactCollectionMembership'
  | 'Integration'
  | 'RunQueue'
  | 'Trigger'
  | 'TriggerExecution'
  | 'SlackMessage';

/** Everything the sandbox knows, in memory. */
export class Store {
  private readonly listeners = new Set<() => void>();
  private lastNumber = 0;
  private timesCleared = 0;
  private readonly changed = (): void => {
    for (const listener of this.listeners) listener();
  };

  readonly users = new Table<User, 'username' | 'email' | 'apiKey'>(
    { username: (user) => user.username, email: (user) => user.email, apiKey: (user) => user.apiKey },
    this.changed,
  );
  readonly organizations = new Table<Organization, 'name' | 'orgEntity'>(
    { name: (organization) => organization.name, orgEntity: (organization) => organization.orgEntityId },
    this.changed,
  );
  readonly entities = new Table<Entity, 'name' | 'organization' | 'member'>(
    {
      name: (entity) => entity.name,
      organization: (entity) => entity.organizationId,
      member: (entity) => entity.members.map(({ userId }) => userId),
    },
    this.changed,
  );
  readonly secrets = new Table<Secret, 'entity'>({ entity: (secret) => secret.entityId }, this.changed);
  readonly projects = new Table<Project, 'entity' | 'path'>(
    { entity: (project) => project.entityId, path: (project) => pathKey(project.entityId, project.name) },
    this.changed,
  );
  readonly runs = new Table<Run, 'project' | 'path'>(
    { project: (run) => run.projectId, path: (run) => pathKey(run.projectId, run.name) },
    this.changed,
  );
  readonly collections = new Table<ArtifactCollection, 'project' | 'path'>(
    {
      project: (collection) => collection.projectId,
      path: (collection) => pathKey(collection.projectId, collection.name),
    },
    this.changed,
  );
  readonly artifacts = new Table<Artifact, 'sequence' | 'run'>(
    { sequence: (artifact) => artifact.sequenceId, run: (artifact) => artifact.createdByRun },
    this.changed,
  );
  readonly memberships = new Table<ArtifactMembership, 'collection' | 'artifact'>(
    { collection: (membership) => membership.collectionId, artifact: (membership) => membership.artifactId },
    this.changed,
  );
  readonly integrations = new Table<Integration, 'entity'>(
    { entity: (integration) => integration.entityId },
    this.changed,
  );
  readonly runQueues = new Table<RunQueue, 'entity'>({ entity: (queue) => queue.entityId }, this.changed);
  readonly triggers = new Table<Trigger, 'entity' | 'project' | 'scope' | 'integration'>(
    {
      entity: (trigger) => trigger.entityId,
      project: (trigger) => trigger.projectId,
      scope: (trigger) => trigger.scope.id,
      integration: ({ action }) => ('integrationId' in action ? action.integrationId : null),
    },
    this.changed,
  );
  readonly executions = new Table<TriggerExecution, 'trigger'>(
    { trigger: (execution) => execution.triggerId },
    this.changed,
  );
  readonly slackMessages = new Table<SlackMessage>({}, this.changed);

  /** All tables by name, in the order in which they refer to each other. */
  get tables() {
    const { users, organizations, entities, secrets, projects, runs, collections, artifacts, memberships } =
      this;
    const { integrations, runQueues, triggers, executions, slackMessages } = this;
    return {
      users,
      organizations,
      entities,
      secrets,
      projects,
      runs,
      collections,
      artifacts,
      memberships,
      integrations,
      runQueues,
      triggers,
      executions,
      slackMessages,
    };
  }

  /** Calls `listener` after every change; the answer stops it. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Forgets everything. Who listens to changes goes on listening. */
  clear(): void {
    this.timesCleared++;
    for (const table of Object.values(this.tables)) table.clear();
    this.lastNumber = 0;
  }

  /** Another number after every {@link clear}: the same ids then stand for other things. */
  get generation(): number {
    return this.timesCleared;
  }

  /** A number that no id of this store has. */
  nextNumber(): number {
    return ++this.lastNumber;
  }

  /** An id that nothing in this store has. */
  newId(kind: IdKind): Id {
    return makeId(kind, this.nextNumber());
  }

  /** The id for a number of {@link nextNumber}. */
  idFor(kind: IdKind, number: number): Id {
    return makeId(kind, number);
  }

  /** Numbers given out from now on are above this one. */
  reserveNumbers(upTo: number): void {
    this.lastNumber = Math.max(this.lastNumber, upTo);
  }

  get lastReservedNumber(): number {
    return this.lastNumber;
  }

  entityNamed(name: string): Entity | undefined {
    return this.entities.find('name', name);
  }

  /** The project with this name, `wandb-registry-…` for a registry. */
  projectAt(entityId: Id, name: string): Project | undefined {
    return this.projects.find('path', pathKey(entityId, name));
  }

  runAt(projectId: Id, name: string): Run | undefined {
    return this.runs.find('path', pathKey(projectId, name));
  }

  collectionAt(projectId: Id, name: string): ArtifactCollection | undefined {
    return this.collections.find('path', pathKey(projectId, name));
  }

  /** All rows of a run, by ascending `_step`. */
  history(run: Run, stream: HistoryStream = 'default'): readonly HistoryRow[] {
    return logged(run)[stream];
  }

  /** All numbers logged under `key`, oldest first, whichever stream has it. */
  series(run: Run, key: string): readonly number[] {
    return series(run, key);
  }
}

const pathKey = (parentId: Id, name: string): string => `${parentId}/${name}`;
