import { GraphQLError } from 'graphql';
import { pageOf, type PageArguments } from '../../query/connection';
import type { SelectArguments } from '../../query/select';
import type { RequestContext } from '../../request-context';
import { makeId } from '../../store/ids';
import type { Entity, Organization, Trigger, User } from '../../store/records';
import type { Store } from '../../store/store';
import { canSeeEntity, canSeeProject, roleIn } from '../../world/access';
import type { AreaResolvers } from '../resolver-types';
import { listCollections, listMemberships, type RegistrySearch } from './registry-search';
import { listProjects } from './project-list';
import { listTriggers } from './trigger-list';

type ListArguments = PageArguments & SelectArguments;

export const entityResolvers = {
  Query: {
    fields: {
      viewer: (_: unknown, __: unknown, { user }: RequestContext) => user,
      entity: (_: unknown, { name }: { name?: string | null }, context: RequestContext) => {
        const entity = context.world.store.entityNamed(name ?? context.user?.defaultEntity ?? '');
        return entity && canSeeEntity(context.user, entity) ? entity : null;
      },
      organization: (_: unknown, { name }: { name: string }, { world: { store }, user }: RequestContext) => {
        const found =
          store.organizations.find('name', name) ??
          store.organizations.find('orgEntity', store.entityNamed(name)?.id ?? '');
        return found && organizationsOf(store, user).includes(found) ? found : null;
      },
      users: (
        _: unknown,
        { query, ...page }: PageArguments & { query?: string | null },
        context: RequestContext,
      ) => {
        const { store } = context.world;
        const named = query
          ? (store.users.find('username', query) ?? store.users.find('email', query))
          : undefined;
        const all = query ? (named ? [named] : []) : [...store.users.values()];
        // Users at large are for administrators of the server.
        return pageOf(context.user?.admin ? all : all.filter((user) => user === context.user), page, context);
      },
    },
  },

  User: {
    fields: {
      flags: () => '{}',
      photoUrl: () => null,
      deletedAt: () => null,
      accountType: () => 'MEMBER',
      entity: (user: User) => user.defaultEntity,
      defaultEntity: (user: User, _: unknown, { world: { store } }: RequestContext) =>
        store.entityNamed(user.defaultEntity),
      email: (user: User, _: unknown, context: RequestContext) =>
        isSelfOrMate(user, context) ? user.email : null,
      apiKeys: (user: User, _: unknown, context: RequestContext) => {
        // W&B gates these by the clients it knows; others are told to log in again.
        if (!/^(W&B |wandb)/.test(context.userAgent))
          throw new GraphQLError('please log in again to see API keys');
        const keys =
          context.user === user
            ? [{ id: makeId('ApiKey', 1), name: user.apiKey.slice(-4), description: null }]
            : [];
        return pageOf(keys, {}, context);
      },
      teams: (user: User, page: PageArguments, context: RequestContext) =>
        pageOf(teamsOf(context.world.store, user), page, context),
      organizations: (user: User, _: unknown, { world: { store } }: RequestContext) =>
        organizationsOf(store, user),
      projects: (user: User, args: ListArguments, context: RequestContext) => {
        const { store } = context.world;
        const projects = store.entities
          .where('member', user.id)
          .flatMap(({ id }) => store.projects.where('entity', id));
        return listProjects(projects, args, context);
      },
      triggers: (user: User, args: ListArguments, context: RequestContext) =>
        listTriggers(triggersOf(context.world.store, user), args, context),
    },
  },

  Entity: {
    fields: {
      available: () => true,
      photoUrl: () => null,
      readOnly: (entity: Entity, _: unknown, { user }: RequestContext) => roleIn(user, entity) === 'viewer',
      readOnlyAdmin: () => false,
      isTeam: ({ type }: Entity) => type === 'team',
      entityType: ({ type }: Entity) => type,
      privateOnly: () => false,
      storageBytes: () => 0,
      codeSavingEnabled: () => false,
      defaultAccess: () => 'PRIVATE',
      isPaid: () => true,
      xxhashDigestsEnabled: () => false,
      rateLimits: () => ({}),
      members: (entity: Entity, _: unknown, { world: { store } }: RequestContext) =>
        entity.members.flatMap(({ userId, role }) => {
          const user = store.users.get(userId);
          if (!user) return [];
          const { id, username, name, email } = user;
          return [
            {
              id,
              username,
              name,
              email,
              role,
              admin: role === 'admin',
              pending: false,
              accountType: 'MEMBER',
            },
          ];
        }),
      organization: (entity: Entity, _: unknown, { world: { store } }: RequestContext) =>
        entity.type !== 'personal' && entity.organizationId
          ? store.organizations.get(entity.organizationId)
          : null,
      user: (entity: Entity, _: unknown, { world: { store } }: RequestContext) =>
        entity.type === 'personal' ? store.users.get(entity.members[0]?.userId ?? '') : null,
      secrets: (entity: Entity, _: unknown, { world: { store } }: RequestContext) =>
        store.secrets.where('entity', entity.id),
      project: (
        entity: Entity,
        { name }: { name?: string | null },
        { world: { store }, user }: RequestContext,
      ) => {
        const project = store.projectAt(entity.id, name ?? '');
        return project && canSeeProject(store, user, project) ? project : null;
      },
      projects: (entity: Entity, args: ListArguments, context: RequestContext) =>
        listProjects(context.world.store.projects.where('entity', entity.id), args, context),
      integrations: (entity: Entity, page: PageArguments, context: RequestContext) =>
        pageOf(context.world.store.integrations.where('entity', entity.id), page, context),
      triggers: (entity: Entity, args: ListArguments, context: RequestContext) =>
        listTriggers(context.world.store.triggers.where('entity', entity.id), args, context),
      artifactCollections: (entity: Entity, args: RegistrySearch, context: RequestContext) =>
        listCollections(entity, args, context),
      artifactMemberships: (entity: Entity, args: RegistrySearch, context: RequestContext) =>
        listMemberships(entity, args, context),
    },
  },

  Organization: {
    fields: {
      orgEntity: ({ orgEntityId }: Organization, _: unknown, { world: { store } }: RequestContext) =>
        store.entities.get(orgEntityId),
      teams: ({ id }: Organization, _: unknown, { world: { store }, user }: RequestContext) =>
        store.entities
          .where('organization', id)
          .filter((entity) => entity.type === 'team' && canSeeEntity(user, entity)),
      featureFlags: ({ flags }: Organization) =>
        Object.entries(flags).map(([rampKey, isEnabled]) => ({ rampKey, isEnabled })),
      advancedRegistryFeatures: () => ({ advancedSearch: false }),
      coreWeaveOrganizationId: () => null,
      triggers: ({ id }: Organization, args: ListArguments, context: RequestContext) => {
        const { store } = context.world;
        const triggers = store.entities
          .where('organization', id)
          .flatMap((entity) => store.triggers.where('entity', entity.id));
        return listTriggers(triggers, args, context);
      },
    },
  },
} satisfies AreaResolvers;

/** Whoever is in an organization or in one of its teams sees it. */
function organizationsOf(store: Store, user: User | null): readonly Organization[] {
  const ids = user ? store.entities.where('member', user.id).map(({ organizationId }) => organizationId) : [];
  return [...new Set(ids)].flatMap((id) => (id === null ? [] : (store.organizations.get(id) ?? [])));
}

function teamsOf(store: Store, user: User): readonly Entity[] {
  return store.entities.where('member', user.id).filter(({ type }) => type === 'team');
}

function triggersOf(store: Store, user: User): readonly Trigger[] {
  return store.entities.where('member', user.id).flatMap(({ id }) => store.triggers.where('entity', id));
}

function isSelfOrMate(user: User, { user: viewer, world: { store } }: RequestContext): boolean {
  if (!viewer || viewer === user) return viewer === user;
  return (
    viewer.admin || store.entities.where('member', user.id).some((entity) => roleIn(viewer, entity) !== null)
  );
}
