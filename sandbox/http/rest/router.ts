import { Refusal } from '../../errors';
import type { FaultsConfig } from '../../faults';
import type { User } from '../../store/records';
import type { World } from '../../world/world';
import { errorAnswer, jsonAnswer, type Answer } from '../respond';
import { artifactRoutes } from './artifact-routes';
import { controlRoutes } from './control-routes';
import { BadBody } from './read';
import { runRoutes } from './run-routes';

/** What a route works with. */
export interface RestContext {
  readonly world: World;
  readonly user: User;
  readonly setFaults: (config: FaultsConfig) => void;
  /** Puts everything back as it was in the beginning, faults included. */
  readonly reset: () => Promise<void>;
}

/** `body` is the parsed JSON, `undefined` for an empty one; `parameters` are the named parts of the path, decoded. */
export interface RestRequest {
  readonly body: unknown;
  readonly parameters: Readonly<Record<string, string>>;
}

/** By method and path; a part like `:run` takes any one segment. */
export type Routes = Readonly<Record<string, (context: RestContext, request: RestRequest) => unknown>>;

const routes: Routes = { ...runRoutes, ...artifactRoutes, ...controlRoutes };

/** Answers the side of the sandbox that W&B doesn't have: making things happen, and seeing what came of it. */
export async function answerRest(
  context: RestContext,
  { method, path, body }: { readonly method: string; readonly path: string; readonly body: string },
): Promise<Answer> {
  try {
    for (const [key, route] of Object.entries(routes)) {
      const parameters = match(key, `${method} ${path}`);
      if (!parameters) continue;
      const result = await route(context, { body: body ? JSON.parse(body) : undefined, parameters });
      return jsonAnswer(200, result ?? { ok: true });
    }
  } catch (error) {
    return refusalOf(error);
  }
  return errorAnswer(404, `not found: ${method} ${path}`);
}

function refusalOf(error: unknown): Answer {
  if (error instanceof Refusal) return errorAnswer(error.status, error.message);
  if (error instanceof BadBody) return errorAnswer(400, error.message);
  if (error instanceof SyntaxError) return errorAnswer(400, 'request body is not valid JSON');
  if (error instanceof URIError) return errorAnswer(400, 'the path is not encoded as it should be');
  throw error;
}

function match(pattern: string, actual: string): Readonly<Record<string, string>> | undefined {
  const wanted = pattern.split('/');
  const given = actual.split('/');
  if (wanted.length !== given.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':')) parameters[part.slice(1)] = decodeURIComponent(value);
    else if (part !== value) return undefined;
  }
  return parameters;
}
