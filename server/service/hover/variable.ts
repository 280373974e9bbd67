import { findAction } from '../../../core/catalog/actions';
import {
  canBeSecretName,
  findVariable,
  isFilledBy,
  type VariableEntry,
} from '../../../core/catalog/variables';
import { code } from '../../../core/l10n/code-span';
import { message } from '../../../core/l10n/message';
import { variableUses } from '../../../core/spec/analysis/templates';
import type { SpecEntry } from '../../../core/spec/entry';
import type { SpecLocation } from '../../../core/spec/location';
import { artifactsPath, integrationOwners } from '../../remote/places';
import { pathInEntry } from './filter';
import type { HoverContext, HoverText } from './hover';
import { notFound } from './unknown';

/** `${name}` in a text that is sent. */
export function variableHover(location: SpecLocation, context: HoverContext): HoverText | undefined {
  const { text, entry } = location;
  if (!text || !entry || !mayHoldVariables(location)) return undefined;
  const use = variableUses(text.value).find(({ start, end }) => start <= text.offset && text.offset <= end);
  if (!use) return undefined;
  const variable = findVariable(use.name);
  const paragraphs = variable
    ? aboutVariable(variable, use.name, entry, context)
    : aboutSecret(use.name, entry, context);
  return paragraphs && { range: text.toFile(use), paragraphs: [`**\${${use.name}}**`, ...paragraphs] };
}

function mayHoldVariables(location: SpecLocation): boolean {
  const [key, field] = pathInEntry(location);
  const fields = findAction(location.entry?.action?.entry?.name ?? '')?.fields ?? [];
  return key === 'action' && fields.some(({ name, variables }) => variables !== undefined && name === field);
}

function aboutVariable(
  variable: VariableEntry,
  name: string,
  entry: SpecEntry,
  context: HoverContext,
): readonly string[] {
  const { texts } = context;
  const action = entry.action?.entry?.name;
  const wireType = entry.event?.wireType;
  return [
    texts.say(variable.docs),
    texts.say(message('For example `{0}`.', variable.example)),
    ...(variable.prefix ? aboutMetadata(name.slice(variable.name.length), entry, context) : []),
    ...(wireType !== undefined && !isFilledBy(variable, wireType)
      ? [texts.say(message('This event leaves it empty.'))]
      : []),
    ...(action === 'SendWebhook' && !variable.documentedFor.includes('webhook')
      ? [texts.say(message('W&B’s docs promise this variable for ARIA prompts only.'))]
      : []),
    ...(action === 'SendNotification'
      ? [texts.say(message('Whether variables are replaced in Slack messages is not documented.'))]
      : []),
  ];
}

/** A value that a key of the metadata has, for each of the entry's scopes. */
function aboutMetadata(
  key: string,
  { scopes }: SpecEntry,
  { facts, texts }: HoverContext,
): readonly string[] {
  return scopes.flatMap(({ scope }) => {
    const path = artifactsPath(scope, facts);
    const fact = path && facts.get('metadataKeys', path);
    const seen = fact?.known ? fact.value?.items.find((each) => each.key === key) : undefined;
    if (!path || !seen) return [];
    const { entity, project, collection } = path;
    const where = [entity, project, ...(collection === undefined ? [] : [collection])].join('/');
    return [texts.say(message('{0}: for example {1}.', code(where), code(seen.example)))];
  });
}

function aboutSecret(name: string, entry: SpecEntry, context: HoverContext): readonly string[] | undefined {
  if (entry.action?.entry?.name !== 'SendWebhook' || !canBeSecretName(name)) return undefined;
  const action = entry.automations[0]?.automation?.action;
  const owner = action?.type === 'SendWebhook' ? action.integration.entity : undefined;
  const lists = integrationOwners(entry.scopes, owner, context.facts).map((entity) =>
    context.facts.get('secrets', { entity }),
  );
  const isMissing = lists.some((fact) => fact.known && fact.value?.includes(name) === false);
  const text = message('A secret of the team: W&B puts its value in when the webhook is sent.');
  return [context.texts.say(text), ...(isMissing ? notFound(context) : [])];
}
