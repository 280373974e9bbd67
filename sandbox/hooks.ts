import type {
  Artifact,
  ArtifactCollection,
  ArtifactMembership,
  HistoryRow,
  HistoryStream,
  Run,
  RunState,
  Timestamp,
  TriggerExecution,
  User,
} from './store/records';
import type { Id } from './store/ids';
import type { Store } from './store/store';

/**
 * What happens in the sandbox's world, told to whoever runs the automations. Called right after the store holds the new state. What
 * fires must be decided and recorded before the first `await`: the next call may come while a webhook is still under way. The answer
 * is what fired, when it is all delivered.
 */
export interface EngineHooks {
  /** A row was logged. `row` holds the new values with their `_step`; the series so far: {@link Store.series}. */
  onMetricsLogged(run: Run, row: HistoryRow, stream: HistoryStream): Promise<readonly TriggerExecution[]>;
  /** A run came into its present state. `previous` is `null` for a new run. */
  onRunState(run: Run, previous: RunState | null): Promise<readonly TriggerExecution[]>;
  onArtifactEvent(event: ArtifactEvent): Promise<readonly TriggerExecution[]>;
  /** What automations made of what they wait for, oldest first. */
  decisions(): readonly DecisionRecord[];
}

/** That an automation's condition was met by something, and what came of it. The same again is counted. */
export interface DecisionRecord {
  readonly triggerId: Id;
  readonly triggerName: string;
  readonly eventType: string;
  /** Path of the run or collection. */
  readonly subject: string;
  /** `undecided`: W&B doesn't say what the filter means, so nothing fires. */
  readonly outcome: 'fires' | 'silent' | 'undecided';
  /** Why nothing fired: `cooldown`, `killed`, `run-filter`, `filter`, `still-true`; `unreadable`: a filter of an unknown form. */
  readonly because: string | null;
  /** In English: what each comparison saw. */
  readonly reasons: readonly string[];
  readonly times: number;
  readonly lastAt: Timestamp;
}

export type ArtifactEventType =
  | 'CREATE_ARTIFACT'
  | 'LINK_MODEL'
  | 'UNLINK_ARTIFACT'
  | 'ADD_ARTIFACT_ALIAS'
  | 'ADD_ARTIFACT_TAG'
  | 'REMOVE_ARTIFACT_TAG'
  | 'ADD_COLLECTION_TAG'
  | 'REMOVE_COLLECTION_TAG';

/** A change of a version or of a collection. */
export interface ArtifactEvent {
  readonly eventType: ArtifactEventType;
  /** The collection in which it happened. A tag of a version is told once for every collection that holds the version. */
  readonly collection: ArtifactCollection;
  /** `null` for the events of collections. For an unlinked version: its membership as it was. */
  readonly version: { readonly artifact: Artifact; readonly membership: ArtifactMembership } | null;
  /** For alias events the alias that was added. */
  readonly alias: string | null;
  readonly tag: string | null;
  readonly author: User;
}

/** What the engine is given. */
export interface EngineContext {
  readonly store: Store;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Webhooks may leave this machine; otherwise only loopback targets are called. */
  readonly allowNetwork: boolean;
}

export type EngineFactory = (context: EngineContext) => EngineHooks;
