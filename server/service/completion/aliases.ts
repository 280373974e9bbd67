import { CompletionItemKind } from 'vscode-languageserver/node';
import { findKey, isOwnKey, type ChoiceType, type Shape, type ValueType } from '../../../core/catalog/keys';
import { message } from '../../../core/l10n/message';
import type { YamlMap, YamlNode, YamlScalar, YamlSeq } from '../../../core/spec/yaml/tree';
import { dereference, keyText, scalarValue } from '../../../core/spec/yaml/value';
import { JsonNumber } from '../../../core/json/value';
import type { FeatureContext } from '../../context';
import { alternatives, shapesOf, typesAt } from './expected';
import type { KeyPlace, PlaceBase, ValuePlace } from './place';
import { literal, type Proposal } from './proposal';
import { leadIn } from './writing';

/** Key that puts the keys of another mapping into its own. Quoted it is a key like any other. */
const MERGE = '<<';

/**
 * Aliases of the anchors before the cursor whose values can stand here, in the order of the text; before a `*` is written, only
 * those of mappings and lists.
 */
export function aliasProposals(place: ValuePlace, root: ValueType): Proposal[] {
  const { before, style, misread, multiline } = place;
  const alias = misread === 'alias';
  if (!alias && (before !== '' || style !== 'plain' || multiline || misread)) return [];
  const merges = mergePlace(place);
  const fits = merges ? behindMerge(root, merges) : valueTestAt(root, place, alias);
  return anchorsBefore(place)
    .filter(({ node }) => fits(node) && (alias || node.kind !== 'scalar'))
    .map(({ name }) => ({
      label: `*${name}`,
      kind: CompletionItemKind.Reference,
      range: place.replace,
      insert: leadIn(place) + literal(`*${name}`),
      rank: merges ? 0 : 4,
    }));
}

/** `<<`, where there is something to merge. */
export function mergeProposals(place: KeyPlace, root: ValueType, { texts }: FeatureContext): Proposal[] {
  const { style, others, hasColon, adopts, replace } = place;
  if (style !== 'plain' || adopts || others.includes(MERGE)) return [];
  const fits = mergeTest(root, place);
  if (!anchorsBefore(place).some(({ node }) => fits(node))) return [];
  return [
    {
      label: MERGE,
      kind: CompletionItemKind.Property,
      range: replace,
      insert: leadIn(place) + (hasColon ? MERGE : `${MERGE}: $0`),
      docs: texts.say(
        message('Takes over the keys of a mapping that has an anchor. Keys that stand here win.'),
      ),
      rank: 4,
      goesOn: true,
    },
  ];
}

type Test = (node: YamlNode) => boolean;

/** The mapping that a value behind `<<`, or an item of a list behind it, is merged into. */
function mergePlace({ path, parents }: PlaceBase): Pick<PlaceBase, 'path' | 'parents'> | undefined {
  const at = typeof path.at(-1) === 'number' ? path.length - 2 : path.length - 1;
  return path[at] === MERGE ? { path: path.slice(0, at), parents: parents.slice(0, at + 1) } : undefined;
}

/** Of the mappings that can be merged there those that bring no unknown key: of several kinds of mapping, one that lacks its type takes over the kind, too. */
function mergeTest(root: ValueType, { path, parents }: Pick<PlaceBase, 'path' | 'parents'>): Test {
  const types = typesAt(root, path, parents);
  const map = parents[path.length];
  const own = map?.kind === 'map' ? map.entries : [];
  return (node) =>
    node.kind === 'map' &&
    shapesOf(types, { ...node, entries: [...own, ...node.entries] }).some((shape) =>
      hasOnlyKeysOf(node, shape),
    );
}

/** Behind a `<<` that is written already; where any key may stand, any mapping can be merged. */
function behindMerge(root: ValueType, place: Pick<PlaceBase, 'path' | 'parents'>): Test {
  const isFree = alternatives(typesAt(root, place.path, place.parents)).some(
    (type) => type.kind === 'free' && !type.known,
  );
  return isFree || isOwn(place) ? (node) => node.kind === 'map' : mergeTest(root, place);
}

/** Under a key of the user's own, whatever an alias stands for is right once one is begun. */
function valueTestAt(root: ValueType, place: PlaceBase, isBegun: boolean): Test {
  return isBegun && isOwn(place) ? () => true : valueTest(typesAt(root, place.path, place.parents));
}

const isOwn = ({ path }: Pick<PlaceBase, 'path'>): boolean =>
  path.some((step) => typeof step === 'string' && isOwnKey(step));

function valueTest(types: readonly ValueType[]): Test {
  return (node) => alternatives(types).some((type) => fitsType(node, type));
}

function fitsType(node: YamlNode, type: ReturnType<typeof alternatives>[number]): boolean {
  switch (type.kind) {
    case 'text':
      return node.kind === 'scalar';
    case 'choice':
      return node.kind === 'scalar' && isChoice(node, type);
    case 'boolean':
      return node.kind === 'scalar' && typeof scalarValue(node) === 'boolean';
    case 'number':
      return node.kind === 'scalar' && scalarValue(node) instanceof JsonNumber;
    case 'list':
      return (
        node.kind === 'seq' && node.items.every((item) => valueTest([type.items])(dereference(item) ?? item))
      );
    case 'mapping':
    case 'variant':
      return node.kind === 'map' && shapesOf([type], node).some((shape) => hasOnlyKeysOf(node, shape));
    case 'free':
      return node.kind === 'map' || type.role !== 'predicate';
  }
}

function isChoice({ text }: YamlScalar, { choices, anyCase }: ChoiceType): boolean {
  const written = anyCase ? text.toUpperCase() : text;
  return choices.some(({ name }) => name === written);
}

/** A mapping that would bring no unknown key. */
function hasOnlyKeysOf({ entries }: YamlMap, shape: Shape): boolean {
  return entries.every(({ key }) => {
    const name = keyText(key) ?? '';
    return name === MERGE || isOwnKey(name) || findKey(shape, name) !== undefined;
  });
}

interface Anchored {
  readonly name: string;
  readonly node: YamlNode;
}

/** Of several anchors of one name the last. What contains the place can't be meant. */
function anchorsBefore({ parents, replace }: PlaceBase): readonly Anchored[] {
  const found = new Map<string, YamlNode>();
  const visit = (node: YamlNode): void => {
    // Before the cursor, the text that was read is that of the document.
    if (node.kind === 'alias' || node.start >= replace.start) return;
    if (node.anchor && !(parents as readonly YamlNode[]).includes(node)) found.set(node.anchor.name, node);
    for (const child of childrenOf(node)) visit(child);
  };
  const [root] = parents;
  if (root) visit(root);
  return [...found].map(([name, node]) => ({ name, node }));
}

function childrenOf(node: YamlScalar | YamlMap | YamlSeq): readonly YamlNode[] {
  if (node.kind === 'map') return node.entries.map(({ value }) => value);
  return node.kind === 'seq' ? node.items : [];
}
