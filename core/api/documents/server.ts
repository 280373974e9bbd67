import * as z from 'zod/mini';
import { probedFields, probedUnions, type Capabilities } from '../capabilities';
import type { Operation } from '../graphql';
import type { ServerVersion, Viewer } from '../model';
import { nodes, orNull } from './selections';

const named = z.object({ name: z.string() });

/** Who the key belongs to. Keys themselves are never asked for: the server guards such fields. */
export function viewer(withOrganizations: boolean): Operation<Viewer | null> {
  const organizations = withOrganizations ? 'organizations { name orgEntity { name } teams { name } }' : '';
  return {
    kind: 'query',
    name: 'Viewer',
    text: `query Viewer { viewer { id username email entity teams { edges { node { name } } } ${organizations} } }`,
    answer: z.pipe(
      z.object({ viewer: z.nullable(viewerForm) }),
      z.transform((answer) => answer.viewer),
    ),
  };
}

const viewerForm = z.pipe(
  z.object({
    id: z.string(),
    username: orNull(z.string()),
    email: orNull(z.string()),
    entity: orNull(z.string()),
    teams: z.nullish(nodes(named)),
    organizations: z.nullish(
      z.array(z.object({ name: z.string(), orgEntity: orNull(named), teams: z.nullish(z.array(named)) })),
    ),
  }),
  z.transform((user): Viewer => ({
    ...user,
    username: user.username ?? user.entity ?? user.id,
    teams: (user.teams ?? []).map(({ name }) => name),
    organizations: (user.organizations ?? []).map((organization) => ({
      ...organization,
      teams: (organization.teams ?? []).map(({ name }) => name),
    })),
  })),
);

/** Servers before this field was there answer with an error: they have no flags. */
export const features: Operation<readonly string[]> = {
  kind: 'query',
  name: 'ServerFeatures',
  text: 'query ServerFeatures { serverInfo { features { name isEnabled } } }',
  answer: z.pipe(
    z.object({
      serverInfo: z.nullable(
        z.object({
          features: z.nullable(z.array(z.nullable(z.object({ name: z.string(), isEnabled: z.boolean() })))),
        }),
      ),
    }),
    z.transform(({ serverInfo }) =>
      (serverInfo?.features ?? []).flatMap((feature) => (feature?.isEnabled === true ? [feature.name] : [])),
    ),
  ),
};

const probedTypes = [...new Set(probedFields.map((field) => field.slice(0, field.indexOf('.'))))];

/** Looks at the schema for what may be missing. Small: only the types in question. */
export const probe: Operation<Pick<Capabilities, 'fields' | 'members'>> = {
  kind: 'query',
  name: 'SchemaProbe',
  text: `query SchemaProbe { ${[
    ...probedTypes.map(
      (type) => `${type}: __type(name: "${type}") { fields(includeDeprecated: true) { name } }`,
    ),
    ...probedUnions.map((union) => `${union}: __type(name: "${union}") { possibleTypes { name } }`),
  ].join(' ')} }`,
  answer: z.pipe(
    z.record(
      z.string(),
      z.nullable(z.object({ fields: z.nullish(z.array(named)), possibleTypes: z.nullish(z.array(named)) })),
    ),
    z.transform((types) => {
      // Introspection that is switched off answers null for everything.
      if (!types['Query']?.fields) return { fields: null, members: null };
      return {
        fields: probedFields.filter((field) => {
          const [type = '', name] = field.split('.');
          return types[type]?.fields?.some((found) => found.name === name) ?? false;
        }),
        members: probedUnions.flatMap((union) =>
          (types[union]?.possibleTypes ?? []).map((member) => `${union}.${member.name}`),
        ),
      };
    }),
  ),
};

export const version: Operation<ServerVersion> = {
  kind: 'query',
  name: 'ServerVersion',
  text: 'query ServerVersion { serverInfo { latestLocalVersionInfo { outOfDate latestVersionString versionOnThisInstanceString } } }',
  answer: z.pipe(
    z.object({
      serverInfo: z.nullable(
        z.object({
          latestLocalVersionInfo: z.nullable(
            z.object({
              outOfDate: orNull(z.boolean()),
              latestVersionString: orNull(z.string()),
              versionOnThisInstanceString: orNull(z.string()),
            }),
          ),
        }),
      ),
    }),
    z.transform(({ serverInfo }) => {
      const info = serverInfo?.latestLocalVersionInfo;
      return {
        version: info?.versionOnThisInstanceString ?? null,
        latest: info?.latestVersionString ?? null,
        outOfDate: info?.outOfDate ?? null,
      };
    }),
  ),
};
