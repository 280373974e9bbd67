import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { Faults, type Fault, type FaultsConfig } from '../faults';
import { profileNamed, type Profile, type ProfileName } from '../profiles';
import type { RequestContext } from '../request-context';
import { buildSchemaFor } from '../schema/build';
import type { RunPath } from '../world/runs';
import type { World } from '../world/world';
import { authenticate } from './auth';
import { readBody } from './body';
import { filestreamPath, receiveFilestream } from './filestream';
import { GraphQLEndpoint } from './graphql';
import { TokenExchange } from './oidc';
import { readGraphQLRequest } from './request';
import { errorAnswer, send, type Answer } from './respond';
import { answerRest } from './rest/router';
import { answerWith } from './spoil';

export interface HandlerOptions {
  readonly profile: ProfileName;
  readonly faults: FaultsConfig | undefined;
  readonly log: (line: string) => void;
  /** Puts everything back as it was in the beginning. */
  readonly reset: () => Promise<void>;
  readonly closing: AbortSignal;
}

interface Incoming {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What a request asks for: names under which faults find it, and how it is answered. */
interface Task {
  readonly names: readonly string[];
  readonly work: (faults: readonly Fault[]) => Promise<Answer>;
}

/** Answers all requests of a sandbox. */
export class RequestHandler {
  private readonly profile: Profile;
  private readonly graphql: GraphQLEndpoint;
  private readonly tokens: TokenExchange;
  private faults: Faults;

  constructor(
    private readonly world: World,
    private readonly options: HandlerOptions,
  ) {
    this.profile = profileNamed(options.profile);
    this.graphql = new GraphQLEndpoint(buildSchemaFor(options.profile), options.log);
    this.tokens = new TokenExchange(world.store, world.now);
    this.faults = new Faults(options.faults);
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { closing, log } = this.options;
    try {
      const { names, work } = await this.read(request);
      const faults = this.faults.take(names);
      await answerWith(faults, response, () => work(faults), closing);
    } catch (error) {
      if (closing.aborted || response.destroyed) return;
      log(error instanceof Error ? (error.stack ?? error.message) : String(error));
      if (!response.headersSent) send(response, errorAnswer(500, 'internal server error'));
    }
  }

  private async read(request: IncomingMessage): Promise<Task> {
    const { headers, method = 'GET' } = request;
    if (!isLocal(headers)) return refusal(errorAnswer(403, 'the sandbox answers only under a loopback name'));
    const body = await readBody(request);
    if ('refused' in body) return refusal(body.refused);
    const { pathname: path } = new URL(request.url ?? '/', 'http://localhost');
    try {
      return this.taskFor({ method, path, headers, body: body.text });
    } catch (error) {
      if (error instanceof URIError)
        return refusal(errorAnswer(400, 'the path is not encoded as it should be'));
      throw error;
    }
  }

  private taskFor(incoming: Incoming): Task {
    const { method, path, body } = incoming;
    if (path === '/graphql') {
      if (method === 'POST') return this.graphqlTask(incoming);
      return refusal(errorAnswer(405, 'method not allowed', { allow: 'POST' }));
    }
    if (path === '/oidc/token')
      return { names: [path], work: () => Promise.resolve(this.tokens.exchange(body)) };
    // Telemetry of the SDK: taken and dropped.
    if (path.startsWith('/sdk/otel/v1/')) return refusal({ status: 200, headers: {}, body: '' });
    const filestream = filestreamPath(path);
    if (filestream)
      return { names: ['file_stream'], work: () => this.answerFilestream(incoming, filestream) };
    if (path.startsWith('/sandbox/')) return { names: [], work: () => this.answerRest(incoming) };
    this.options.log(`no route: ${method} ${path}`);
    return refusal(errorAnswer(404, `not found: ${path}`));
  }

  private graphqlTask({ headers, body }: Incoming): Task {
    const read = readGraphQLRequest(body);
    if ('refused' in read) return refusal(read.refused);
    const work = async (faults: readonly Fault[]): Promise<Answer> => {
      const caller = this.callerOf(headers);
      if ('refused' in caller) return caller.refused;
      const context: RequestContext = {
        world: this.world,
        profile: this.profile,
        user: caller.user,
        userAgent: headers['user-agent'] ?? '',
        pageFault: pageFaultAmong(faults),
      };
      return this.graphql.answer(read.request, context);
    };
    return { names: this.graphql.operationsOf(read.request), work };
  }

  private async answerRest({ method, path, headers, body }: Incoming): Promise<Answer> {
    const caller = this.callerOf(headers);
    if ('refused' in caller) return caller.refused;
    if (!caller.user) return errorAnswer(401, 'the sandbox wants an API key');
    const setFaults = (config: FaultsConfig): void => {
      this.faults = new Faults(config);
    };
    const reset = async (): Promise<void> => {
      this.faults = new Faults(this.options.faults);
      await this.options.reset();
    };
    return answerRest({ world: this.world, user: caller.user, setFaults, reset }, { method, path, body });
  }

  private async answerFilestream({ headers, body }: Incoming, path: RunPath): Promise<Answer> {
    const caller = this.callerOf(headers);
    if ('refused' in caller) return caller.refused;
    if (!caller.user) return errorAnswer(401, 'not logged in');
    return receiveFilestream(this.world, caller.user, path, body);
  }

  private callerOf(headers: IncomingHttpHeaders) {
    return authenticate(headers, this.world.store, (token) => this.tokens.userOf(token));
  }
}

function refusal(answer: Answer): Task {
  return { names: [], work: () => Promise.resolve(answer) };
}

function pageFaultAmong(faults: readonly Fault[]): RequestContext['pageFault'] {
  const kinds = faults.map(({ kind }) => kind);
  return kinds.find((kind) => kind === 'empty-page' || kind === 'duplicate-cursor') ?? null;
}

/** A web page that had its own name point to this machine must not read the sandbox. */
function isLocal({ host }: IncomingHttpHeaders): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host ?? '');
}
