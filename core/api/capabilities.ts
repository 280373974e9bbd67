/**
 * What a server can do: its feature flags, and what its schema was seen to have. Plain JSON. Features are strings and never
 * a closed list.
 */
export interface Capabilities {
  /** Names of the features that are switched on. */
  readonly features: readonly string[];
  /** Those of {@link probedFields} that the schema has; null: the server doesn't say. */
  readonly fields: readonly string[] | null;
  /** Members of {@link probedUnions} as `Union.Member`; null: the server doesn't say. */
  readonly members: readonly string[] | null;
}

/** Fields that some servers lack, as `Type.field`. */
export const probedFields = [
  'Query.triggers',
  'Query.triggerExecutions',
  'Mutation.updateGenericWebhookIntegration',
  'Mutation.deleteIntegration',
  'Mutation.testGenericWebhookIntegration',
  'Trigger.createdBy',
  'Trigger.lastExecutedAt',
  'Entity.triggers',
  'Entity.secrets',
  'Organization.triggers',
  'Organization.featureFlags',
  'Project.fields',
  'Project.artifactCollection',
  'Project.triggerExecutions',
  'ArtifactCollection.tags',
  'ArtifactCollection.triggerExecutions',
  'Artifact.tags',
  'User.organizations',
  'GenericWebhookIntegration.secretRef',
] as const;

export type ProbedField = (typeof probedFields)[number];

/** Unions that grow from version to version. */
export const probedUnions = [
  'TriggerScope',
  'TriggeredAction',
  'TriggerEventDetails',
  'TriggerActionDetails',
  'TriggerResultDetails',
] as const;

export type ProbedUnion = (typeof probedUnions)[number];

/** A server that says nothing about itself: only what every supported server has is asked of it. */
export const noCapabilities: Capabilities = { features: [], fields: null, members: null };

export function hasFeature(capabilities: Capabilities, name: string): boolean {
  return capabilities.features.includes(name);
}

/** Whether the schema has the field; undefined: the server doesn't say. */
export function hasField(capabilities: Capabilities, field: ProbedField): boolean | undefined {
  return capabilities.fields?.includes(field);
}

/** Whether the union has the member; undefined: the server doesn't say. */
export function hasMember(
  capabilities: Capabilities,
  union: ProbedUnion,
  member: string,
): boolean | undefined {
  return capabilities.members?.includes(`${union}.${member}`);
}

/** May `Entity.triggers` be used? Asked by flag, as the W&B SDK does; the schema may say no. */
export function listsByEntity(capabilities: Capabilities): boolean {
  return (
    hasFeature(capabilities, 'QUERY_AUTOMATIONS_ON_ENTITY') &&
    hasField(capabilities, 'Entity.triggers') !== false
  );
}

export function listsByOrganization(capabilities: Capabilities): boolean {
  return (
    hasFeature(capabilities, 'AUTOMATIONS_ON_ORGANIZATION') &&
    hasField(capabilities, 'Organization.triggers') !== false
  );
}

/** Can artifacts and collections have tags? */
export function hasTags(capabilities: Capabilities): boolean {
  return hasField(capabilities, 'ArtifactCollection.tags') ?? hasFeature(capabilities, 'ARTIFACT_TAGS');
}
