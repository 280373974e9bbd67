import { cutText, type DocumentCut, type Stretch } from './cut';
import { hasMoreLines } from '../text/lines';
import { Unit, type PlacedUnit } from './unit';
import { MAX_LINES } from './yaml/token-guard';
import type { YamlNode } from './yaml/tree';

/** A document of a file, or a part of the file that has to be read as a whole, in units. */
export type PlacedCut =
  | { readonly kind: 'whole'; readonly place: PlacedUnit }
  | {
      readonly kind: 'parts';
      readonly head: PlacedUnit;
      readonly items: readonly PlacedUnit[];
      readonly tail?: PlacedUnit;
    };

/** Gives the unit that stood at a place of the text before it was edited. */
export type Reuse = (start: number, end: number) => Unit | undefined;

const readAnew: Reuse = () => undefined;

/** Reads a file in units: what {@link cutText} proposes, where the pieces turn out to be independent. */
export function readUnits(text: string, reuse: Reuse = readAnew): readonly PlacedCut[] {
  return cutText(text).map(
    (cut) => readParts(text, cut, reuse) ?? { kind: 'whole', place: placed(text, cut, reuse) },
  );
}

/** All units in the order of the file. */
export function unitsOf(cuts: readonly PlacedCut[]): readonly PlacedUnit[] {
  return cuts.flatMap((cut) =>
    cut.kind === 'whole' ? [cut.place] : [cut.head, ...cut.items, ...(cut.tail ? [cut.tail] : [])],
  );
}

function placed(text: string, { start, end }: Stretch, reuse: Reuse): PlacedUnit {
  return { start, unit: reuse(start, end) ?? new Unit(detached(text.slice(start, end))) };
}

/** A copy that doesn't keep the text alive that it was cut from. */
function detached(part: string): string {
  const copy = `${part} `;
  copy.charCodeAt(0);
  return copy.slice(0, -1);
}

function readParts(text: string, { parts }: DocumentCut, reuse: Reuse): PlacedCut | undefined {
  if (!parts || hasLongPiece(text, parts) || sharesAnchors(text, parts.head)) return undefined;
  const head = placed(text, parts.head, reuse);
  const items = parts.items.map((item) => placed(text, item, reuse));
  const tail = parts.tail && placed(text, parts.tail, reuse);
  const all = [head, ...items, ...(tail ? [tail] : [])];
  const independent =
    all.every(({ unit }) => unit.stream.documents.length === 1) &&
    contentsOf(head.unit).kind === 'map' &&
    items.every(({ unit }) => itemsOf(unit)) &&
    (!tail || contentsOf(tail.unit).kind === 'map') &&
    !leanOnEachOther(all);
  return independent ? { kind: 'parts', head, items, ...(tail && { tail }) } : undefined;
}

/** Nothing is read of a file with such a piece: then it isn't worth reading the others. */
function hasLongPiece(text: string, { head, items, tail }: NonNullable<DocumentCut['parts']>): boolean {
  return [head, ...items, ...(tail ? [tail] : [])].some(
    ({ start, end }) => end - start > MAX_LINES && hasMoreLines(text.slice(start, end), MAX_LINES),
  );
}

/** A quick look for anchors in the head that something refers to; spares reading such documents twice. */
function sharesAnchors(text: string, { start, end }: Stretch): boolean {
  const head = text.slice(start, end);
  if (!head.includes('&')) return false;
  const anchors = new Set(Array.from(head.matchAll(/(?:^|[\s,[{])&([^\s,[\]{}]+)/g), ([, name]) => name));
  if (anchors.size === 0) return false;
  for (const [, name] of text.slice(start).matchAll(/\*([^\s,[\]{}]+)/g)) if (anchors.has(name)) return true;
  return false;
}

/** Does an alias mean an anchor of another unit? */
function leanOnEachOther(units: readonly PlacedUnit[]): boolean {
  const wanting = units.filter(({ unit }) => unit.stream.unresolved.size > 0);
  if (wanting.length === 0) return false;
  const anchors = new Set(units.flatMap(({ unit }) => [...unit.stream.anchors]));
  return wanting.some(({ unit }) => [...unit.stream.unresolved].some((name) => anchors.has(name)));
}

const nothing: YamlNode = { kind: 'scalar', style: 'plain', text: '', start: 0, end: 0 };

/** The value of a unit's only document. */
export function contentsOf(unit: Unit): YamlNode {
  return unit.stream.documents[0]?.contents ?? nothing;
}

/** The entries in a unit that is a piece of a list. */
export function itemsOf(unit: Unit): readonly YamlNode[] | undefined {
  const contents = contentsOf(unit);
  return contents.kind === 'seq' && !contents.flow ? contents.items : undefined;
}
