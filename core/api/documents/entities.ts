import * as z from 'zod/mini';
import { hasField, type Capabilities } from '../capabilities';
import type { Lookup } from '../lookup';
import type { Entity, EntityOrganizations, Organization } from '../model';
import { orNull } from './selections';

const entityForm = z.object({ id: z.string(), name: z.string(), entityType: orNull(z.string()) });

export const entity: Lookup<Entity | null> = {
  name: 'Entities',
  field: 'entity(name: $name) { id name entityType }',
  arguments: { name: 'String!' },
  answer: z.nullable(entityForm),
  batch: 50,
};

export const organization: Lookup<Organization | null> = {
  name: 'Organizations',
  field: 'organization(name: $name) { id name orgEntity { id name entityType } }',
  arguments: { name: 'String!' },
  answer: z.nullable(z.object({ id: z.string(), name: z.string(), orgEntity: orNull(entityForm) })),
  batch: 50,
};

const owner = z.object({ name: z.string(), orgEntity: orNull(z.object({ name: z.string() })) });

/** A team has one organization; a person is a member of any number. */
export function entityOrganizations(capabilities: Capabilities): Lookup<EntityOrganizations | null> {
  const ofPerson = hasField(capabilities, 'User.organizations') ?? true;
  return {
    name: 'EntityOrganizations',
    field: `entity(name: $name) { id name entityType organization { name orgEntity { name } } ${
      ofPerson ? 'user { organizations { name orgEntity { name } } }' : ''
    } }`,
    arguments: { name: 'String!' },
    answer: z.nullable(
      z.pipe(
        z.object({
          id: z.string(),
          name: z.string(),
          entityType: orNull(z.string()),
          organization: z.nullish(owner),
          user: z.nullish(z.object({ organizations: z.nullish(z.array(owner)) })),
        }),
        z.transform(({ organization: own, user, ...found }): EntityOrganizations => {
          const all = own ? [own] : (user?.organizations ?? []);
          return {
            entity: found,
            organizations: all.map(({ name, orgEntity }) => ({ name, orgEntity: orgEntity?.name ?? null })),
          };
        }),
      ),
    ),
    batch: 50,
  };
}

export const organizationFeatures: Lookup<readonly string[] | null> = {
  name: 'OrganizationFeatures',
  field: 'organization(name: $name) { featureFlags(rampIDType: OrgName) { rampKey isEnabled } }',
  arguments: { name: 'String!' },
  answer: z.nullable(
    z.pipe(
      z.object({
        featureFlags: z.array(z.nullable(z.object({ rampKey: z.string(), isEnabled: z.boolean() }))),
      }),
      z.transform(({ featureFlags }) =>
        featureFlags.flatMap((flag) => (flag?.isEnabled === true ? [flag.rampKey] : [])),
      ),
    ),
  ),
  batch: 50,
};

/** Names only: nobody can read a secret. */
export const secrets: Lookup<readonly string[] | null> = {
  name: 'EntitySecrets',
  field: 'entity(name: $name) { secrets { name } }',
  arguments: { name: 'String!' },
  answer: z.nullable(
    z.pipe(
      z.object({ secrets: z.array(z.nullable(z.object({ name: z.string() }))) }),
      z.transform((found) => found.secrets.flatMap((secret) => (secret === null ? [] : [secret.name]))),
    ),
  ),
  batch: 20,
};
