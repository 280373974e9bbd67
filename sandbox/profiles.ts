/**
 * Which W&B server has what: the one table behind `--profile`. A feature that a server lacks is absent from its GraphQL schema
 * (`@feature` in schema/sdl) and from the flags that `serverInfo.features` answers.
 *
 * Features that every server of the last years has (projects, runs, artifacts, integrations, `triggers` of projects and collections,
 * create, update and delete) are not listed.
 */

export type ProfileName = 'saas' | 'dedicated-0.83' | 'server-0.75' | 'server-0.69' | 'server-0.67';

interface Feature {
  /** Minor number of the first server release that has it (`0.67` → 67), or `saas` for what only Multi-tenant Cloud has. */
  readonly since: number | 'saas';
  /** The name under which `serverInfo.features` tells of it. */
  readonly flag?: string;
  readonly source: string;
  /** `since` is a guess; the source only proves that the feature exists. */
  readonly guess?: true;
}

export const features = {
  // Events
  runMetric: {
    since: 67,
    flag: 'AUTOMATION_EVENT_RUN_METRIC',
    source: 'SDK 0.30, automations/_compat.py: "Added in 0.67.0"',
  },
  runMetricChange: {
    since: 67,
    flag: 'AUTOMATION_EVENT_RUN_METRIC_CHANGE',
    source: 'SDK 0.30, automations/_compat.py: "Added in 0.67.0"',
  },
  runState: {
    since: 69,
    flag: 'AUTOMATION_EVENT_RUN_STATE',
    source: 'SDK 0.30, automations/_compat.py: "Added in 0.69.0"',
  },
  runMetricZScore: {
    since: 80,
    flag: 'AUTOMATION_EVENT_RUN_METRIC_ZSCORE',
    source: 'W&B server release notes: generally available with 0.80.0',
  },
  addArtifactTag: {
    since: 75,
    flag: 'AUTOMATION_EVENT_ADD_ARTIFACT_TAG',
    source: 'Enum value is in the schema of November 2025, the time of server 0.75',
    guess: true,
  },
  removeArtifactTag: {
    since: 83,
    flag: 'AUTOMATION_EVENT_REMOVE_ARTIFACT_TAG',
    source: 'Event came with SDK 0.27.1 (June 2026); 0.83 is the next release after it',
    guess: true,
  },
  addCollectionTag: {
    since: 83,
    flag: 'AUTOMATION_EVENT_ADD_COLLECTION_TAG',
    source: 'As REMOVE_ARTIFACT_TAG',
    guess: true,
  },
  removeCollectionTag: {
    since: 83,
    flag: 'AUTOMATION_EVENT_REMOVE_COLLECTION_TAG',
    source: 'As REMOVE_ARTIFACT_TAG',
    guess: true,
  },
  unlinkArtifact: {
    since: 83,
    flag: 'AUTOMATION_EVENT_UNLINK_ARTIFACT',
    source: 'As REMOVE_ARTIFACT_TAG',
    guess: true,
  },
  weaveMetricThreshold: {
    since: 'saas',
    source: 'Enum value is in the schema of August 2026 (SDK 0.28.3)',
    guess: true,
  },

  // Actions
  noOp: {
    since: 67,
    flag: 'AUTOMATION_ACTION_NO_OP',
    source: 'SDK 0.30, automations/_compat.py: "Added in 0.67.0"',
  },
  pushNotification: {
    since: 83,
    flag: 'AUTOMATION_ACTION_PUSH_NOTIFICATION',
    source: 'Enum value and flag are in SDK 0.30',
    guess: true,
  },
  aria: {
    since: 'saas',
    flag: 'AUTOMATION_ACTION_ARIA',
    source: 'W&B docs: only on Multi-tenant Cloud',
  },

  // Scopes and listing
  entityScope: {
    since: 83,
    flag: 'AUTOMATION_SCOPE_ENTITY',
    source: 'W&B docs: team and organization scopes on Dedicated Cloud with server 0.83.0 or newer',
  },
  entityTriggers: {
    since: 83,
    flag: 'QUERY_AUTOMATIONS_ON_ENTITY',
    source: 'SDK 0.30: "Added in 0.83.0"',
  },
  organizationTriggers: {
    since: 83,
    flag: 'AUTOMATIONS_ON_ORGANIZATION',
    source: 'Flag is in SDK 0.30 beside QUERY_AUTOMATIONS_ON_ENTITY',
    guess: true,
  },
  userTriggers: {
    since: 83,
    flag: 'AUTOMATIONS_ON_USER',
    source: 'Flag is in SDK 0.30 beside QUERY_AUTOMATIONS_ON_ENTITY',
    guess: true,
  },
  rootTriggers: {
    since: 75,
    source: "Root field `triggers` is used by W&B's MCP server of 2026",
    guess: true,
  },
  lastExecutedAt: {
    since: 83,
    flag: 'AUTOMATION_LAST_EXECUTED_AT',
    source: 'Flag is in SDK 0.30',
    guess: true,
  },
  triggerExecutions: {
    since: 75,
    source: 'W&B docs: history on server 0.75.0 or newer; names from the schema of November 2025',
  },

  webhookTestByAdmins: {
    since: 80,
    source:
      'W&B server release notes: 0.80.1 wants admins for testing a webhook, where read access was enough',
  },

  // Organizations and artifacts
  organizationFeatureFlags: {
    since: 69,
    source: 'Query `OrgFeatureFlags` of SDK 0.30',
    guess: true,
  },
  registrySearch: {
    since: 69,
    flag: 'ARTIFACT_REGISTRY_SEARCH',
    source: 'Flag is in SDK 0.19 (2025)',
    guess: true,
  },
  registryCreation: {
    since: 69,
    flag: 'INCLUDE_ARTIFACT_TYPES_IN_REGISTRY_CREATION',
    source: 'Flag is in SDK 0.19 (2025), which makes registries only where it is on',
    guess: true,
  },
  collectionsFilteringSorting: {
    since: 78,
    flag: 'ARTIFACT_COLLECTIONS_FILTERING_SORTING',
    source: 'SDK 0.30, registries/_utils.py: with server 0.78.x, together with advancedRegistryFeatures',
  },
  artifactTags: {
    since: 67,
    flag: 'ARTIFACT_TAGS',
    source: 'Tags are in the schema of September 2024',
  },
} as const satisfies Record<string, Feature>;

