import {
  execute,
  getOperationAST,
  GraphQLError,
  Kind,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { Refusal } from '../errors';
import type { RequestContext } from '../request-context';
import { jsonAnswer, type Answer } from './respond';

/** Documents deeper or longer than this are refused before they are validated. */
const maximumTokens = 20_000;
/** How many parsed documents are kept. Clients send few, again and again. */
const cacheSize = 200;

interface Prepared {
  readonly document: DocumentNode | null;
  readonly errors: readonly GraphQLError[];
}

export interface GraphQLRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | null;
}

/** Executes GraphQL over HTTP the way W&B does: status codes that mean something, partial data where there is some. */
export class GraphQLEndpoint {
  private readonly prepared = new Map<string, Prepared>();

  constructor(
    private readonly schema: GraphQLSchema,
    /** Is told of what could not be answered. */
    private readonly complain: (line: string) => void,
  ) {}

  /** What the request asks for, by which faults find it: the name of its operation and its root fields. */
  operationsOf(request: GraphQLRequest): readonly string[] {
    const operation = getOperationAST(
      this.prepare(request.query).document ?? { kind: Kind.DOCUMENT, definitions: [] },
      request.operationName,
    );
    if (!operation) return [];
    const fields = operation.selectionSet.selections.flatMap((field) =>
      field.kind === Kind.FIELD ? field.name.value : [],
    );
    return [...(operation.name ? [operation.name.value] : []), ...fields];
  }

  async answer(request: GraphQLRequest, context: RequestContext): Promise<Answer> {
    const { document, errors } = this.prepare(request.query);
    if (!document || errors.length > 0) {
      this.complain(
        `refused ${request.operationName ?? 'a document'}: ${errors.map(({ message }) => message).join('; ')}`,
      );
      return jsonAnswer(400, { errors });
    }
    const result = await execute({
      schema: this.schema,
      document,
      variableValues: request.variables,
      operationName: request.operationName,
      contextValue: context,
    });
    for (const error of result.errors ?? [])
      if (error.originalError && !(error.originalError instanceof GraphQLError))
        this.complain(error.originalError.stack ?? error.message);
    return jsonAnswer(statusOf(result), result);
  }

  private prepare(query: string): Prepared {
    const known = this.prepared.get(query);
    if (known) return known;
    const prepared = prepare(this.schema, query);
    if (this.prepared.size >= cacheSize) this.prepared.delete(this.prepared.keys().next().value ?? '');
    this.prepared.set(query, prepared);
    return prepared;
  }
}

function prepare(schema: GraphQLSchema, query: string): Prepared {
  try {
    const document = parse(query, { maxTokens: maximumTokens, noLocation: false });
    return { document, errors: validate(schema, document, specifiedRules) };
  } catch (error) {
    return {
      document: null,
      errors: [error instanceof GraphQLError ? error : new GraphQLError('syntax error')],
    };
  }
}

/** Errors beside data are partial: 200. A refusal decides by itself, a broken request is 400, anything else our fault. */
function statusOf({ data, errors }: ExecutionResult): number {
  const first = errors?.[0];
  if (!first) return 200;
  const refusal = errors.map(({ originalError }) => originalError).find((error) => error instanceof Refusal);
  const isPartial = data && Object.values(data).some((value) => value !== null);
  if (isPartial) return 200;
  if (refusal) return refusal.status;
  // Nothing was resolved: the operation itself is one that the schema doesn't have.
  if (!first.path) return 400;
  return data === undefined ? 400 : 500;
}
