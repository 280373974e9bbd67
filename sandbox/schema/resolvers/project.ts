import { pageOf, connection, type PageArguments } from '../../query/connection';
import { select, type SelectArguments } from '../../query/select';
import type { RequestContext } from '../../request-context';
import { makeId } from '../../store/ids';
import type { Membership, Project, Run, Trigger } from '../../store/records';
import { canSeeProject } from '../../world/access';
import { membershipNamed } from '../../world/versions';
import type { AreaResolvers } from '../resolver-types';
import { artifactTypesOf, collectionsIn } from './artifact-types';
import { listExecutions } from './execution';
import { listProjects } from './project-list';
import { projectFieldsOf } from './project-fields';
import { collectionFields } from './registry-search';
import { historyKeysOf } from './run-history';
import { runFields } from './run-filter';
import { isListed } from './trigger-list';

type ListArguments = PageArguments & SelectArguments;

export const projectResolvers = {
  Query: {
    fields: {
      models: (
        _: unknown,
        { entityName, ...args }: ListArguments & { entityName?: string | null },
        context: RequestContext,
      ) => {
        const { store } = context.world;
        const entity = store.entityNamed(entityName ?? context.user?.defaultEntity ?? '');
        return entity ? listProjects(store.projects.where('entity', entity.id), args, context) : null;
      },
      model: projectNamed,
      project: projectNamed,
    },
  },
  Project: {
    fields: {
      internalId: ({ number }: Project) => makeId('ProjectInternalId', number),
      entityName: ({ entityId }: Project, _: unknown, { world: { store } }: RequestContext) =>
        store.entities.get(entityId)?.name,
      entity: ({ entityId }: Project, _: unknown, { world: { store } }: RequestContext) =>
        store.entities.get(entityId),
      views: () => null,
      isBenchmark: () => false,
      readOnly: (project: Project, _: unknown, { world: { store }, user }: RequestContext) =>
        !canSeeProject(store, user, project),
      user: ({ createdBy }: Project, _: unknown, { world: { store } }: RequestContext) =>
        store.users.get(createdBy),
      members: (project: Project, _: unknown, { world: { store } }: RequestContext) =>
        membersOf(project, store.entities.get(project.entityId)?.members ?? []).flatMap(
          ({ userId, role }) => {
            const user = store.users.get(userId);
            return user ? [{ ...user, role: { name: role } }] : [];
          },
        ),
      teamMembers: () => [],
      rateLimits: () => ({}),
      run: runNamed,
      bucket: runNamed,
      runs: (project: Project, args: ListArguments, context: RequestContext) => {
        const found = select(
          context.world.store.runs.where('project', project.id),
          args,
          runFields(context.world.store),
        );
        return { ...pageOf(found, args, context), historyKeys: () => historyKeysOf(found) };
      },
      runCount: (project: Project, { filters }: SelectArguments, { world: { store } }: RequestContext) =>
        select(store.runs.where('project', project.id), { filters: filters ?? null }, runFields(store))
          .length,
      fields: (
        project: Project,
        args: PageArguments & { pattern?: string | null },
        context: RequestContext,
      ) =>
        connection(
          projectFieldsOf(context.world.store, project, args.pattern ?? null),
          args,
          context,
          ({ path }) => path,
        ),
      triggers: (project: Project, _: unknown, context: RequestContext): readonly Trigger[] =>
        context.world.store.triggers
          .where('project', project.id)
          .filter((trigger) => isListed(trigger, context)),
      triggerExecutions: (
        project: Project,
        args: ListArguments & { projectOnly?: boolean | null },
        context: RequestContext,
      ) => listExecutions(project, args, context),
      allowAllArtifactTypesInRegistry: ({ allowAllArtifactTypes }: Project) => allowAllArtifactTypes,
      artifactTypes: (project: Project, page: PageArguments, context: RequestContext) =>
        pageOf(artifactTypesOf(context.world.store, project), page, context),
      artifactType: (project: Project, { name }: { name: string }, { world: { store } }: RequestContext) =>
        artifactTypesOf(store, project).find((type) => type.name === name),
      artifactCollections: (project: Project, args: ListArguments, context: RequestContext) =>
        pageOf(select(collectionsIn(context.world.store, project.id), args, collectionFields), args, context),
      artifactCollection: (
        project: Project,
        { name }: { name: string },
        { world: { store } }: RequestContext,
      ) => store.collectionAt(project.id, name),
      artifactCollectionMembership: (
        project: Project,
        { name }: { name: string },
        { world: { store } }: RequestContext,
      ) => membershipNamed(store, project, name),
      artifact: (project: Project, { name }: { name: string }, { world: { store } }: RequestContext) =>
        store.artifacts.get(membershipNamed(store, project, name)?.artifactId ?? ''),
    },
  },
} satisfies AreaResolvers;

function projectNamed(
  _: unknown,
  { name, entityName }: { name?: string | null; entityName?: string | null },
  { world: { store }, user }: RequestContext,
): Project | null {
  const entity = store.entityNamed(entityName ?? user?.defaultEntity ?? '');
  const project = entity && store.projectAt(entity.id, name ?? '');
  return project && canSeeProject(store, user, project) ? project : null;
}

function runNamed(
  project: Project,
  { name }: { name: string },
  { world: { store } }: RequestContext,
): Run | undefined {
  return store.runAt(project.id, name);
}

/** Members of the project itself, then those it has through its entity. */
function membersOf(project: Project, inherited: readonly Membership[]): readonly Membership[] {
  if (project.access === 'RESTRICTED') return project.members;
  const own = new Set(project.members.map(({ userId }) => userId));
  return [...project.members, ...inherited.filter(({ userId }) => !own.has(userId))];
}
