import {
  hasField,
  listsByEntity,
  listsByOrganization,
  type Capabilities,
  type ProbedField,
} from '../capabilities';
import { batchDocument, type GraphqlDocument, type Lookup } from '../lookup';
import type { Listing } from '../paging';
import * as artifacts from './artifacts';
import { artifactSample } from './artifactSample';
import * as entities from './entities';
import * as executions from './executions';
import * as integrations from './integrations';
import * as projects from './projects';
import * as runs from './runs';
import * as server from './server';
import * as triggers from './triggers';

/** Documents that find out what a server has: asked of all of them, whatever they answer. */
export const discoveryDocuments: readonly GraphqlDocument[] = [server.features, server.probe];

/**
 * Every document that the client may send to a server of these capabilities, so that tests can check them against a schema. Where the
 * schema has been seen, all of them have to be valid there.
 */
export function allDocuments(capabilities: Capabilities): readonly GraphqlDocument[] {
  const has = (field: ProbedField): boolean => hasField(capabilities, field) ?? true;
  const when = <T>(condition: boolean, document: T): readonly T[] => (condition ? [document] : []);
  const collection = artifacts.collection(capabilities);

  const lookups: readonly Lookup<unknown>[] = [
    entities.entity,
    entities.organization,
    entities.entityOrganizations(capabilities),
    ...when(has('Organization.featureFlags'), entities.organizationFeatures),
    ...when(has('Entity.secrets'), entities.secrets),
    projects.project,
    projects.registry,
    ...(collection === undefined ? [] : [collection]),
    artifacts.version(capabilities, 'collection'),
    artifactSample(capabilities),
    runs.runMetrics,
    runs.projectMetrics(capabilities),
    integrations.firstIntegrations(capabilities),
  ];
  const listings: readonly Pick<Listing<unknown, unknown>, 'operation'>[] = [
    projects.projects,
    projects.registries,
    artifacts.collections(capabilities),
    artifacts.aliases,
    artifacts.versions(capabilities, 'collection'),
    runs.runs,
    integrations.integrations(capabilities),
    ...when(listsByEntity(capabilities), triggers.entityTriggers(capabilities)),
    ...when(listsByOrganization(capabilities), triggers.organizationTriggers(capabilities)),
    ...when(hasField(capabilities, 'Query.triggers') === true, triggers.viewerTriggers(capabilities)),
    triggers.entityProjectTriggers(capabilities),
    triggers.viewerProjectTriggers(capabilities),
    triggers.projectTriggers(capabilities),
    triggers.collectionTriggers(capabilities),
    ...when(has('Query.triggerExecutions'), executions.triggerExecutions(capabilities)),
    ...when(has('Project.triggerExecutions'), executions.projectExecutions(capabilities)),
    ...when(has('ArtifactCollection.triggerExecutions'), executions.collectionExecutions(capabilities)),
  ];
  return [
    server.viewer(has('User.organizations')),
    server.version,
    runs.runCounts(2),
    runs.sampledHistory,
    triggers.createTrigger(capabilities),
    triggers.updateTrigger(capabilities),
    triggers.deleteTrigger,
    integrations.createWebhook(capabilities),
    ...when(has('Mutation.updateGenericWebhookIntegration'), integrations.updateWebhook(capabilities)),
    ...when(has('Mutation.deleteIntegration'), integrations.deleteIntegration),
    ...when(has('Mutation.testGenericWebhookIntegration'), integrations.testWebhook),
    ...listings.map(({ operation }) => operation),
    ...lookups.map((lookup) => batchDocument(lookup, [{}, {}])),
  ];
}
