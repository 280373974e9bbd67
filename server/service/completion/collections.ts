import { CompletionItemKind } from 'vscode-languageserver/node';
import type { Shape, ValueType } from '../../../core/catalog/keys';
import type { FeatureContext } from '../../context';
import { keyText, possibleKeys, type KeySite } from './keys';
import { isPayload, passedOn, payloadVariables } from './payload';
import type { ValuePlace } from './place';
import type { Proposal } from './proposal';
import { below, leadIn } from './writing';

type Flat = Exclude<ValueType, { kind: 'either' }>;

/** Keys behind `scope:`, `automations:` or `payload:`, where nothing but a mapping or a list of them makes sense: they begin it. */
export function collectionProposals(
  place: ValuePlace,
  types: readonly Flat[],
  wireTypes: readonly string[],
  { texts }: FeatureContext,
): Proposal[] {
  const { style, misread, after, before, flow, behindColon } = place;
  const written = before + after;
  if (style !== 'plain' || misread || /[^\w$]/.test(written)) return [];
  // On a line of its own, the key is proposed as such.
  if (!flow && behindColon === undefined) return [];
  // Behind a `$`, only operators of documents can follow.
  const variables = isPayload(types) && !written.includes('$') ? payloadVariables(wireTypes) : [];
  const { shape, dash } = onlyCollection(types) ?? {};
  return [
    ...variables.map((variable) => ({
      ...beginning(place, variable.name, '', (site) => passedOn(variable, site)),
      docs: texts.say(variable.docs),
      rank: 1,
    })),
    ...(shape ? possibleKeys(shape, []) : []).map((key) => ({
      ...beginning(place, key.name, dash ?? '', (site) => keyText(key, site)),
      docs: texts.say(key.docs),
      rank: key.required ? 0 : 1,
      goesOn: true as const,
    })),
  ];
}

interface Collection {
  readonly shape: Shape;
  readonly dash: '' | '- ';
}

function onlyCollection([type, ...others]: readonly Flat[]): Collection | undefined {
  if (!type || others.length > 0) return undefined;
  if (type.kind === 'mapping') return { shape: type.shape, dash: '' };
  return type.kind === 'list' && type.items.kind === 'mapping'
    ? { shape: type.items.shape, dash: '- ' }
    : undefined;
}

/** The mapping, or the list of one, that begins with a key. */
function beginning(
  place: ValuePlace,
  name: string,
  dash: Collection['dash'],
  write: (site: KeySite) => string,
): Pick<Proposal, 'label' | 'kind' | 'range' | 'insert' | 'filter'> {
  const { flow, behindColon, around, replace } = place;
  const column = around + 2;
  const text = write({ flow, column: column + dash.length, style: 'plain' });
  const edit =
    behindColon === undefined || flow
      ? { range: replace, insert: leadIn(place) + (dash ? `[{${text}}]` : `{${text}}`) }
      : below(name, [dash + text], behindColon, column, place);
  return { label: name, kind: CompletionItemKind.Property, ...edit };
}