export type FeatureName = keyof typeof features;

/** What an automation needs of a server beside the ordinary; anything else every server knows. */
const needs: Readonly<Record<string, FeatureName>> = {
  RUN_METRIC: 'runMetric',
  RUN_METRIC_CHANGE: 'runMetricChange',
  RUN_METRIC_ZSCORE: 'runMetricZScore',
  RUN_STATE: 'runState',
  ADD_ARTIFACT_TAG: 'addArtifactTag',
  REMOVE_ARTIFACT_TAG: 'removeArtifactTag',
  ADD_COLLECTION_TAG: 'addCollectionTag',
  REMOVE_COLLECTION_TAG: 'removeCollectionTag',
  UNLINK_ARTIFACT: 'unlinkArtifact',
  WEAVE_METRIC_THRESHOLD: 'weaveMetricThreshold',
  NO_OP: 'noOp',
  PUSH_NOTIFICATION: 'pushNotification',
  ARIA: 'aria',
  ENTITY: 'entityScope',
};

export interface Profile {
  readonly name: ProfileName;
  /** What `latestLocalVersionInfo.versionOnThisInstanceString` answers; `null` on Multi-tenant Cloud. */
  readonly version: string | null;
  has(feature: string): boolean;
  /** Whether the server knows all of these event, scope and action types. */
  knows(...types: readonly string[]): boolean;
  /** Names for `serverInfo.features`. */
  readonly flags: readonly string[];
}

const releases: Readonly<Record<ProfileName, number | 'saas'>> = {
  saas: 'saas',
  'dedicated-0.83': 83,
  'server-0.75': 75,
  'server-0.69': 69,
  'server-0.67': 67,
};

export const profileNames = Object.keys(releases) as readonly ProfileName[];

export function profileNamed(name: ProfileName): Profile {
  const release = releases[name];
  const present = (Object.entries(features) as [FeatureName, Feature][]).filter(
    ([, { since }]) => release === 'saas' || (since !== 'saas' && since <= release),
  );
  const names = new Set<string>(present.map(([feature]) => feature));
  return {
    name,
    version: release === 'saas' ? null : `0.${release}.0`,
    has: (feature) => names.has(feature),
    knows: (...types) => types.every((type) => !needs[type] || names.has(needs[type])),
    flags: present.flatMap(([, { flag }]) => flag ?? []),
  };
}
