import type { Credentials } from './auth/credentials';
import type { Capabilities } from './capabilities';
import { parseBaseUrl } from './auth/host';
import { renderMessage } from '../l10n/message';
import type { Clock } from './clock';
import type { Fetch } from './fetch';
import type {
  ArtifactSample,
  ArtifactVersion,
  Collection,
  CreateFilterTriggerInput,
  CreateWebhookInput,
  Entity,
  EntityOrganizations,
  HistoryPoint,
  Integration,
  MetricKeys,
  Organization,
  Project,
  ProjectDetails,
  Registry,
  Run,
  RunMetric,
  ServerVersion,
  TestWebhookInput,
  Trigger,
  TriggerExecution,
  UpdateFilterTriggerInput,
  UpdateWebhookInput,
  Viewer,
  WebhookIntegration,
  WebhookTestResult,
} from './model';
import { createLimiter, type Limiter } from './limiter';
import { artifactOperations } from './operations/artifacts';
import { automationOperations } from './operations/automations';
import { integrationOperations } from './operations/integrations';
import { projectOperations } from './operations/projects';
import { runOperations } from './operations/runs';
import { viewerOperations } from './operations/viewer';
import { createSession } from './session';
import { createTransport } from './transport';
import type { Page } from './paging';

export interface WandbClientOptions {
  /** As `parseBaseUrl` gives it: no slash at the end. */
  readonly baseUrl: string;
  /** The App's address where it doesn't follow from `baseUrl` (`WANDB_APP_URL`). */
  readonly appUrl?: string;
  readonly credentials: Credentials;
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  /** Who asks, honestly: `wandb-automations/0.1.0 (vscode)`. */
  readonly userAgent: string;
  /** For service accounts: the user that actions are attributed to. */
  readonly onBehalfOf?: { readonly username?: string; readonly email?: string };
  /** To be shared by all clients of one host: no more than 6 requests go there at a time. Default: one of its own. */
  readonly limiter?: Limiter;
}

/** Whose automations. */
export type AutomationsOf =
  /** In or under the entity; registries and the organization's own by the org entity's name. */
  | { readonly entity: string; readonly name?: string }
  | { readonly organization: string; readonly name?: string }
  | { readonly entity: string; readonly project: string }
  | { readonly collectionId: string }
  /** All that the viewer can see. */
  | { readonly viewer: true };

export type ExecutionsOf =
  | { readonly triggerId: string }
  | { readonly entity: string; readonly project: string }
  | { readonly collectionId: string };

/** Where a collection's project is. For a registry: the org entity and the name with the prefix. */
export interface ProjectPath {
  readonly entity: string;
  readonly project: string;
}

/** One collection, or all of a project. */
export interface ArtifactsPath extends ProjectPath {
  readonly collection?: string;
}

export interface CollectionPath extends ProjectPath {
  readonly collection: string;
}

/**
 * Everything that is asked of a W&B server. Each method throws {@link ApiError} and nothing else; an abort ends it at once.
 * `undefined`: not there, or not visible to the viewer. Lists come page by page.
 *
 * Reads are tried up to 4 times. Writes are sent once: when it is unclear whether one took effect, the client looks. Found:
 * the method returns as if nothing had happened. Surely not there: it throws what happened. Still unclear: `ambiguous`.
 */
export interface WandbClient {
  /** Host, with the port where it isn't the usual one. */
  readonly host: string;
  readonly baseUrl: string;
  readonly appUrl: string;

  /** What is asked from now on waits for no request that is under way: those who asked before get what they asked for. */
  renew(): void;
  /** Who the key belongs to; throws `unauthenticated` for a key that the server doesn't know. */
  viewer(signal?: AbortSignal): Promise<Viewer>;
  /** Asked once, then remembered. */
  capabilities(signal?: AbortSignal): Promise<Capabilities>;
  serverVersion(signal?: AbortSignal): Promise<ServerVersion>;

  entity(name: string, signal?: AbortSignal): Promise<Entity | undefined>;
  organization(name: string, signal?: AbortSignal): Promise<Organization | undefined>;
  organizationsOf(entity: string, signal?: AbortSignal): Promise<EntityOrganizations | undefined>;
  /** Keys of the organization's feature flags that are on; `automation_entity_scope` allows team and organization scopes. */
  organizationFeatures(name: string, signal?: AbortSignal): Promise<readonly string[] | undefined>;
  /** Names of the team's secrets. */
  secrets(entity: string, signal?: AbortSignal): Promise<readonly string[] | undefined>;

