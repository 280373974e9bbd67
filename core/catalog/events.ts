import type { ScopeKind } from '../automation';
import { message, type Message } from '../l10n/message';

/** Which shape an event's filter has. */
export type EventFamily = 'run-metric' | 'run-state' | 'mutation';

/** `warned`: the API takes it, but W&B's App doesn't offer it and the docs don't promise it. */
export type ScopeSupport = 'allowed' | 'warned' | 'refused';

/** One value of `triggeringEventType`. */
export interface WireEventType {
  readonly name: string;
  /** Server feature without which it can't be used; absent: every supported server has it. */
  readonly feature?: string;
  readonly minimumServer?: string;
  /** What `${event_type}` renders to, where the docs say that it isn't the wire name. */
  readonly rendersAs?: string;
  /** How W&B's App, which is in English, calls it; absent where the App doesn't offer it. */
  readonly appLabel?: string;
}

/** One class of event. Source: W&B SDK 0.30, W&B docs for labels and meanings. */
export interface EventEntry {
  /** Class of the SDK. */
  readonly name: string;
  readonly wireTypes: readonly [WireEventType, ...WireEventType[]];
  readonly family: EventFamily;
  readonly scopes: Readonly<Record<ScopeKind, ScopeSupport>>;
  readonly filterRequired: boolean;
  /** Wire names of the fields that the event's filter, or its run filter, is known to understand. */
  readonly fields: readonly ('display_name' | 'alias' | 'tag')[];
  readonly minimumSdk: string;
  /** A filter to start from; absent where none is needed. */
  readonly exampleFilter?: string;
  readonly label: Message;
  /** What happens, as a clause for "Fires when …" and 「…ときに発火します」. */
  readonly happening: Message;
  readonly docs: Message;
}

const everywhere = {
  project: 'allowed',
  registry: 'allowed',
  collection: 'allowed',
  team: 'allowed',
  organization: 'allowed',
} as const;

const collectionOnly = {
  project: 'refused',
  registry: 'refused',
  collection: 'allowed',
  team: 'refused',
  organization: 'refused',
} as const;

const runScopes = {
  project: 'allowed',
  registry: 'refused',
  collection: 'refused',
  team: 'warned',
  organization: 'warned',
} as const;

