import { fromPlain, type PlainJson } from '../../core/json/plain';
import type { JsonObject } from '../../core/json/value';
import type { CollectionFacts, EventFacts, VersionFacts } from '../../core/simulate/facts';
import type { MetricReading } from '../../core/simulate/reading';
import type { ArtifactEvent } from '../hooks';
import type { Project, Run, Trigger } from '../store/records';
import type { Store } from '../store/store';

/** What an automation is told about an artifact or a collection. */
export function artifactFacts(
  store: Store,
  trigger: Trigger,
  project: Project,
  event: ArtifactEvent,
): VersionFacts | CollectionFacts {
  const { collection, version, alias, tag, author } = event;
  const common = {
    wireType: event.eventType,
    automationName: trigger.name,
    author: author.username,
    ...placeOf(store, project),
    collectionName: collection.name,
  };
  if (!version) return { kind: 'collection', ...common, tag: tag ?? '' };
  const { artifact, membership } = version;
  return {
    kind: 'version',
    ...common,
    versionId: artifact.id,
    versionIndex: membership.versionIndex,
    aliases: membership.aliases,
    // Records hold nothing but JSON.
    metadata: fromPlain(artifact.metadata as PlainJson) as JsonObject,
    ...(alias !== null && { alias }),
    ...(tag !== null && { tag }),
  };
}

/** What an automation is told about a run: what it saw of its metric, or nothing but its new state. */
export function runFacts(
  store: Store,
  trigger: Trigger,
  project: Project,
  run: Run,
  reading: MetricReading | undefined,
): EventFacts {
  const common = {
    wireType: trigger.eventType,
    automationName: trigger.name,
    author: store.users.get(run.userId)?.username ?? '',
    ...placeOf(store, project),
    runName: run.displayName,
  };
  return reading
    ? { kind: 'run-metric', ...common, reading }
    : { kind: 'run-state', ...common, newRunState: run.state.toUpperCase() };
}

function placeOf(
  store: Store,
  project: Project,
): { readonly entityName: string; readonly projectName: string } {
  return { entityName: store.entities.get(project.entityId)?.name ?? '', projectName: project.name };
}
