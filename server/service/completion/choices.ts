import { CompletionItemKind } from 'vscode-languageserver/node';
import { findEvent } from '../../../core/catalog/events';
import type { Choice, ChoiceType, Shape, ValueType } from '../../../core/catalog/keys';
import type { ScopeKind } from '../../../core/automation';
import type { FeatureContext } from '../../context';
import type { ValuePlace } from './place';
import { literal, type Proposal } from './proposal';
import { filterText, leadIn, writeText } from './writing';

type Flat = Exclude<ValueType, { kind: 'either' }>;

/** Values that the format itself lists: types, levels, states, yes and no, usual numbers. */
export function choiceProposals(
  place: ValuePlace,
  types: readonly Flat[],
  scopes: readonly ScopeKind[],
  context: FeatureContext,
): Proposal[] {
  return types.flatMap((type): Proposal[] => {
    switch (type.kind) {
      case 'choice':
        return choices(type, scopes).map((choice) => oneOf(choice, type, place, types, context));
      case 'boolean':
        return ['true', 'false'].map((name) => word(name, place));
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
  { texts }: FeatureContext,
): Proposal {
  const shape = types.find((type) => type.kind === 'variant')?.shapes.get(name);
  const mapping = shape && place.style === 'plain' ? mappingProposal(name, shape, place) : undefined;
  return {
    label: name,
    kind: valueRoles.has(role) ? CompletionItemKind.EnumMember : CompletionItemKind.Class,
    range: place.replace,
    insert: leadIn(place) + literal(role === 'version' ? name : writeText(name, place)),
    filter: filterText(name, place),
    docs: texts.pick(docs),
    rank: 0,
    ...mapping,
  };
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
function mappingProposal(name: string, { keys }: Shape, place: ValuePlace): Partial<Proposal> | undefined {
  const next = keys.find((key) => key.name !== 'type' && (key.required ?? key.name === 'integration'));
  if (!next) return undefined;
  const lines = [`type: ${literal(name)}`, `${literal(next.name)}: $0`];
  const { flow, replace, behindColon, column, around } = place;
  if (flow) return { insert: `${leadIn(place)}{${lines.join(', ')}}`, goesOn: true };
  if (behindColon === undefined)
    return { insert: leadIn(place) + lines.join(`\n${' '.repeat(column)}`), goesOn: true };
  return {
    range: { start: behindColon, end: replace.end },
    insert: lines.map((line) => `\n${' '.repeat(around + 2)}${line}`).join(''),
    filter: ' '.repeat(replace.start - behindColon) + name,
    goesOn: true,
  };
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
