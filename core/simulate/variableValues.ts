import { findWireEventType } from '../catalog/events';
import { printJson } from '../json/print';
import type { JsonValue } from '../json/value';
import { conditionText } from './conditionText';
import type { EventFacts, RunMetricFacts, VersionFacts } from './facts';
import { shortNumber } from './numberText';
import type { Measure } from './reading';

/**
 * The template variables that an event fills, by name; `artifact_metadata.KEY` once for every key. Those that W&B's docs name without
 * saying how they look (`metric_values`, `metric_filter`, `artifact_version_index` …) have the form of the catalog's examples.
 */
export function variableValues(facts: EventFacts): ReadonlyMap<string, string> {
  return new Map([...common(facts), ...special(facts)]);
}

type Entries = readonly (readonly [name: string, value: string])[];

/** The name of an event as `${event_type}` gives it: `LINK_ARTIFACT` for `LINK_MODEL`. */
function renderedEventType(wireType: string): string {
  return findWireEventType(wireType)?.rendersAs ?? wireType;
}

function common(facts: EventFacts): Entries {
  return [
    ['automation_name', facts.automationName],
    ['event_type', renderedEventType(facts.wireType)],
    ['event_author', facts.author],
    ['entity_name', facts.entityName],
    ['project_name', facts.projectName],
  ];
}

function special(facts: EventFacts): Entries {
  switch (facts.kind) {
    case 'version':
      return version(facts);
    case 'collection':
      return [
        ['artifact_collection_name', facts.collectionName],
        ['tag', facts.tag],
      ];
    case 'run-metric':
      return metric(facts);
    case 'run-state':
      return [
        ['run_name', facts.runName],
        ['run_status', facts.newRunState.toLowerCase()],
      ];
  }
}

function version(facts: VersionFacts): Entries {
  const index = `v${facts.versionIndex}`;
  const path = `${facts.entityName}/${facts.projectName}/${facts.collectionName}`;
  return [
    ['artifact_collection_name', facts.collectionName],
    ['artifact_version', `wandb-artifact://_id/${facts.versionId}`],
    ['artifact_version_string', `${path}:${facts.alias ?? index}`],
    ['artifact_version_index', index],
    ...Object.entries(facts.metadata).map(
      ([key, value]) => [`artifact_metadata.${key}`, asText(value)] as const,
    ),
    ...(facts.alias === undefined ? [] : [['alias', facts.alias] as const]),
    ...(facts.tag === undefined ? [] : [['tag', facts.tag] as const]),
  ];
}

function metric({ runName, reading }: RunMetricFacts): Entries {
  const { condition, values } = reading;
  return [
    ['run_name', runName],
    ['metric_name', condition.name],
    ['metric_values', values.join(', ')],
    ['metric_filter', conditionText(condition, 'long')],
    ['metric_filter_short', conditionText(condition, 'short')],
    ['metric_current_status', currentStatus(reading.measure)],
  ];
}

function currentStatus(measure: Measure): string {
  switch (measure.kind) {
    case 'waiting':
      return '';
    case 'threshold':
      return shortNumber(measure.aggregate);
    case 'change':
      return shortNumber(measure.current);
    case 'zscore':
      return shortNumber(measure.value);
  }
}

const asText = (value: JsonValue): string =>
  typeof value === 'string' ? value : value === null ? '' : printJson(value);
