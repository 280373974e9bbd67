import { CompletionItemKind } from 'vscode-languageserver/node';
import type { UnknownReason } from '../../../core/api/known';
import { message, type Message } from '../../../core/l10n/message';
import type { ValueType } from '../../../core/catalog/keys';
import type { YamlMap, YamlSeq } from '../../../core/spec/yaml/tree';
import type { SpecDocument } from '../../../core/spec/document';
import { newlineOf } from '../../../core/spec/edit/insert';
import type { FeatureContext } from '../../context';
import { choiceProposals } from './choices';
import { collectionProposals } from './collections';
import { alternatives, documentType, shapesOf, typesAt } from './expected';
import { keyProposals } from './keys';
import { Lookups } from './lookups';
import { isPayload, payloadKeyProposals } from './payload';
import { placeAt, type KeyPlace, type PlaceBase, type ValuePlace } from './place';
import type { Proposal } from './proposal';
import { RemoteNames } from './remote-names';
import { snippetProposals } from './snippets';
import { surroundingsOf } from './surroundings';
import { textProposals } from './texts';

/** How long an answer without anything local to say waits for the server's names, in milliseconds. */
const PATIENCE = 800;

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
  const excerpt = read.excerptAt(offset);
  const found = await completeIn(excerpt.text, excerpt.offset, context, rootType);
  const newline = newlineOf(excerpt.text);
  const proposals = found.proposals.map((each) => ({
    ...each,
    range: excerpt.toFile(each.range),
    insert: each.insert.replaceAll('\n', newline),
  }));
  return { ...found, proposals };
}

async function completeIn(
  text: string,
  offset: number,
  context: FeatureContext,
  rootType: RootType,
): Promise<Completion> {
  const { key, value } = placeAt(text, offset, (place) => typesOf(place, rootType).some(isList));
  const keys = key ? keysAt(key, context, rootType) : [];
  if (!value) return { proposals: keys, incomplete: false };
  let lookups = new Lookups(context.facts);
  let values = valuesAt(value, lookups, context, rootType);
  // A path is looked up part by part: what is known of one part tells what to ask for the next.
  const nothingLocal = keys.length + values.length === 0;
  for (let round = 0; round < 3 && nothingLocal && lookups.loading; round++) {
    await lookups.settle(PATIENCE, context.signal);
    lookups = new Lookups(context.facts);
    values = valuesAt(value, lookups, context, rootType);
  }
  const proposals = distinct([...keys, ...values]);
  const hint = proposals.length === 0 ? hintFor(lookups) : undefined;
  return {
    proposals: hint ? [hintProposal(context.texts.say(hint), value)] : proposals,
    incomplete: lookups.loading,
  };
}

function keysAt(place: KeyPlace, context: FeatureContext, rootType: RootType): Proposal[] {
  const types = typesOf(place, rootType);
  const around = surroundingsOf(place.path, place.parents);
  return [
    ...shapesOf(types, place.map).flatMap((shape) => [
      ...keyProposals(place, shape, context),
      ...snippetProposals(place, shape, around, context),
    ]),
    ...(isPayload(types) ? payloadKeyProposals(place, around.wireTypes, context) : []),
  ];
}

const typesOf = ({ path, parents }: PlaceBase, rootType: RootType): ReturnType<typeof alternatives> =>
  alternatives(typesAt(rootType(parents[0]), path, parents));

const isList = ({ kind }: ValueType): boolean => kind === 'list';

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
    ...textProposals(place, types, around, names, context),
  ];
  // A comment or the head of a text block, unless it is the first sign of such a name.
  const isSign = place.misread === 'comment' || place.misread === 'block';
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