export const events: readonly EventEntry[] = [
  {
    name: 'OnRunMetric',
    wireTypes: [
      {
        name: 'RUN_METRIC',
        minimumServer: '0.67.0',
        appLabel: 'Run metrics threshold met',
      },
      {
        name: 'RUN_METRIC_CHANGE',
        minimumServer: '0.67.0',
        appLabel: 'Run metrics change threshold met',
      },
      {
        name: 'RUN_METRIC_ZSCORE',
        feature: 'AUTOMATION_EVENT_RUN_METRIC_ZSCORE',
        minimumServer: '0.80.0',
        appLabel: 'Run metrics z-score threshold met',
      },
    ],
    family: 'run-metric',
    scopes: runScopes,
    filterRequired: true,
    fields: ['display_name'],
    minimumSdk: '0.19.11',
    exampleFilter: 'RunEvent.metric("loss").avg(5) > 10',
    label: message('Run metric'),
    happening: message('a metric of a run meets a condition'),
    docs: message(
      'A logged metric of a run meets a condition: a threshold, a change against the values before, or an unusual z-score. Fires at most once per run in 24 hours.',
    ),
  },
  {
    name: 'OnRunState',
    wireTypes: [{ name: 'RUN_STATE', minimumServer: '0.69.0', appLabel: 'Run state changes' }],
    family: 'run-state',
    scopes: runScopes,
    filterRequired: true,
    fields: ['display_name'],
    minimumSdk: '0.23.1',
    exampleFilter: 'RunEvent.state == "failed"',
    label: message('Run state'),
    happening: message('a run changes its state'),
    docs: message(
      'A run changes to one of the chosen states: running, finished or failed (which covers crashed). Killed runs never fire. At most once per run in 24 hours.',
    ),
  },
  {
    name: 'OnCreateArtifact',
    wireTypes: [
      {
        name: 'CREATE_ARTIFACT',
        appLabel: 'A new version is added to an artifact',
      },
    ],
    family: 'mutation',
    scopes: collectionOnly,
    filterRequired: false,
    fields: ['alias'],
    minimumSdk: '0.19.11',
    label: message('Artifact version created'),
    happening: message('a new artifact version is created'),
    docs: message('A new artifact version is created in the collection. The scope must be a collection.'),
  },
  {
    name: 'OnLinkArtifact',
    wireTypes: [
      {
        name: 'LINK_MODEL',
        rendersAs: 'LINK_ARTIFACT',
        appLabel: 'A new version is linked to a collection',
      },
    ],
    family: 'mutation',
    scopes: everywhere,
    filterRequired: false,
    fields: ['alias'],
    minimumSdk: '0.19.11',
    label: message('Artifact version linked'),
    happening: message('an artifact version is linked to a collection'),
    docs: message(
      'An existing artifact version is linked to a collection, most often to one of a registry. On the wire it is called `LINK_MODEL`, in payloads `LINK_ARTIFACT`.',
    ),
  },
  {
    name: 'OnUnlinkArtifact',
    wireTypes: [{ name: 'UNLINK_ARTIFACT', feature: 'AUTOMATION_EVENT_UNLINK_ARTIFACT' }],
    family: 'mutation',
    scopes: everywhere,
    filterRequired: false,
    fields: ['alias'],
    minimumSdk: '0.27.1',
    label: message('Artifact version unlinked'),
    happening: message('an artifact version is unlinked from a collection'),
    docs: message('An artifact version is unlinked from a collection. Only where the server has this event.'),
  },
  {
    name: 'OnAddArtifactAlias',
    wireTypes: [
      {
        name: 'ADD_ARTIFACT_ALIAS',
        appLabel: 'An artifact alias is added',
      },
    ],
    family: 'mutation',
    scopes: everywhere,
    filterRequired: false,
    fields: ['alias'],
    minimumSdk: '0.19.11',
    exampleFilter: 'ArtifactEvent.alias == "prod"',
    label: message('Artifact alias added'),
    happening: message('an alias is assigned to an artifact version'),
    docs: message(
      'An alias is assigned to an artifact version. Without a filter every alias counts, `latest` too.',
    ),
  },
  {
    name: 'OnAddArtifactTag',
    wireTypes: [
      {
        name: 'ADD_ARTIFACT_TAG',
        feature: 'AUTOMATION_EVENT_ADD_ARTIFACT_TAG',
        appLabel: 'An artifact tag is added',
      },
    ],
    family: 'mutation',
    scopes: everywhere,
    filterRequired: false,
    fields: ['tag'],
    minimumSdk: '0.27.1',
    exampleFilter: 'ArtifactEvent.tag == "reviewed"',
    label: message('Artifact tag added'),
    happening: message('a tag is assigned to an artifact version'),
    docs: message('A tag is assigned to an artifact version. Only where the server has this event.'),
  },
  {
    name: 'OnRemoveArtifactTag',
    wireTypes: [{ name: 'REMOVE_ARTIFACT_TAG', feature: 'AUTOMATION_EVENT_REMOVE_ARTIFACT_TAG' }],
    family: 'mutation',
    scopes: everywhere,
    filterRequired: false,
    fields: ['tag'],
    minimumSdk: '0.27.1',
    exampleFilter: 'ArtifactEvent.tag == "reviewed"',
    label: message('Artifact tag removed'),
    happening: message('a tag is removed from an artifact version'),
    docs: message('A tag is removed from an artifact version. Only where the server has this event.'),
  },
  {
    name: 'OnAddCollectionTag',
    wireTypes: [{ name: 'ADD_COLLECTION_TAG', feature: 'AUTOMATION_EVENT_ADD_COLLECTION_TAG' }],
    family: 'mutation',
    scopes: everywhere,
    filterRequired: false,
    fields: ['tag'],
    minimumSdk: '0.27.1',
    exampleFilter: 'ArtifactEvent.tag == "approved"',
    label: message('Collection tag added'),
    happening: message('a tag is assigned to an artifact collection'),
    docs: message('A tag is assigned to an artifact collection. Only where the server has this event.'),
  },
  {
    name: 'OnRemoveCollectionTag',
    wireTypes: [{ name: 'REMOVE_COLLECTION_TAG', feature: 'AUTOMATION_EVENT_REMOVE_COLLECTION_TAG' }],
    family: 'mutation',
    scopes: everywhere,
    filterRequired: false,
    fields: ['tag'],
    minimumSdk: '0.27.1',
    exampleFilter: 'ArtifactEvent.tag == "approved"',
    label: message('Collection tag removed'),
    happening: message('a tag is removed from an artifact collection'),
    docs: message('A tag is removed from an artifact collection. Only where the server has this event.'),
  },
];

/**
 * Types that saved automations may have, and that can be kept but not written as new. `wrapped`: their saved filter stands
 * in `{filter: …}`, as that of artifact events.
 */
export const readOnlyEventTypes = [
  {
    name: 'UPDATE_ARTIFACT_ALIAS',
    wrapped: true,
    label: message('Artifact alias updated (legacy)'),
    docs: message(
      'A legacy event that the SDK refuses for new and edited automations. Use `OnAddArtifactAlias`.',
    ),
  },
  {
    name: 'WEAVE_METRIC_THRESHOLD',
    wrapped: false,
    label: message('Weave metric threshold'),
    docs: message(
      'An alert on a metric of Weave. It can be seen and kept here, but only be written in W&B’s App.',
    ),
  },
] as const;

const byName = new Map(events.map((event) => [event.name, event]));
const byWireType = new Map(
  events.flatMap((event) => event.wireTypes.map((wire) => [wire.name, event] as const)),
);
const wireTypes = new Map(
  events.flatMap((event) => event.wireTypes.map((wire) => [wire.name, wire] as const)),
);

/** The entry of an SDK class (`OnLinkArtifact`). */
export function findEvent(name: string): EventEntry | undefined {
  return byName.get(name);
}

/** The entry of a wire type that can be written (`LINK_MODEL`). */
export function findEventByWireType(wireType: string): EventEntry | undefined {
  return byWireType.get(wireType);
}

/** A wire type with its server feature and App label. */
export function findWireEventType(wireType: string): WireEventType | undefined {
  return wireTypes.get(wireType);
}

/** Whether the type is known, but can only be read. */
export function isReadOnlyEventType(wireType: string): boolean {
  return readOnlyEventTypes.some(({ name }) => name === wireType);
}
