import { CompletionItemKind } from 'vscode-languageserver/node';
import { findEvent } from '../../../core/catalog/events';
import {
  findKey,
  type Choice,
  type ChoiceType,
  type KeyEntry,
  type Shape,
  type ValueType,
} from '../../../core/catalog/keys';
import { defaultsShape } from '../../../core/catalog/keys-automation';
import type { YamlMap } from '../../../core/spec/yaml/tree';
import type { ScopeKind } from '../../../core/automation';
import type { FeatureContext } from '../../context';
import type { ValuePlace } from './place';
import { literal, type Proposal } from './proposal';
import { itemsBeside, valueOf, type Surroundings } from './surroundings';
import { below, filterText, leadIn, writeText } from './writing';

type Flat = Exclude<ValueType, { kind: 'either' }>;

/** Values that the format itself lists: types, levels, states, yes and no, usual numbers. */
export function choiceProposals(
  place: ValuePlace,
  types: readonly Flat[],
  { scopes: written, defaults }: Surroundings,
  context: FeatureContext,
): Proposal[] {
  const scopes = [...new Set(written.map(({ kind }) => kind))];
  const beside = new Set(itemsBeside(place).map((text) => text.toUpperCase()));
  return types.flatMap((type): Proposal[] => {
    switch (type.kind) {
      case 'choice':
        return choices(type, scopes)
          .filter(({ name }) => !beside.has(name.toUpperCase()))
          .map((choice) => oneOf(choice, type, place, types, defaults, context));
      case 'boolean':
        return ['true', 'false'].map((name) => word(name, place));
      case 'number':
        return type.usual === undefined ? [] : [word(type.usual, place)];
      default:
        return [];
    }
  });
}

/** Event types only where the scope allows them; everything while the scope isn't known. */
function choices({ role, choices: all }: ChoiceType, scopes: readonly ScopeKind[]): readonly Choice[] {
  const shown = all.filter(({ hidden }) => !hidden);
  if (role !== 'event-type') return shown;
  return shown.filter(({ name }) => {
    const event = findEvent(name);
    return !event || scopes.every((scope) => event.scopes[scope] !== 'refused');
  });
}

function oneOf(
  { name, docs }: Choice,
  { role }: ChoiceType,
  place: ValuePlace,
  types: readonly Flat[],
  defaults: YamlMap | undefined,
  { texts }: FeatureContext,
): Proposal {
  const shape = types.find((type) => type.kind === 'variant')?.shapes.get(name);
  const mapping = shape && mappingProposal(name, shape, place, defaults);
  return {
    label: name,
    kind: valueRoles.has(role) ? CompletionItemKind.EnumMember : CompletionItemKind.Class,
    range: place.replace,
    insert: leadIn(place) + literal(writeChoice(name, role, place)),
    filter: filterText(name, place),
    docs: texts.say(docs),
    rank: 0,
    ...mapping,
  };
}

/** The words of a choice mean themselves: the number 1, and `off`, which cautious quoting would put in quotes. */
function writeChoice(name: string, role: ChoiceType['role'], place: ValuePlace): string {
  const plain = role === 'version' || (place.style === 'plain' && /^\w+$/.test(name));
  return plain ? name : writeText(name, place);
}

const valueRoles: ReadonlySet<ChoiceType['role']> = new Set([
  'enum',
  'level',
  'state',
  'severity',
  'comparison',
  'version',
]);

/** `event: OnRunMetric` can't stay a word: the type needs more keys, so a mapping is begun. */
function mappingProposal(
  name: string,
  shape: Shape,
  place: ValuePlace,
  defaults: YamlMap | undefined,
): Partial<Proposal> | undefined {
  const next = nextKey(shape, defaults);
  if (!next) return undefined;
  const lines = [`type: ${literal(name)}`, `${literal(next.name)}: $0`];
  const { flow, behindColon, column, around } = place;
  if (flow) return { insert: `${leadIn(place)}{${lines.join(', ')}}`, goesOn: true };
  if (behindColon === undefined)
    return { insert: leadIn(place) + lines.join(`\n${' '.repeat(column)}`), goesOn: true };
  return { ...below(name, lines, behindColon, around + 2, place), goesOn: true };
}

/** What is missing besides the type, or is most likely to come next where `defaults` has the integration. */
function nextKey({ keys }: Shape, defaults: YamlMap | undefined): KeyEntry | undefined {
  const integration = keys.find((key) => key.name === 'integration');
  if (!integration) return keys.find((key) => key.name !== 'type' && key.required);
  const names = ['slack', 'webhook'];
  const given = names.some(
    (name) => findKey(defaultsShape, name)?.type === integration.type && valueOf(defaults, name),
  );
  return given ? keys[keys.indexOf(integration) + 1] : integration;
}

function word(name: string, place: ValuePlace): Proposal {
  return {
    label: name,
    kind: CompletionItemKind.Value,
    range: place.replace,
    insert: leadIn(place) + name,
    filter: filterText(name, place),
    rank: 0,
  };
}
