import { CompletionItemKind } from 'vscode-languageserver/node';
import type { UnknownReason } from '../../../core/api/known';
import { message, type Message } from '../../../core/l10n/message';
import { findKey, type Shape, type ValueType } from '../../../core/catalog/keys';
import type { YamlMap, YamlSeq } from '../../../core/spec/yaml/tree';
import type { SpecDocument } from '../../../core/spec/document';
import { lineEnd, lineStart, newlineOf } from '../../../core/text/lines';
import type { Excerpt } from '../../../core/spec/excerpt';
import type { Range } from '../../../core/text/range';
import type { FeatureContext } from '../../context';
import { aliasProposals, mergeProposals } from './aliases';
import { choiceProposals } from './choices';
import { collectionProposals } from './collections';
import { alternatives, documentType, shapesOf, typesAt } from './expected';
import { editInside } from './inside-text';
import { keyProposals } from './keys';
import { Lookups, patiently } from '../../remote/lookups';
import { isPayload, payloadKeyProposals } from './payload';
import { placeAt, type ItemPlace, type KeyPlace, type Place, type PlaceBase, type ValuePlace } from './place';
import type { Proposal } from './proposal';
import { RemoteNames } from './remote-names';
import { snippetProposals } from './snippets';
import { surroundingsOf } from './surroundings';
import { isExpression, textProposals } from './texts';

export interface Completion {
  readonly proposals: readonly Proposal[];
  /** Some names are still on their way: ask again. */
  readonly incomplete: boolean;
}

/** What a document is, by what stands at its top. */
export type RootType = (root: YamlMap | YamlSeq | undefined) => ValueType;

/** Everything that can be written at `offset`. */
export async function complete(
  read: Pick<SpecDocument, 'excerptAt'>,
  offset: number,
  context: FeatureContext,
  rootType: RootType = documentType,
): Promise<Completion> {
  const { excerpt, place } = siteAt(read, offset, rootType);
  const found = await completeAt(place, context, rootType);
  const newline = newlineOf(excerpt.text);
  // The protocol allows no more: blank space at the end of a folded text, and that of the next line, stays.
  const [first, last] = [lineStart(excerpt.text, excerpt.offset), lineEnd(excerpt.text, excerpt.offset)];
  const within = ({ start, end }: Range): Range => ({
    start: Math.max(first, start),
    end: Math.min(last, end),
  });
  const proposals = found.proposals.map((each) => ({
    ...each,
    range: excerpt.toFile(within(each.range)),
    insert: each.insert.replaceAll('\n', newline),
  }));
  return { ...found, proposals };
}

/** Where something is completed. */
interface Site {
  readonly offset: number;
  readonly excerpt: Excerpt;
  readonly place: Place;
}

/** The last site of each document. While names are on their way, and when a list is shown once more, it is asked about again. */
const lastSites = new WeakMap<object, Site>();

function siteAt(read: Pick<SpecDocument, 'excerptAt'>, offset: number, rootType: RootType): Site {
  const last = lastSites.get(read);
  if (last?.offset === offset) return last;
  const excerpt = read.excerptAt(offset);
  const isList = (value: ValuePlace): boolean => typesOf(value, rootType).some(({ kind }) => kind === 'list');
  const site = { offset, excerpt, place: placeAt(excerpt.text, excerpt.offset, isList) };
  lastSites.set(read, site);
  return site;
}

async function completeAt(
  { key, value, cutOff, item }: Place,
  context: FeatureContext,
  rootType: RootType,
): Promise<Completion> {
  if (cutOff) return cutOffAt(cutOff, context, rootType);
  const keys = [
    ...(item ? itemsAt(item, context, rootType) : []),
    ...(key ? keysAt(key, context, rootType) : []),
  ];
  if (!value) return { proposals: keys, incomplete: false };
  // Where both can begin, a name that is a key as well as part of an expression is the key.
  const labels = new Set(keys.map(({ label }) => label));
  const { answer: proposals, lookups } = await patiently(
    context.facts,
    context.signal,
    (asked) => {
      const values = valuesAt(value, asked, context, rootType);
      return distinct([...keys, ...values.filter(({ label }) => !labels.has(label))]);
    },
    (found) => found.length === 0,
  );
  const hint = proposals.length === 0 ? hintFor(lookups) : undefined;
  return {
    proposals: hint ? [hintProposal(context.texts.say(hint), value)] : proposals,
    incomplete: lookups.loading,
  };
}

/** In an expression that YAML cuts off, whatever is chosen puts it in quotes; so does an item of its own. */
function cutOffAt(place: ValuePlace, context: FeatureContext, rootType: RootType): Completion {
  const types = typesOf(place, rootType);
  if (!types.some(isExpression)) return { proposals: [], incomplete: false };
  const lookups = new Lookups(context.facts);
  const cursor = place.before.length;
  const quotes: Proposal = {
    label: context.texts.say(message('Put it in quotes')),
    kind: CompletionItemKind.Text,
    ...editInside(place, { start: cursor, end: cursor }, '$0', ''),
    rank: 9,
  };
  return { proposals: [...valuesAt(place, lookups, context, rootType), quotes], incomplete: lookups.loading };
}

