import type * as z from 'zod/mini';
import type { Operation, Variables } from './graphql';

/**
 * A question about one thing, as a root field. Several of a kind go into one document, each under an alias of its own.
 */
export interface Lookup<Answer> {
  readonly name: string;
  /** The field with its selection; `$name` stands for the arguments. */
  readonly field: string;
  /** Argument → GraphQL type. */
  readonly arguments: Readonly<Record<string, string>>;
  /** The field's value; null: not there. */
  readonly answer: z.ZodMiniType<Answer>;
  /** How many fit into one document. */
  readonly batch: number;
}

export interface BatchDocument {
  readonly kind: 'query';
  readonly name: string;
  readonly text: string;
  readonly variables: Variables;
}

/** Alias of the n-th question of a document. */
export const aliasOf = (index: number): string => `_${index}`;

/** One document that asks the same question for several arguments. */
export function batchDocument(lookup: Lookup<unknown>, asks: readonly Variables[]): BatchDocument {
  const declarations: string[] = [];
  const fields: string[] = [];
  const variables: Record<string, unknown> = {};
  asks.forEach((ask, index) => {
    for (const [argument, type] of Object.entries(lookup.arguments)) {
      declarations.push(`$${argument}_${index}: ${type}`);
      variables[`${argument}_${index}`] = ask[argument];
    }
    fields.push(`${aliasOf(index)}: ${lookup.field.replace(/\$\w+/g, (name) => `${name}_${index}`)}`);
  });
  return {
    kind: 'query',
    name: lookup.name,
    text: `query ${lookup.name}(${declarations.join(', ')}) { ${fields.join(' ')} }`,
    variables,
  };
}

/** Kind, name and text: what a check of documents against a schema needs. */
export type GraphqlDocument = Pick<Operation<unknown>, 'kind' | 'name' | 'text'>;
