import * as z from 'zod/mini';
import { ApiError, type ApiFailure } from './errors';
import type { HttpAnswer } from './http';

/** One document and what its answer looks like. */
export interface Operation<Answer> {
  readonly kind: 'query' | 'mutation';
  readonly name: string;
  readonly text: string;
  readonly answer: z.ZodMiniType<Answer>;
}

export type Variables = Readonly<Record<string, unknown>>;

export interface GraphqlError {
  readonly message: string;
  /** Where in the answer it happened; empty: everywhere. */
  readonly path: readonly (string | number)[];
}

/** An answer that is JSON of GraphQL's form; `data` isn't checked yet. */
export interface GraphqlAnswer {
  readonly data: unknown;
  readonly errors: readonly GraphqlError[];
  /** What the answer says as a whole, by status and messages; undefined: all is well. */
  readonly failure: ApiFailure | undefined;
}

const graphqlError = z.union([
  z.pipe(
    z.string(),
    z.transform((message) => ({ message, path: [] })),
  ),
  z.pipe(
    z.object({ message: z.string(), path: z.nullish(z.array(z.union([z.string(), z.number()]))) }),
    z.transform(({ message, path }) => ({ message, path: path ?? [] })),
  ),
]);

/** `{data, errors}`, `{"error": "…"}` or `{"error": {"message": "…"}}`: the server has all three. */
const answerForm = z.object({
  data: z.optional(z.unknown()),
  errors: z.nullish(z.array(graphqlError)),
  error: z.nullish(graphqlError),
});

/**
 * Understands what the GraphQL endpoint said. Statuses mean something there: a GraphQL error comes as 409, 404, 403, 400 or as
 * 200 alike. Throws `broken-answer`, and for pages of proxies and balancers what their status means.
 */
export function readAnswer(answer: HttpAnswer, host: string): GraphqlAnswer {
  const body = parseJson(answer.text);
  const form = answerForm.safeParse(body);
  if (!form.success) throw new ApiError(unreadable(answer, body), host);
  const errors: readonly GraphqlError[] = [
    ...(form.data.errors ?? []),
    ...(form.data.error ? [form.data.error] : []),
  ];
  const messages = errors.map(({ message }) => message);
  const bad = answer.status < 200 || answer.status > 299;
  const failure = bad
    ? failureOfStatus(answer, messages)
    : messages.length > 0
      ? failureOfMessages(messages)
      : undefined;
  if (failure === undefined && form.data.data === undefined) {
    throw new ApiError(
      { kind: 'broken-answer', status: answer.status, reason: 'shape', detail: 'data' },
      host,
    );
  }
  return { data: form.data.data ?? null, errors, failure };
}

/** The answer as the operation wants it, or `broken-answer`. */
export function checkShape<Answer>(data: unknown, schema: z.ZodMiniType<Answer>, host: string): Answer {
  const result = z.safeParse(schema, data);
  if (result.success) return result.data;
  const where = result.error.issues[0]?.path.map(String).join('.') ?? '';
  throw new ApiError({ kind: 'broken-answer', status: 200, reason: 'shape', detail: where }, host);
}

/** What GraphQL errors mean that came with status 200. The server gives no codes, so its words have to do. */
export function failureOfMessages(messages: readonly string[]): ApiFailure {
  const text = messages.join('\n');
  const missing = unsupported(messages);
  if (missing !== undefined) return { kind: 'unsupported', what: missing };
  if (/rate.?limit/i.test(text)) return { kind: 'rate-limited' };
  if (/not logged in|invalid api key|unauthenticated|user (is )?not authenticated/i.test(text))
    return { kind: 'unauthenticated' };
  if (/permission|forbidden|not authorized|unauthorized|access denied/i.test(text))
    return { kind: 'forbidden', messages };
  if (/already exists|duplicate/i.test(text)) return { kind: 'conflict', messages };
  if (/not found|could not find|does not exist|no such/i.test(text)) return { kind: 'not-found', messages };
  if (/internal server error|timed? ?out/i.test(text)) return { kind: 'server-error', status: 200, messages };
  return { kind: 'invalid', messages };
}

function failureOfStatus({ status, retryAfter }: HttpAnswer, messages: readonly string[]): ApiFailure {
  const wait = retryAfter === undefined ? {} : { retryAfter };
  const missing = unsupported(messages);
  if (missing !== undefined && status < 500) return { kind: 'unsupported', what: missing };
  switch (status) {
    case 401:
      return { kind: 'unauthenticated' };
    case 403:
      return { kind: 'forbidden', messages };
    case 404:
      return { kind: 'not-found', messages };
    case 407:
      return { kind: 'unreachable', cause: 'proxy' };
    case 409:
      return { kind: 'conflict', messages };
    case 429:
      return { kind: 'rate-limited', ...wait };
    default:
      // 408 isn't the client's fault either.
      return status >= 500 || status === 408
        ? { kind: 'server-error', status, messages, ...wait }
        : { kind: 'invalid', messages };
  }
}

/** What servers say about fields, arguments, types and values of enumerations that they don't know. */
const unknownThere = [
  /^(cannot query field|unknown (field|argument|type|fragment|directive))/i,
  /does not exist in "\w+" enum|is not a valid \w+(Type|Action)\b/,
];

function unsupported(messages: readonly string[]): string | undefined {
  return messages.find((text) => unknownThere.some((pattern) => pattern.test(text)));
}

function unreadable(answer: HttpAnswer, body: unknown): ApiFailure {
  const { status } = answer;
  const html = /html/i.test(answer.contentType) || /^\s*</.test(answer.text);
  if (status >= 200 && status <= 299) {
    return {
      kind: 'broken-answer',
      status,
      reason: html ? 'html' : body === undefined ? 'not-json' : 'shape',
    };
  }
  // A server of W&B says in JSON that it didn't find something. A page that says so means that the address is wrong.
  if (html && status === 404) return { kind: 'broken-answer', status, reason: 'html' };
  return failureOfStatus(answer, []);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
