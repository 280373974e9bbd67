import {
  buildASTSchema,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isUnionType,
  Kind,
  parse,
  visit,
  type ASTNode,
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLScalarType,
  type GraphQLSchema,
} from 'graphql';
import { profileNamed, type FeatureName, type Profile, type ProfileName } from '../profiles';
import type { RequestContext } from '../request-context';
import type { TypeResolvers } from './resolver-types';
import { artifactResolvers } from './resolvers/artifact';
import { automationResolvers } from './resolvers/automation';
import { entityResolvers } from './resolvers/entity';
import { executionResolvers } from './resolvers/execution';
import { mutationResolvers } from './resolvers/mutation';
import { projectResolvers } from './resolvers/project';
import { runResolvers } from './resolvers/run';
import { serverResolvers } from './resolvers/server';
import { scalars } from './scalars';
import { artifactSdl } from './sdl/artifact';
import { automationSdl } from './sdl/automation';
import { commonSdl } from './sdl/common';
import { entitySdl } from './sdl/entity';
import { executionSdl } from './sdl/execution';
import { projectSdl } from './sdl/project';

/** All resolvers by type name. A field without one is a property of its record. */
export const resolvers: Readonly<Record<string, TypeResolvers>> = {
  ...serverResolvers,
  ...entityResolvers,
  ...projectResolvers,
  ...runResolvers,
  ...artifactResolvers,
  ...automationResolvers,
  ...executionResolvers,
  Query: {
    fields: {
      ...serverResolvers.Query.fields,
      ...entityResolvers.Query.fields,
      ...projectResolvers.Query.fields,
      ...artifactResolvers.Query.fields,
      ...automationResolvers.Query.fields,
      ...executionResolvers.Query.fields,
    },
  },
  Mutation: mutationResolvers,
};

/** Union members that come later than the types themselves. */
const lateMembers: Readonly<Record<string, Readonly<Record<string, FeatureName>>>> = {
  TriggerScope: { Entity: 'entityScope' },
};

const sdl = [commonSdl, entitySdl, projectSdl, artifactSdl, automationSdl, executionSdl].join('\n');
const schemas = new Map<ProfileName, GraphQLSchema>();

/** The executable schema of a server version: without everything that this version lacks. Built once per profile. */
export function buildSchemaFor(name: ProfileName): GraphQLSchema {
  const built = schemas.get(name);
  if (built) return built;
  // It is valid: a test says so, for every profile. Finding that out anew would cost every start 50 ms.
  const schema = buildASTSchema(documentFor(profileNamed(name)), { assumeValid: true });
  attach(schema);
  schemas.set(name, schema);
  return schema;
}

function documentFor(profile: Profile): DocumentNode {
  const absentTypes = new Set<string>();
  const present = visit(parse(sdl, { noLocation: true }), {
    enter(node) {
      const feature = featureOf(node);
      if (feature === undefined || profile.has(feature)) return undefined;
      if (node.kind === Kind.OBJECT_TYPE_DEFINITION) absentTypes.add(node.name.value);
      return null;
    },
    Directive: ({ name }) => (name.value === 'feature' ? null : undefined),
  });
  return visit(present, {
    UnionTypeDefinition: (union) => {
      const late = lateMembers[union.name.value] ?? {};
      const types = union.types?.filter(({ name: { value } }) => {
        const feature = late[value];
        return !absentTypes.has(value) && (feature === undefined || profile.has(feature));
      });
      return types?.length ? { ...union, types } : null;
    },
  });
}

function featureOf(node: ASTNode): string | undefined {
  if (!('directives' in node)) return undefined;
  const directives = node.directives as readonly ConstDirectiveNode[] | undefined;
  const value = directives?.find(({ name }) => name.value === 'feature')?.arguments?.[0]?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
}

/** Puts resolvers and scalars into a schema; those of absent types and fields are left out. */
function attach(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    const entry = resolvers[type.name];
    if (isScalarType(type)) Object.assign(type, scalarOf(type));
    if (!entry) continue;
    if (entry.typeOf && (isUnionType(type) || isInterfaceType(type))) {
      const { typeOf } = entry;
      type.resolveType = (value: unknown, context: RequestContext) => typeOf(value as never, context);
    }
    if (!isObjectType(type)) continue;
    const fields = type.getFields();
    for (const [name, resolve] of Object.entries(entry.fields ?? {})) {
      const field = fields[name];
      if (field) field.resolve = resolve as GraphQLFieldResolver<unknown, RequestContext>;
    }
  }
}

function scalarOf(type: GraphQLScalarType): Partial<GraphQLScalarType> {
  return scalars[type.name] ?? {};
}
