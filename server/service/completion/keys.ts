import { CompletionItemKind } from 'vscode-languageserver/node';
import { findKey, type KeyEntry, type Shape, type ValueType } from '../../../core/catalog/keys';
import type { ScalarStyle, YamlNode } from '../../../core/spec/yaml/tree';
import type { FeatureContext } from '../../context';
import { alternatives } from './expected';
import type { KeyPlace } from './place';
import { literal, type Proposal } from './proposal';
import { leadIn } from './writing';

/** Keys that a mapping of this shape can still take, required ones first. */
export function keyProposals(place: KeyPlace, shape: Shape, { texts }: FeatureContext): Proposal[] {
  const { replace, hasColon, adopts, style, end } = place;
  // A quote that closes the key goes before its colon, and a dash before the quote that opens it.
  const quote = place.missingDash ? (quotes[style] ?? '') : '';
  const range = hasColon || style === 'plain' ? replace : { start: replace.start - quote.length, end };
  const keys = possibleKeys(shape, place.others).filter(({ type }) => !adopts || takes(type, adopts));
  const write = (key: KeyEntry): string =>
    hasColon ? literal(key.name) : adopts ? bareKey(key, place) : keyText(key, place);
  return keys.map((key) => ({
    label: key.name,
    kind: CompletionItemKind.Property,
    range,
    insert: leadIn(place) + quote + write(key),
    ...(quote && { filter: quote + key.name }),
    docs: texts.say(key.docs),
    rank: key.required ? 0 : 1,
    ...(!adopts && { goesOn: true }),
  }));
}

/** May what stands below a key be a value of this type? */
function takes(type: ValueType, below: YamlNode['kind']): boolean {
  const kinds = alternatives([type]).map(({ kind }) => kind);
  switch (below) {
    case 'map':
      return kinds.some((kind) => kind === 'mapping' || kind === 'variant' || kind === 'free');
    case 'seq':
      return kinds.includes('list');
    default:
      return true;
  }
}

/** Where a new key goes. */
export type KeySite = Pick<KeyPlace, 'flow' | 'column' | 'style'>;

const quotes: Readonly<Partial<Record<ScalarStyle, string>>> = { 'double-quoted': '"', 'single-quoted': "'" };

export function possibleKeys(shape: Shape, others: readonly string[]): readonly KeyEntry[] {
  const there = new Set(others.flatMap((name) => findKey(shape, name)?.name ?? []));
  // Of groups that exclude each other, the one that was begun is left.
  const groups = shape.oneOf ?? [];
  const begun = groups.filter((group) => group.some((name) => there.has(name)));
  const closed = new Set(begun.length > 0 ? groups.filter((group) => !begun.includes(group)).flat() : []);
  for (const group of begun) for (const name of group) closed.delete(name);
  return shape.keys.filter(
    ({ name, excludes = [] }) =>
      !there.has(name) && !closed.has(name) && !excludes.some((other) => there.has(other)),
  );
}

const bareKey = ({ name }: KeyEntry, { style }: Pick<KeySite, 'style'>): string =>
  `${literal(name)}${quotes[style] ?? ''}:`;

/** The key with its colon and, for mappings and lists, the beginning of what comes below it. */
export function keyText(entry: KeyEntry, { flow, column, style }: KeySite): string {
  const { type } = entry;
  const [first] = alternatives([type]);
  const kinds = new Set(alternatives([type]).map(({ kind }) => kind));
  const indent = `\n${' '.repeat(column + 2)}`;
  const key = bareKey(entry, { style });
  if (first?.kind === 'list') return flow ? `${key} [$0]` : `${key}${indent}- ${start(first.items)}$0`;
  if (kinds.has('variant') && !kinds.has('text'))
    return flow ? `${key} {type: $0}` : `${key}${indent}type: $0`;
  if (first?.kind === 'mapping' || first?.kind === 'free') return flow ? `${key} {$0}` : `${key}${indent}$0`;
  return `${key} $0`;
}

/** What every mapping of a list begins with. */
function start(items: ValueType): string {
  const required = items.kind === 'mapping' ? items.shape.keys.find((key) => key.required) : undefined;
  return required ? `${required.name}: ` : '';
}
