import type { GraphQLFieldResolver } from 'graphql';
import type { RequestContext } from '../request-context';

/** What answers a type: resolvers by field, and for unions and interfaces how to tell their members apart. */
export interface TypeResolvers {
  readonly fields?: FieldResolvers;
  readonly typeOf?: (value: never, context: RequestContext) => string;
}

export type FieldResolvers = Readonly<Record<string, GraphQLFieldResolver<never, RequestContext, never>>>;

/** Resolvers of one area; `Query` holds its root fields. */
export type AreaResolvers = Readonly<Record<string, TypeResolvers>> & {
  readonly Query: { readonly fields: FieldResolvers };
};
