import { CompletionItemKind } from 'vscode-languageserver/node';
import type { ValueType } from '../../../core/catalog/keys';
import type { Message } from '../../../core/l10n/message';
import { scalarText } from '../../../core/spec/yaml/quote';
import type { FeatureContext } from '../../context';
import type { Texts } from '../../texts';
import { editInside, editWhole } from './inside-text';
import type { ValuePlace } from './place';
import { literal, type Proposal } from './proposal';
import type { RemoteName } from './remote-names';
import { filterText, leadIn } from './writing';

/** Names of the server, each of them as the whole text. */
export function remoteProposals(
  names: readonly RemoteName[],
  place: ValuePlace,
  { texts }: FeatureContext,
): Proposal[] {
  if (place.multiline) return [];
  const all = { start: 0, end: place.before.length + place.after.length };
  return names.map(({ name, detail, docs, unfinished }) => ({
    label: name,
    kind: unfinished ? CompletionItemKind.Folder : CompletionItemKind.Reference,
    ...(unfinished ? editInside(place, all, literal(name), name) : editWhole(place, name)),
    ...(detail !== undefined && { detail }),
    ...(docs && { docs: sentences(docs, texts) }),
    rank: unfinished ? 3 : 2,
    ...(unfinished && { goesOn: true }),
  }));
}

export const sentences = (docs: readonly Message[], texts: Texts): string =>
  docs.map((one) => texts.say(one)).join('\n\n');

/**
 * Channels or webhooks. One of several that have its name needs a mapping, which says which is meant; inside of the mapping
 * that is the business of the other keys.
 */
export function integrationProposals(
  names: (apart: boolean) => readonly RemoteName[],
  place: ValuePlace,
  types: readonly ValueType[],
  context: FeatureContext,
): Proposal[] {
  const type = types.find(({ kind }) => kind === 'mapping');
  if (type?.kind !== 'mapping' || place.multiline) return remoteProposals(names(false), place, context);
  const [nameKey] = type.shape.keys;
  return names(true).flatMap((one) => {
    const proposals = remoteProposals([one], place, context);
    if (!one.apart || !nameKey) return proposals;
    const pairs = [
      [nameKey.name, one.name],
      [one.apart.key, one.apart.value],
    ].map((pair) => pair.map((part) => scalarText(part, { flow: true })).join(': '));
    const edit = {
      range: place.replace,
      insert: leadIn(place) + literal(`{${pairs.join(', ')}}`),
      filter: filterText(one.name, place),
    };
    return proposals.map((proposal) => ({ ...proposal, ...edit }));
  });
}
