import type { ScopeKind } from '../automation';
import type { Localized } from '../l10n/message';

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
  readonly label: Localized;
  /** What happens, as a clause for "Fires when …" and 「…ときに発火します」. */
  readonly happening: Localized;
  readonly docs: Localized;
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
    label: { en: 'Run metric', ja: 'run のメトリクス' },
    happening: {
      en: 'a metric of a run meets a condition',
      ja: 'run のメトリクスが条件を満たした',
    },
    docs: {
      en: 'A logged metric of a run meets a condition: a threshold, a change against the values before, or an unusual z-score. Fires at most once per run in 24 hours.',
      ja: 'run が記録したメトリクスが条件を満たしたとき。条件は、しきい値・直前の値からの変化・通常と異なる z スコアのいずれかです。発火は 1 つの run につき 24 時間に 1 回までです。',
    },
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
    label: { en: 'Run state', ja: 'run の状態' },
    happening: {
      en: 'a run changes its state',
      ja: 'run の状態が変わった',
    },
    docs: {
      en: 'A run changes to one of the chosen states: running, finished or failed (which covers crashed). Killed runs never fire. At most once per run in 24 hours.',
      ja: 'run が選んだ状態に変わったとき。状態は running・finished・failed (crashed を含む) です。killed の run では発火しません。発火は 1 つの run につき 24 時間に 1 回までです。',
    },
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
    label: { en: 'Artifact version created', ja: 'アーティファクトのバージョン作成' },
    happening: {
      en: 'a new artifact version is created',
      ja: '新しいアーティファクトのバージョンが作られた',
    },
    docs: {
      en: 'A new artifact version is created in the collection. The scope must be a collection.',
      ja: 'コレクションに新しいアーティファクトのバージョンが作られたとき。スコープはコレクションに限られます。',
    },
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
    label: { en: 'Artifact version linked', ja: 'アーティファクトのバージョンのリンク' },
    happening: {
      en: 'an artifact version is linked to a collection',
      ja: 'アーティファクトのバージョンがコレクションにリンクされた',
    },
    docs: {
      en: 'An existing artifact version is linked to a collection, most often to one of a registry. On the wire it is called `LINK_MODEL`, in payloads `LINK_ARTIFACT`.',
      ja: '既存のアーティファクトのバージョンがコレクション (多くはレジストリのもの) にリンクされたとき。API では `LINK_MODEL`、ペイロードでは `LINK_ARTIFACT` という名前です。',
    },
  },
  {
    name: 'OnUnlinkArtifact',
    wireTypes: [{ name: 'UNLINK_ARTIFACT', feature: 'AUTOMATION_EVENT_UNLINK_ARTIFACT' }],
    family: 'mutation',
    scopes: everywhere,
    filterRequired: false,
    fields: ['alias'],
    minimumSdk: '0.27.1',
    label: { en: 'Artifact version unlinked', ja: 'アーティファクトのバージョンのリンク解除' },
    happening: {
      en: 'an artifact version is unlinked from a collection',
      ja: 'アーティファクトのバージョンがコレクションからリンク解除された',
    },
    docs: {
      en: 'An artifact version is unlinked from a collection. Only where the server has this event.',
      ja: 'アーティファクトのバージョンがコレクションからリンク解除されたとき。このイベントに対応したサーバーに限られます。',
    },
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
    label: { en: 'Artifact alias added', ja: 'アーティファクトのエイリアス追加' },
    happening: {
      en: 'an alias is assigned to an artifact version',
      ja: 'アーティファクトのバージョンにエイリアスが付けられた',
    },
    docs: {
      en: 'An alias is assigned to an artifact version. Without a filter every alias counts, `latest` too.',
      ja: 'アーティファクトのバージョンにエイリアスが付けられたとき。フィルターがなければ `latest` を含むすべてのエイリアスが対象です。',
    },
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
    label: { en: 'Artifact tag added', ja: 'アーティファクトのタグ追加' },
    happening: {
      en: 'a tag is assigned to an artifact version',
      ja: 'アーティファクトのバージョンにタグが付けられた',
    },
    docs: {
      en: 'A tag is assigned to an artifact version. Only where the server has this event.',
      ja: 'アーティファクトのバージョンにタグが付けられたとき。このイベントに対応したサーバーに限られます。',
    },
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
    label: { en: 'Artifact tag removed', ja: 'アーティファクトのタグ削除' },
    happening: {
      en: 'a tag is removed from an artifact version',
      ja: 'アーティファクトのバージョンからタグが外された',
    },
    docs: {
      en: 'A tag is removed from an artifact version. Only where the server has this event.',
      ja: 'アーティファクトのバージョンからタグが外されたとき。このイベントに対応したサーバーに限られます。',
    },
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
    label: { en: 'Collection tag added', ja: 'コレクションのタグ追加' },
    happening: {
      en: 'a tag is assigned to an artifact collection',
      ja: 'アーティファクトコレクションにタグが付けられた',
    },
    docs: {
      en: 'A tag is assigned to an artifact collection. Only where the server has this event.',
      ja: 'アーティファクトコレクションにタグが付けられたとき。このイベントに対応したサーバーに限られます。',
    },
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
    label: { en: 'Collection tag removed', ja: 'コレクションのタグ削除' },
    happening: {
      en: 'a tag is removed from an artifact collection',
      ja: 'アーティファクトコレクションからタグが外された',
    },
    docs: {
      en: 'A tag is removed from an artifact collection. Only where the server has this event.',
      ja: 'アーティファクトコレクションからタグが外されたとき。このイベントに対応したサーバーに限られます。',
    },
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
    label: { en: 'Artifact alias updated (legacy)', ja: 'アーティファクトのエイリアス更新 (旧)' },
    docs: {
      en: 'A legacy event that the SDK refuses for new and edited automations. Use `OnAddArtifactAlias`.',
      ja: '旧来のイベントです。SDK は新規にも編集にも受け付けません。`OnAddArtifactAlias` を使ってください。',
    },
  },
  {
    name: 'WEAVE_METRIC_THRESHOLD',
    wrapped: false,
    label: { en: 'Weave metric threshold', ja: 'Weave のメトリクスのしきい値' },
    docs: {
      en: 'An alert on a metric of Weave. It can be seen and kept here, but only be written in W&B’s App.',
      ja: 'Weave のメトリクスのアラートです。ここでは表示と保持だけができ、作成は W&B の画面で行います。',
    },
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
