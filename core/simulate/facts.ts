import type { JsonObject } from '../json/value';
import type { MetricReading } from './reading';

/** What the server knows when an event fires: the source of template variables, payloads and execution records. */
export type EventFacts = VersionFacts | CollectionFacts | RunMetricFacts | RunStateFacts;

interface CommonFacts {
  /** Wire name: `LINK_MODEL`. */
  readonly wireType: string;
  readonly automationName: string;
  /** User name. */
  readonly author: string;
  readonly entityName: string;
  readonly projectName: string;
}

/** A version was created, linked or unlinked, or an alias or tag of it changed. */
export interface VersionFacts extends CommonFacts {
  readonly kind: 'version';
  readonly collectionName: string;
  /** GraphQL id of the version. */
  readonly versionId: string;
  readonly versionIndex: number;
  /** In the collection, without `v3`. */
  readonly aliases: readonly string[];
  readonly metadata: JsonObject;
  /** Alias events: the alias that was added. */
  readonly alias?: string;
  /** Tag events: the tag that was added or removed. */
  readonly tag?: string;
}

export interface CollectionFacts extends CommonFacts {
  readonly kind: 'collection';
  readonly collectionName: string;
  readonly tag: string;
}

export interface RunMetricFacts extends CommonFacts {
  readonly kind: 'run-metric';
  /** Display name. */
  readonly runName: string;
  readonly reading: MetricReading;
}

export interface RunStateFacts extends CommonFacts {
  readonly kind: 'run-state';
  /** Display name. */
  readonly runName: string;
  /** Upper-case, as executions report it: `CRASHED` apart from `FAILED`. */
  readonly newRunState: string;
}
