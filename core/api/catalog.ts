import type { Scope } from '../automation';
import type { Capabilities } from './capabilities';
import type { ArtifactsPath, ProjectPath } from './client';
import type { Fact } from './known';
import type { MetricKeys, SlackIntegration, Trigger, Viewer, WebhookIntegration } from './model';

/** No arguments: `{}`. */
export type Nothing = Readonly<Record<string, never>>;

/**
 * Question → its arguments and what is known when it was answered. All of it is JSON, so that the language server can ask the
 * extension. `undefined` in a known fact: surely not there, or not visible to the viewer.
 */
export interface CatalogLookups {
  /** Of the server that is asked, as `WandbClient.host`. */
  host: { ask: Nothing; fact: string };
  viewer: { ask: Nothing; fact: Viewer };
  capabilities: { ask: Nothing; fact: Capabilities };
  teams: { ask: Nothing; fact: readonly string[] };
  organizations: { ask: Nothing; fact: readonly OrganizationName[] };
  projects: { ask: { readonly entity: string }; fact: readonly NamedId[] | undefined };
  /** Names without the prefix. */
  registries: { ask: { readonly organization: string }; fact: readonly NamedId[] | undefined };
  collections: { ask: ProjectPath; fact: readonly CollectionName[] | undefined };
  slackChannels: { ask: { readonly entity: string }; fact: readonly SlackIntegration[] | undefined };
  webhooks: { ask: { readonly entity: string }; fact: readonly WebhookIntegration[] | undefined };
  /** Names of the secrets that `${NAME}` may stand for. */
  secrets: { ask: { readonly entity: string }; fact: readonly string[] | undefined };
  metricKeys: { ask: ProjectPath; fact: MetricKeys | undefined };
  /** Of one collection, or of all in the project. */
  aliases: { ask: ArtifactsPath; fact: Sample<string> | undefined };
  tags: { ask: ArtifactsPath; fact: Sample<string> | undefined };
  /** Top-level keys of the versions' metadata, each with a value that was seen. */
  metadataKeys: { ask: ArtifactsPath; fact: Sample<MetadataKey> | undefined };
  /** Display names, newest run first. */
  runNames: { ask: ProjectPath; fact: Sample<string> | undefined };
  /** Automations in or under an entity. */
  automations: { ask: { readonly entity: string }; fact: readonly Trigger[] | undefined };
  scope: { ask: { readonly scope: Scope }; fact: ScopeFact | undefined };
  /** All that fit the name; more than one: the workspace has to be said. */
  integration: {
    ask: IntegrationQuestion;
    fact: readonly (SlackIntegration | WebhookIntegration)[] | undefined;
  };
  /** May automations have this organization, or this team, as scope? */
  entityScope: {
    ask: { readonly organization: string } | { readonly team: string };
    fact: boolean | undefined;
  };
}

export interface OrganizationName {
  /** Display name. */
  readonly name: string;
  readonly orgEntity: string | null;
  readonly teams: readonly string[];
}

export interface NamedId {
  readonly id: string;
  readonly name: string;
}

export interface CollectionName extends NamedId {
  /** `ArtifactSequence` or `ArtifactPortfolio`. */
  readonly __typename: string;
  readonly artifactType: string | null;
}

/** The newest of something of which there may be much. */
export interface Sample<Item> {
  readonly items: readonly Item[];
  /** There are no others. */
  readonly complete: boolean;
}

export interface MetadataKey {
  readonly key: string;
  /** JSON text of a value, cut to 100 characters. */
  readonly example: string;
}

/** A scope that was found: what the server wants, and where it is. */
export interface ScopeFact {
  readonly scopeType: 'PROJECT' | 'ARTIFACT_COLLECTION' | 'ENTITY';
  readonly scopeID: string;
  readonly name: string;
  /** Whose it is, in terms of entities: integrations are looked up there, automations listed. */
  readonly entity: string;
  /** Its page in the App. */
  readonly url: string;
  /** Of a project that isn't a registry. */
  readonly runCount: number | null;
}

export interface IntegrationQuestion {
  readonly type: 'slack' | 'webhook';
  readonly entity: string;
  /** A channel with or without `#`, or the webhook's name. */
  readonly name: string;
  /** Slack workspace. */
  readonly workspace?: string;
}

export type CatalogLookup = keyof CatalogLookups;

/** What is known about the server. Never throws: what can't be known is `unknown` with the reason. */
export type RemoteCatalog = {
  readonly [Lookup in CatalogLookup]: (
    ask: CatalogLookups[Lookup]['ask'],
    signal?: AbortSignal,
  ) => Promise<Fact<CatalogLookups[Lookup]['fact']>>;
};
