import { GraphQLError, Kind, valueFromASTUntyped, type GraphQLScalarType, type ValueNode } from 'graphql';

type Scalar = Pick<GraphQLScalarType, 'serialize' | 'parseValue' | 'parseLiteral'>;

/** JSON in a string, both ways. What doesn't parse is refused before a resolver sees it. */
const jsonString: Scalar = {
  serialize: (value) => (typeof value === 'string' ? value : JSON.stringify(value)),
  parseValue: (value) => checkedJson(value),
  parseLiteral: (node) => checkedJson(node.kind === Kind.STRING ? node.value : undefined),
};

const json: Scalar = {
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
};

/** Integers beyond 32 bits, as far as a double holds them. */
const int64: Scalar = {
  serialize: (value) => value,
  parseValue: (value) => checkedInteger(value),
  parseLiteral: (node) => checkedInteger(numberOf(node)),
};

/** Scalars with a behaviour of their own, by name. */
export const scalars: Readonly<Partial<Record<string, Scalar>>> = {
  JSONString: jsonString,
  JSON: json,
  Int64: int64,
};

function checkedJson(value: unknown): string {
  if (typeof value !== 'string') throw new GraphQLError('JSONString must be a string.');
  try {
    JSON.parse(value);
  } catch (error) {
    throw new GraphQLError(
      `JSONString is not valid JSON: ${error instanceof Error ? error.message : 'syntax error'}`,
    );
  }
  return value;
}

function checkedInteger(value: unknown): number {
  const number = typeof value === 'string' ? Number(value) : value;
  if (!Number.isSafeInteger(number)) throw new GraphQLError('Int64 must be an integer.');
  return number as number;
}

function numberOf(node: ValueNode): unknown {
  return node.kind === Kind.INT || node.kind === Kind.STRING ? node.value : undefined;
}
