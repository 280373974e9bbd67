/**
 * What a server can do: its feature flags, and what its schema was seen to have. Plain JSON. Features are strings and never
 * a closed list.
 */
export interface Capabilities {
  /** Names of the features that are switched on. */
  readonly features: readonly string[];
  /** `Type.field` of what may be missing, such as `Query.triggerExecutions`; null: the server doesn't say. */
  readonly fields: readonly string[] | null;
  /** Members of the unions that grow, such as `TriggeredAction.ARIATriggeredAction`; null: the server doesn't say. */
  readonly members: readonly string[] | null;
}