function keysAt(place: KeyPlace, context: FeatureContext, rootType: RootType): Proposal[] {
  const types = typesOf(place, rootType);
  const around = surroundingsOf(place.path, place.parents);
  const shapes = meantShapes(shapesOf(types, place.map), place.others);
  const proposals = shapes.flatMap((shape) => [
    ...keyProposals(place, shape, context),
    ...snippetProposals(place, shape, around, context),
  ]);
  return [
    // Where several kinds of mapping can begin, none of their keys is required yet.
    ...(shapes.length > 1 ? proposals.map((one) => ({ ...one, rank: Math.max(one.rank, 1) })) : proposals),
    ...(isPayload(types) ? payloadKeyProposals(place, around.wireTypes, context) : []),
    ...mergeProposals(place, rootType(place.parents[0]), context),
  ];
}

/** Ways to begin an item of the list above: with the key that it needs first, where it needs one, or as a whole. */
function itemsAt(place: ItemPlace, context: FeatureContext, rootType: RootType): Proposal[] {
  const isKey = ({ kind }: Proposal): boolean => kind === CompletionItemKind.Property;
  const found = keysAt(place, context, rootType);
  const first = found.find((each) => isKey(each) && each.rank === 0);
  return found
    .filter((each) => !first || each === first || !isKey(each))
    .map((each) => ({
      ...each,
      insert: place.indent + each.insert,
      ...(isKey(each) && { label: `- ${each.label}`, filter: each.label }),
      rank: Math.max(each.rank, 1),
    }));
}

/** Of several kinds of mapping those that have the keys that are there already. */
function meantShapes(shapes: readonly Shape[], others: readonly string[]): readonly Shape[] {
  const meant = shapes.filter((shape) => others.every((name) => findKey(shape, name)));
  return meant.length > 0 ? meant : shapes;
}

const typesOf = ({ path, parents }: PlaceBase, rootType: RootType): ReturnType<typeof alternatives> =>
  alternatives(typesAt(rootType(parents[0]), path, parents));

function valuesAt(
  place: ValuePlace,
  lookups: Lookups,
  context: FeatureContext,
  rootType: RootType,
): Proposal[] {
  const types = typesOf(place, rootType);
  const around = surroundingsOf(place.path, place.parents);
  const names = new RemoteNames(lookups, around.scopes, context.options.entity);
  const proposals = [
    ...(place.multiline ? [] : choiceProposals(place, types, around, context)),
    ...collectionProposals(place, types, around.wireTypes, context),
    ...operatorProposals(place, types, context),
    ...textProposals(place, types, around, names, context),
    ...aliasProposals(place, rootType(place.parents[0])),
  ];
  // A comment, an alias or the head of a text block, unless it is the first sign of such a name.
  const isSign = place.misread !== undefined && place.misread !== 'cut-off';
  return isSign ? proposals.filter(({ label }) => label.startsWith(place.before.charAt(0))) : proposals;
}

/** What is said of two owners or alternatives is proposed once, as the first of them. */
function distinct(proposals: readonly Proposal[]): readonly Proposal[] {
  const byResult = new Map<string, Proposal>();
  for (const proposal of proposals) {
    const result = `${proposal.label}\n${proposal.insert}`;
    if (!byResult.has(result)) byResult.set(result, proposal);
  }
  return [...byResult.values()];
}

/** Operators behind a field, where a text may stand as well. Behind `filter` an expression is what is begun. */
function operatorProposals(
  place: ValuePlace,
  types: ReturnType<typeof alternatives>,
  context: FeatureContext,
): Proposal[] {
  if (types.some(isExpression)) return [];
  return types.flatMap((type) =>
    type.kind === 'free' && type.known
      ? collectionProposals(place, [{ kind: 'mapping', shape: type.known }], [], context)
      : [],
  );
}

/** Why there are no names. */
function hintFor({ loading, unknown }: Lookups): Message | undefined {
  if (loading) return message('Names are being loaded from W&B…');
  return unknown && reasons[unknown];
}

const reasons: Readonly<Partial<Record<UnknownReason, Message>>> = {
  offline: message('Names can’t be proposed: W&B can’t be reached.'),
  'signed-out': message('Sign in to W&B to have names proposed.'),
  forbidden: message('Names can’t be proposed: W&B doesn’t let you see them.'),
  unsupported: message('Names can’t be proposed: this server doesn’t list them.'),
  failed: message('Names can’t be proposed: W&B’s answer couldn’t be read.'),
};

/** Leaves the text as it is. */
function hintProposal(label: string, { before, locate }: ValuePlace): Proposal {
  const at = locate({ start: before.length, end: before.length });
  return { label, kind: CompletionItemKind.Text, range: at, insert: '', filter: '', rank: 9 };
}
