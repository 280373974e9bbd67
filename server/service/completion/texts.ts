import type { TextRole, ValueType } from '../../../core/catalog/keys';
import type { FeatureContext } from '../../context';
import { expressionProposals } from './expression';
import type { ExpressionName, ExpressionNames } from './expression-values';
import { isPayload } from './payload';
import type { ValuePlace } from './place';
import type { Proposal } from './proposal';
import type { RemoteName, RemoteNames } from './remote-names';
import { integrationProposals, remoteProposals, sentences } from './remote-proposals';
import { itemsBeside, textOf, type Surroundings } from './surroundings';
import { templateProposals, type TemplateTarget } from './templates';

type Flat = Exclude<ValueType, { kind: 'either' }>;

export const isExpression = (type: ValueType): boolean =>
  type.kind === 'text' && (type.role === 'expression' || type.role === 'run-expression');

/** What a text may say: names of the server, expressions, template variables. */
export function textProposals(
  place: ValuePlace,
  types: readonly Flat[],
  around: Surroundings,
  names: RemoteNames,
  context: FeatureContext,
): Proposal[] {
  return types.flatMap((type) => {
    if (type.kind === 'free')
      return type.role === 'payload' && !isPayload(types)
        ? templates(place, 'webhook', around, names, context)
        : [];
    return type.kind === 'text' ? roleProposals(type.role, place, types, around, names, context) : [];
  });
}

function roleProposals(
  role: TextRole,
  place: ValuePlace,
  types: readonly Flat[],
  around: Surroundings,
  names: RemoteNames,
  context: FeatureContext,
): Proposal[] {
  const entity = beside(place, 'entity');
  switch (role) {
    case 'expression':
    case 'run-expression':
      return expressionProposals(
        place,
        around.event,
        role === 'run-expression',
        expressionNames(names, context),
        context,
      );
    case 'template':
      return templates(place, 'slack', around, names, context);
    case 'prompt':
      return templates(place, 'aria', around, names, context);
    case 'payload':
      // In JSON: without quotes it would be a mapping.
      return place.style === 'plain' || !place.before.trimStart().startsWith('{')
        ? []
        : templates(place, 'webhook', around, names, context);
    case 'project':
      return remoteProposals(names.projects(place.before), place, context);
    case 'registry':
      return remoteProposals(names.registries(place.before), place, context);
    case 'collection':
      return remoteProposals(names.collections(place.before), place, context);
    case 'team':
      return remoteProposals(names.teams(), place, context);
    case 'organization':
      return remoteProposals(names.organizations(), place, context);
    case 'entity':
      return remoteProposals(names.entities(), place, context);
    case 'slack-channel':
      return integrationProposals(
        (apart) => names.slackChannels(entity, apart, beside(place, 'workspace')),
        place,
        types,
        context,
      );
    case 'slack-workspace': {
      const channel = beside(place, 'channel') ?? beside(place, 'name');
      return remoteProposals(names.slackWorkspaces(entity, channel), place, context);
    }
    case 'webhook':
      return integrationProposals((apart) => names.webhooks(entity, apart), place, types, context);
    case 'metric':
      return remoteProposals(names.metrics(), place, context);
    case 'display_name':
    case 'alias':
    case 'tag':
      return remoteProposals(
        names.fieldValues(role).filter(({ name }) => !itemsBeside(place).includes(name)),
        place,
        context,
      );
    case 'automation-name':
      return remoteProposals(names.automations(), place, context);
    default:
      return [];
  }
}

/** The text of another key of the same mapping: `entity` beside the `channel` of an integration. */
function beside({ parents }: ValuePlace, key: string): string | undefined {
  const map = parents.at(-1);
  return map?.kind === 'map' ? textOf(map, key) : undefined;
}

function expressionNames(names: RemoteNames, { texts }: FeatureContext): ExpressionNames {
  const said = ({ name, detail, docs }: RemoteName): ExpressionName => ({
    name,
    ...(detail !== undefined && { detail }),
    ...(docs && { docs: sentences(docs, texts) }),
  });
  return {
    metrics: () => names.metrics().map(said),
    field: (field) => names.fieldValues(field).map(said),
  };
}

function templates(
  place: ValuePlace,
  target: TemplateTarget,
  around: Surroundings,
  names: RemoteNames,
  context: FeatureContext,
): Proposal[] {
  const { texts } = context;
  const told = ({ name, docs }: RemoteName): { name: string; docs?: string } => ({
    name,
    ...(docs && { docs: sentences(docs, texts) }),
  });
  const sources = {
    metadataKeys: () => names.metadataKeys().map(told),
    secrets: () => names.secrets().map(told),
  };
  return templateProposals(place, target, around.wireTypes, sources, context);
}
