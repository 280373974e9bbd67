import { automationShape } from '../catalog/keys-automation';
import { findKey, isOwnKey } from '../catalog/keys';
import type { PlacedUnit } from './unit';
import { contentsOf, itemsOf, type PlacedCut } from './units';
import type { YamlNode } from './yaml/tree';
import { dereference, isEmpty, keyText } from './yaml/value';
import type { DocumentKind } from './analysis/context';
import type { YamlValue } from './analysis/fields';

/** A node of a unit's tree, with the unit. */
export interface PlacedNode {
  readonly place: PlacedUnit;
  readonly node: YamlNode;
}

/** One YAML document: what stands at its top, and its entries. */
export interface DocumentStructure {
  /** Which document of the stream, from 0. */
  readonly index: number;
  readonly kind: DocumentKind;
  /** The top-level value; of a document in several units, the top-level keys of each of them. */
  readonly top: readonly PlacedNode[];
  readonly entries: readonly PlacedNode[];
}

/** Reads which documents and entries a text has. */
export function readStructure(cuts: readonly PlacedCut[]): readonly DocumentStructure[] {
  const documents: DocumentStructure[] = [];
  for (const one of cuts) {
    if (one.kind === 'parts') documents.push(partsOf(documents.length, one));
    else
      for (const { contents } of one.place.unit.stream.documents)
        documents.push(structureOf(documents.length, one.place, contents));
  }
  return documents;
}

function partsOf(index: number, { head, items, tail }: PlacedCut & { kind: 'parts' }): DocumentStructure {
  const entries: PlacedNode[] = [];
  for (const place of items) for (const node of itemsOf(place.unit) ?? []) entries.push({ place, node });
  const top = [head, ...(tail ? [tail] : [])].map((place) => ({ place, node: contentsOf(place.unit) }));
  return { index, kind: 'set', top, entries };
}

function structureOf(index: number, place: PlacedUnit, contents: YamlNode): DocumentStructure {
  const top = [{ place, node: contents }];
  const value = dereference(contents);
  if (!value || isEmpty(value)) return { index, kind: 'blank', top, entries: [] };
  const list = automationsOf(value);
  if (list) {
    const entries = list.kind === 'seq' ? list.items.map((node) => ({ place, node })) : [];
    return { index, kind: 'set', top, entries };
  }
  return hasAutomationKey(value)
    ? { index, kind: 'single', top, entries: top }
    : { index, kind: 'other', top, entries: [] };
}

function automationsOf(value: YamlValue): YamlValue | undefined {
  if (value.kind !== 'map') return undefined;
  const entry = value.entries.find(({ key }) => keyText(key) === 'automations');
  return (
    entry &&
    (dereference(entry.value) ?? {
      kind: 'seq',
      flow: true,
      items: [],
      dashes: [],
      start: entry.value.start,
      end: entry.value.end,
    })
  );
}

function hasAutomationKey(value: YamlValue): boolean {
  return (
    value.kind === 'map' &&
    value.entries.some(({ key }) => {
      const name = keyText(key);
      return name !== undefined && !isOwnKey(name) && findKey(automationShape, name) !== undefined;
    })
  );
}
