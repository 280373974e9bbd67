import { printJson } from '../../core/json/print';
import type { EventFacts } from '../../core/simulate/facts';
import type { TriggerEventDetails } from '../store/records';

/** An event as an execution remembers it. */
export function eventDetails(facts: EventFacts): TriggerEventDetails {
  const { entityName, projectName } = facts;
  switch (facts.kind) {
    case 'version': {
      const version = {
        artifactMetadata: printJson(facts.metadata),
        artifactVersionIndex: facts.versionIndex,
        artifactCollectionName: facts.collectionName,
        projectName,
        entityName,
      };
      if (facts.alias !== undefined)
        return { __typename: 'ArtifactAliasEventDetails', ...version, alias: facts.alias };
      if (facts.tag !== undefined)
        return { __typename: 'ArtifactTagEventDetails', ...version, tag: facts.tag };
      return { __typename: 'ArtifactEventDetails', ...version };
    }
    case 'collection':
      return {
        __typename: 'ArtifactTagEventDetails',
        artifactMetadata: null,
        artifactVersionIndex: null,
        artifactCollectionName: facts.collectionName,
        projectName,
        entityName,
        tag: facts.tag,
      };
    case 'run-metric':
      return {
        __typename: 'RunMetricEventDetails',
        runName: facts.runName,
        projectName,
        entityName,
        metricName: facts.reading.condition.name,
        metricValues: facts.reading.values,
      };
    case 'run-state':
      return {
        __typename: 'RunStateEventDetails',
        runName: facts.runName,
        projectName,
        entityName,
        newRunState: facts.newRunState,
      };
  }
}
