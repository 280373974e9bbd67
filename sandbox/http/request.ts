import type { GraphQLRequest } from './graphql';
import { errorAnswer, jsonAnswer, type Answer } from './respond';

/** The GraphQL request in a body, or the answer for a body that holds none. */
export function readGraphQLRequest(
  text: string,
): { readonly request: GraphQLRequest } | { readonly refused: Answer } {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return { refused: errorAnswer(400, 'request body is not valid JSON') };
  }
  if (!isObject(body) || typeof body['query'] !== 'string')
    return { refused: jsonAnswer(400, { errors: [{ message: 'Must provide query string.' }] }) };
  const variables = body['variables'] ?? {};
  const operationName = body['operationName'] ?? null;
  if (!isObject(variables))
    return { refused: jsonAnswer(400, { errors: [{ message: 'Variables must be an object.' }] }) };
  return {
    request: {
      query: body['query'],
      variables,
      operationName: typeof operationName === 'string' ? operationName || null : null,
    },
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
