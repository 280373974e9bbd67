import type * as z from 'zod/mini';
import { renderMessage } from '../../../core/l10n/message';
import { notFound } from '../../errors';
import { explainIssue } from '../../data/issue';
import type { ArtifactCollection, ArtifactMembership, Project, Run, User } from '../../store/records';
import type { Store } from '../../store/store';
import { requireProjectWriter } from '../../world/access';
import { membershipOf } from '../../world/versions';

/** A body that isn't what the route wants. */
export class BadBody extends Error {}

/** The body as `schema` has it. */
export function readAs<T>(schema: z.ZodMiniType<T>, body: unknown): T {
  const result = schema.safeParse(body ?? {});
  if (result.success) return result.data;
  throw new BadBody(result.error.issues.map((issue) => renderMessage(explainIssue(issue))).join(' '));
}

type Parameters = Readonly<Record<string, string>>;

/** The project at `:entity/:project`; an organization's display name is as good as that of its entity. */
export function projectIn(store: Store, user: User, { entity = '', project = '' }: Parameters): Project {
  const owner =
    store.entityNamed(entity) ??
    store.entities.get(store.organizations.find('name', entity)?.orgEntityId ?? '');
  const found = owner && store.projectAt(owner.id, project);
  if (!found) throw notFound(`project not found: ${entity}/${project}`);
  requireProjectWriter(store, user, found);
  return found;
}

export function runIn(store: Store, user: User, parameters: Parameters): Run {
  const project = projectIn(store, user, parameters);
  const name = parameters['run'] ?? '';
  const run =
    store.runAt(project.id, name) ??
    store.runs.where('project', project.id).find((one) => one.displayName === name);
  if (!run) throw notFound(`run not found: ${name}`);
  return run;
}

export function collectionIn(store: Store, user: User, parameters: Parameters): ArtifactCollection {
  const project = projectIn(store, user, parameters);
  const collection = store.collectionAt(project.id, parameters['collection'] ?? '');
  if (!collection) throw notFound(`collection not found: ${parameters['collection'] ?? ''}`);
  return collection;
}

/** The version of `:collection` that `:version` (an alias or `v3`) names. */
export function versionIn(store: Store, user: User, parameters: Parameters): ArtifactMembership {
  const collection = collectionIn(store, user, parameters);
  const version = parameters['version'] ?? '';
  const membership = membershipOf(store, collection.id, version);
  if (!membership) throw notFound(`version not found: ${collection.name}:${version}`);
  return membership;
}
