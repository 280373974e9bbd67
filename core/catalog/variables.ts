import { message, type Message } from '../l10n/message';

/** Where W&B's docs promise a template variable. */
export type VariableTarget = 'webhook' | 'aria';

/** A template variable `${name}`. Source: W&B docs. */
export interface VariableEntry {
  /** `artifact_metadata.` stands for any top-level key of the metadata. */
  readonly name: string;
  /** `name` is a prefix that a key follows. */
  readonly prefix?: true;
  /** Wire event types that fill it; absent: all do. Elsewhere it renders as an empty string. */
  readonly events?: readonly string[];
  readonly documentedFor: readonly VariableTarget[];
  /** What it may look like, for previews. */
  readonly example: string;
  readonly docs: Message;
}

const versionEvents = ['CREATE_ARTIFACT', 'LINK_MODEL', 'UNLINK_ARTIFACT'];
const aliasEvents = ['ADD_ARTIFACT_ALIAS', 'UPDATE_ARTIFACT_ALIAS'];
const artifactTagEvents = ['ADD_ARTIFACT_TAG', 'REMOVE_ARTIFACT_TAG'];
const collectionTagEvents = ['ADD_COLLECTION_TAG', 'REMOVE_COLLECTION_TAG'];
const artifactEvents = [...versionEvents, ...aliasEvents, ...artifactTagEvents];
const metricEvents = ['RUN_METRIC', 'RUN_METRIC_CHANGE', 'RUN_METRIC_ZSCORE'];
const weaveEvents = ['WEAVE_METRIC_THRESHOLD'];

const both: readonly VariableTarget[] = ['webhook', 'aria'];
const ariaOnly: readonly VariableTarget[] = ['aria'];

export const variables: readonly VariableEntry[] = [
  {
    name: 'project_name',
    documentedFor: both,
    example: 'finetune',
    docs: message('Project in which the event happened.'),
  },
  {
    name: 'entity_name',
    documentedFor: both,
    example: 'my-team',
    docs: message('Entity (team or user) that owns the project.'),
  },
  {
    name: 'event_type',
    documentedFor: both,
    example: 'LINK_ARTIFACT',
    docs: message(
      'Type of the event. `OnLinkArtifact` gives `LINK_ARTIFACT`, although its wire name is `LINK_MODEL`.',
    ),
  },
  {
    name: 'event_author',
    documentedFor: both,
    example: 'alice',
    docs: message('User whose action caused the event.'),
  },
  {
    name: 'automation_name',
    documentedFor: ariaOnly,
    example: 'promote',
    docs: message('Name of the automation.'),
  },
  {
    name: 'alias',
    events: aliasEvents,
    documentedFor: both,
    example: 'prod',
    docs: message('The alias that was added.'),
  },
  {
    name: 'tag',
    events: [...artifactTagEvents, ...collectionTagEvents],
    documentedFor: both,
    example: 'reviewed',
    docs: message('The tag that was added or removed.'),
  },
  {
    name: 'artifact_collection_name',
    events: [...artifactEvents, ...collectionTagEvents],
    documentedFor: both,
    example: 'llm',
    docs: message('Collection that the version belongs to or was linked to.'),
  },
  {
    name: 'artifact_metadata.',
    prefix: true,
    events: artifactEvents,
    documentedFor: both,
    example: '0.97',
    docs: message('Value of a top-level key of the version’s metadata. Nested keys don’t work.'),
  },
  {
    name: 'artifact_version',
    events: artifactEvents,
    documentedFor: both,
    example: 'wandb-artifact://_id/QXJ0aWZhY3Q6MTIz',
    docs: message('Reference to the version, `wandb-artifact://_id/…`.'),
  },
  {
    name: 'artifact_version_string',
    events: artifactEvents,
    documentedFor: both,
    example: 'my-team/finetune/llm:prod',
    docs: message('The version as text, `entity/project/collection:alias`.'),
  },
  {
    name: 'artifact_version_index',
    events: artifactEvents,
    documentedFor: ariaOnly,
    example: 'v3',
    docs: message('Index of the version in its collection.'),
  },
  {
    name: 'run_name',
    events: [...metricEvents, 'RUN_STATE'],
    documentedFor: ariaOnly,
    example: 'prod-7',
    docs: message('Name of the run.'),
  },
  {
    name: 'metric_name',
    events: [...metricEvents, ...weaveEvents],
    documentedFor: ariaOnly,
    example: 'loss',
    docs: message('Name of the metric.'),
  },
  {
    name: 'metric_values',
    events: metricEvents,
    documentedFor: ariaOnly,
    example: '12.6',
    docs: message('Values of the metric that met the condition.'),
  },
  {
    name: 'metric_filter',
    events: metricEvents,
    documentedFor: ariaOnly,
    example: 'average of loss over 5 values > 10',
    docs: message('The condition on the metric, as text.'),
  },
  {
    name: 'metric_filter_short',
    events: metricEvents,
    documentedFor: ariaOnly,
    example: 'loss > 10',
    docs: message('The condition on the metric, shorter.'),
  },
  {
    name: 'metric_current_status',
    events: metricEvents,
    documentedFor: ariaOnly,
    example: '12.6',
    docs: message('Current state of the metric.'),
  },
  {
    name: 'run_status',
    events: ['RUN_STATE'],
    documentedFor: ariaOnly,
    example: 'failed',
    docs: message('State to which the run changed.'),
  },
  {
    name: 'alert_name',
    events: weaveEvents,
    documentedFor: ariaOnly,
    example: 'latency',
    docs: message('Name of the Weave alert.'),
  },
  {
    name: 'metric_value',
    events: weaveEvents,
    documentedFor: ariaOnly,
    example: '1.8',
    docs: message('Value of the Weave metric.'),
  },
  {
    name: 'threshold',
    events: weaveEvents,
    documentedFor: ariaOnly,
    example: '1.5',
    docs: message('Threshold of the Weave alert.'),
  },
  {
    name: 'comparison_op',
    events: weaveEvents,
    documentedFor: ariaOnly,
    example: '>',
    docs: message('Comparison of the Weave alert.'),
  },
  {
    name: 'message',
    events: weaveEvents,
    documentedFor: ariaOnly,
    example: 'p95 latency is high',
    docs: message('Message of the Weave alert.'),
  },
];

const exact = new Map(variables.filter((entry) => !entry.prefix).map((entry) => [entry.name, entry]));
const prefixes = variables.filter((entry) => entry.prefix);

/** The entry of a variable by the name between `${` and `}`; `artifact_metadata.KEY` finds its prefix. */
export function findVariable(name: string): VariableEntry | undefined {
  return (
    exact.get(name) ??
    prefixes.find((entry) => name.startsWith(entry.name) && name.length > entry.name.length)
  );
}

/** Whether events of this wire type fill the variable. */
export function isFilledBy(variable: VariableEntry, wireType: string): boolean {
  return variable.events?.includes(wireType) ?? true;
}

/** The variables that events of this wire type fill, in catalog order. */
export function variablesFor(wireType: string): readonly VariableEntry[] {
  return variables.filter((variable) => isFilledBy(variable, wireType));
}

/**
 * Whether a name can be that of a secret or of `ACCESS_TOKEN`: letters, digits and underscores. W&B's own variables are all
 * lower-case, secrets by custom upper-case, so that a lower-case name is taken for a slip of the pen.
 */
export function canBeSecretName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && /[A-Z]/.test(name);
}