  projects(entity: string, signal?: AbortSignal): AsyncIterable<Page<Project>>;
  project(path: ProjectPath, signal?: AbortSignal): Promise<ProjectDetails | undefined>;
  registries(organization: string, signal?: AbortSignal): AsyncIterable<Page<Registry>>;
  registry(organization: string, name: string, signal?: AbortSignal): Promise<Registry | undefined>;
  collections(path: ProjectPath, signal?: AbortSignal): AsyncIterable<Page<Collection>>;
  collection(path: CollectionPath, signal?: AbortSignal): Promise<Collection | undefined>;
  aliases(collectionId: string, signal?: AbortSignal): AsyncIterable<Page<string>>;
  /** As the server orders them. */
  versions(
    path: CollectionPath,
    artifactType: string,
    signal?: AbortSignal,
  ): AsyncIterable<Page<ArtifactVersion>>;
  /** `name` is a version (`v3`) or an alias. */
  version(path: CollectionPath, name: string, signal?: AbortSignal): Promise<ArtifactVersion | undefined>;
  /** For completion: what there is, from the newest versions. */
  artifactSample(path: ArtifactsPath, signal?: AbortSignal): Promise<ArtifactSample | undefined>;

  /** Newest first; `filters` is a MongoDB-like document as JSON text. */
  runs(
    path: ProjectPath,
    options?: { readonly filters?: string; readonly pageSize?: number },
    signal?: AbortSignal,
  ): AsyncIterable<Page<Run>>;
  /** How many runs are in each of the states. */
  runCounts(
    path: ProjectPath,
    states: readonly string[],
    signal?: AbortSignal,
  ): Promise<Readonly<Record<string, number>> | undefined>;
  metricKeys(path: ProjectPath, signal?: AbortSignal): Promise<MetricKeys | undefined>;
  runMetrics(path: ProjectPath, run: string, signal?: AbortSignal): Promise<readonly RunMetric[] | undefined>;
  /** Per key the logged values, thinned out to about `samples` (default 500); approximate when there were more. */
  sampledHistory(
    path: ProjectPath,
    run: string,
    keys: readonly string[],
    options?: { readonly samples?: number },
    signal?: AbortSignal,
  ): Promise<Readonly<Record<string, readonly HistoryPoint[]>> | undefined>;

  integrations(entity: string, signal?: AbortSignal): AsyncIterable<Page<Integration>>;
  createWebhook(input: CreateWebhookInput, signal?: AbortSignal): Promise<WebhookIntegration>;
  /** `entity` owns it. */
  updateWebhook(entity: string, input: UpdateWebhookInput, signal?: AbortSignal): Promise<WebhookIntegration>;
  deleteIntegration(entity: string, id: string, signal?: AbortSignal): Promise<void>;
  /** Lets W&B call the webhook. */
  testWebhook(input: TestWebhookInput, signal?: AbortSignal): Promise<WebhookTestResult>;

  automations(of: AutomationsOf, signal?: AbortSignal): AsyncIterable<Page<Trigger>>;
  automation(id: string, of: AutomationsOf, signal?: AbortSignal): Promise<Trigger | undefined>;
  /** `of` says where it can be found again when the answer gets lost. */
  createAutomation(
    input: CreateFilterTriggerInput,
    of: AutomationsOf,
    signal?: AbortSignal,
  ): Promise<Trigger>;
  updateAutomation(
    input: UpdateFilterTriggerInput,
    of: AutomationsOf,
    signal?: AbortSignal,
  ): Promise<Trigger>;
  deleteAutomation(id: string, of: AutomationsOf, signal?: AbortSignal): Promise<void>;
  /** As the server orders them; throws `unsupported` where it keeps no history. */
  executions(of: ExecutionsOf, signal?: AbortSignal): AsyncIterable<Page<TriggerExecution>>;
}

/** Makes a client; it asks nothing until it is asked. Throws a `TypeError` for a `baseUrl` that `parseBaseUrl` refuses. */
export function createWandbClient({
  baseUrl,
  appUrl,
  limiter = createLimiter(),
  ...options
}: WandbClientOptions): WandbClient {
  const parsed = parseBaseUrl(baseUrl, appUrl);
  if ('problem' in parsed) throw new TypeError(renderMessage(parsed.problem));
  const { server } = parsed;
  const session = createSession(server, createTransport({ ...options, ...server, limiter }), options);
  return Object.freeze({
    ...server,
    renew: () => session.renew(),
    ...viewerOperations(session),
    ...projectOperations(session),
    ...artifactOperations(session),
    ...runOperations(session),
    ...integrationOperations(session),
    ...automationOperations(session),
  });
}
