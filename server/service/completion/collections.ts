import { CompletionItemKind } from 'vscode-languageserver/node';
import type { Shape, ValueType } from '../../../core/catalog/keys';
import type { FeatureContext } from '../../context';
import { keyText, possibleKeys } from './keys';
import type { ValuePlace } from './place';
import type { Proposal } from './proposal';
import { below, leadIn } from './writing';

type Flat = Exclude<ValueType, { kind: 'either' }>;

/** Keys behind `scope:` or `automations:`, where nothing but a mapping or a list of them can stand: they begin it. */
export function collectionProposals(
  place: ValuePlace,
  types: readonly Flat[],
  context: FeatureContext,
): Proposal[] {
  const [type, ...others] = types;
  const { style, alias, comment, after, before } = place;
  if (!type || others.length > 0 || style !== 'plain' || alias || comment || /\W/.test(before + after))
    return [];
  if (type.kind === 'mapping') return beginnings(place, type.shape, '', context);
  return type.kind === 'list' && type.items.kind === 'mapping'
    ? beginnings(place, type.items.shape, '- ', context)
    : [];
}

function beginnings(place: ValuePlace, shape: Shape, dash: string, { texts }: FeatureContext): Proposal[] {
  const { flow, behindColon, around, replace } = place;
  if (!flow && behindColon === undefined) return [];
  const column = around + 2;
  return possibleKeys(shape, []).map((key) => {
    const text = keyText(key, { flow, column: column + dash.length, style: 'plain' });
    const edit =
      behindColon === undefined || flow
        ? { range: replace, insert: leadIn(place) + (dash ? `[{${text}}]` : `{${text}}`) }
        : below(key.name, [dash + text], behindColon, column, place);
    return {
      label: key.name,
      kind: CompletionItemKind.Property,
      ...edit,
      docs: texts.pick(key.docs),
      rank: key.required ? 0 : 1,
      goesOn: true,
    };
  });
}
