import { CompletionItemKind } from 'vscode-languageserver/node';
import type { TextRole, ValueType } from '../../../core/catalog/keys';
import type { FeatureContext } from '../../context';
import { editInside, editWhole } from './inside-text';
import { expressionProposals } from './expression';
import { isPayload } from './payload';
import type { ValuePlace } from './place';
import { literal, type Proposal } from './proposal';
import type { RemoteName, RemoteNames } from './remote-names';
import { textOf, type Surroundings } from './surroundings';
import { templateProposals, type TemplateTarget } from './templates';

type Flat = Exclude<ValueType, { kind: 'either' }>;

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
    return type.kind === 'text' ? roleProposals(type.role, place, around, names, context) : [];
  });
}

function roleProposals(
  role: TextRole,
  place: ValuePlace,
  around: Surroundings,
  names: RemoteNames,
  context: FeatureContext,
): Proposal[] {
  const entity = ownEntity(place);
  switch (role) {
    case 'expression':
    case 'run-expression':
      return expressionProposals(place, around.event, expressionNames(names, context), context);
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
      return remote(names.projects(place.before), place, context);
    case 'registry':
      return remote(names.registries(place.before), place, context);
    case 'collection':
      return remote(names.collections(place.before), place, context);
    case 'team':
      return remote(names.teams(), place, context);
    case 'organization':
      return remote(names.organizations(), place, context);
    case 'entity':
      return remote(names.entities(), place, context);
    case 'slack-channel':
      return remote(names.slackChannels(entity), place, context);
    case 'slack-workspace':
      return remote(names.slackWorkspaces(entity), place, context);
    case 'webhook':
      return remote(names.webhooks(entity), place, context);
    case 'metric':
      return remote(names.metrics(), place, context);
    case 'automation-name':
      return remote(names.automations(), place, context);
    default:
      return [];
  }
}

/** `entity` beside `channel` or `name` of an integration. */
function ownEntity({ parents }: ValuePlace): string | undefined {
  const map = parents.at(-1);
  return map?.kind === 'map' ? textOf(map, 'entity') : undefined;
}

function remote(names: readonly RemoteName[], place: ValuePlace, { texts }: FeatureContext): Proposal[] {
  if (place.multiline) return [];
  const all = { start: 0, end: place.before.length + place.after.length };
  return names.map(({ name, detail, docs, unfinished }) => ({
    label: name,
    kind: unfinished ? CompletionItemKind.Folder : CompletionItemKind.Reference,
    ...(unfinished ? editInside(place, all, literal(name), name) : editWhole(place, name)),
    ...(detail !== undefined && { detail }),
    ...(docs && { docs: texts.say(docs) }),
    rank: unfinished ? 3 : 2,
    ...(unfinished && { goesOn: true }),
  }));
}

function expressionNames(
  names: RemoteNames,
  { texts }: FeatureContext,
): Parameters<typeof expressionProposals>[2] {
  const said = ({ name, detail, docs }: RemoteName): { name: string; detail?: string; docs?: string } => ({
    name,
    ...(detail !== undefined && { detail }),
    ...(docs && { docs: texts.say(docs) }),
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
    ...(docs && { docs: texts.say(docs) }),
  });
  const sources = {
    metadataKeys: () => names.metadataKeys().map(told),
    secrets: () => names.secrets().map(told),
  };
  return templateProposals(place, target, around.wireTypes, sources, context);
}
