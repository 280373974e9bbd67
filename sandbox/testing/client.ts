import type { Sandbox } from '../server';

export interface GraphQLAnswer {
  readonly status: number;
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string }[];
  readonly error?: string;
}

/** The header that the SDK sends. */
export const basic = (apiKey: string): string => `Basic ${Buffer.from(`api:${apiKey}`).toString('base64')}`;

/** Asks a sandbox over HTTP; for tests. */
export async function ask(
  { url, apiKey }: Pick<Sandbox, 'url' | 'apiKey'>,
  query: string,
  variables: object = {},
  headers: Readonly<Record<string, string>> = { authorization: basic(apiKey) },
): Promise<GraphQLAnswer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, ...((await response.json()) as object) };
}
