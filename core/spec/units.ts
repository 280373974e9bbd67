import type { ChunkedText } from '../text/chunked-text';
import { hasMoreLines } from '../text/lines';
import type { TextEdit } from '../text/range';
import { cutItems, cutText, MAX_FILE_LINES, MAX_PIECES, type DocumentCut, type Stretch } from './cut';
import { Unit, type PlacedUnit } from './unit';
import { lastBefore } from './yaml/find';
import { MAX_LINES } from './yaml/token-guard';
import type { YamlNode } from './yaml/tree';

/** A document of a file, or a part of the file that has to be read as a whole, in units. */
export type PlacedCut =
  | { readonly kind: 'whole'; readonly place: PlacedUnit }
  | {
      readonly kind: 'parts';
      readonly head: PlacedUnit;
      readonly items: readonly PlacedUnit[];
      /** Of the items' dashes. */
      readonly column: number;
      readonly tail?: PlacedUnit;
    };

/** A file in units. */
export interface FileUnits {
  readonly cuts: readonly PlacedCut[];
  /** All of them in the order of the file. */
  readonly units: readonly PlacedUnit[];
  /** No more lines than these. */
  readonly lines: number;
}

/** Gives the unit that stood at a place of the text before it was edited. */
export type Reuse = (start: number, end: number) => Unit | undefined;

const readAnew: Reuse = () => undefined;

/** Reads a file in units: what {@link cutText} proposes, where the pieces turn out to be independent. */
export function readUnits(text: string, reuse: Reuse = readAnew): FileUnits {
  const { documents, lines } = cutText(text);
  const cuts = documents.map(
    (cut) => readParts(text, cut, reuse) ?? { kind: 'whole' as const, place: placed(text, cut, reuse) },
  );
  return { cuts, units: cuts.flatMap(unitsOf), lines };
}

/**
 * The units of a file after an edit of its list, as {@link readUnits} would give them, with `text` read around the edit only. Undefined
 * where that can't be told without reading all of it.
 */
export function editUnits(file: FileUnits, edit: TextEdit, text: ChunkedText): FileUnits | undefined {
  const [cut, ...others] = file.cuts;
  // Each character that was put in may begin a line, and so may what stands behind it.
  const lines = file.lines + edit.newText.length + 1;
  if (cut?.kind !== 'parts' || others.length > 0 || lines > MAX_FILE_LINES) return undefined;
  const edited = editItems(cut, edit, text);
  if (!edited || edited.items.length >= MAX_PIECES) return undefined;
  const { head, tail, column } = cut;
  const growth = growthOf(edit);
  const parts: PlacedCut = {
    ...{ kind: 'parts', head, items: edited.items, column },
    ...(tail && { tail: moved(tail, growth) }),
  };
  const units = unitsOf(parts);
  // The others don't lean on each other.
  const mayLean = edited.fresh.some(
    ({ unit: { stream } }) => stream.unresolved.size + stream.anchors.size > 0,
  );
  return mayLean && leanOnEachOther(units) ? undefined : { cuts: [parts], units, lines };
}

/** How many characters an edit adds. */
const growthOf = ({ range, newText }: TextEdit): number => newText.length - (range.end - range.start);

const moved = (place: PlacedUnit, by: number): PlacedUnit =>
  by === 0 ? place : { start: place.start + by, unit: place.unit };

function unitsOf(cut: PlacedCut): readonly PlacedUnit[] {
  return cut.kind === 'whole' ? [cut.place] : [cut.head, ...cut.items, ...(cut.tail ? [cut.tail] : [])];
}

/** Cuts anew from where the edit may matter to the first item behind it that still begins where it did. */
function editItems(
  { head, items, tail, column }: PlacedCut & { readonly kind: 'parts' },
  edit: TextEdit,
  text: ChunkedText,
): { readonly items: readonly PlacedUnit[]; readonly fresh: readonly PlacedUnit[] } | undefined {
  const growth = growthOf(edit);
  const listEnd = tail?.start ?? text.length - growth;
  // What is set at the top may be meant anywhere.
  if ((tail && edit.range.end >= listEnd) || head.unit.text.includes('&')) return undefined;
  const first = firstEdited(items, edit.range.start);
  const old = items[first];
  if (!old) return undefined;
  const { start } = old;
  let next = itemAt(items, edit.range.end) + 1;
  for (let step = 1; ; step *= 2) {
    const end = (items[next]?.start ?? listEnd) + growth;
    const part = text.slice({ start, end });
    if (hasMoreLines(part, MAX_LINES)) return undefined;
    const cut = cutItems(part, column, next >= items.length && !tail);
    if (cut) {
      const fresh = cut.map((item) => {
        const isOld =
          item.start === 0 && item.end === old.unit.text.length && start + item.end <= edit.range.start;
        const unit = isOld ? old.unit : new Unit(detached(part.slice(item.start, item.end)));
        return { start: start + item.start, unit };
      });
      if (!fresh.every(({ unit }) => isItem(unit))) return undefined;
      const behind = items.slice(next).map((item) => moved(item, growth));
      return { items: [...items.slice(0, first), ...fresh, ...behind], fresh };
    }
    if (next >= items.length) return undefined;
    next += step;
  }
}

const itemAt = (items: readonly PlacedUnit[], offset: number): number =>
  lastBefore(items, ({ start }) => start, offset);

/** Where an item begins, its comments and the line with its dash tell; behind that, an edit can't make it a part of the item before it. */
function firstEdited(items: readonly PlacedUnit[], offset: number): number {
  const index = itemAt(items, offset);
  const item = items[index];
  const [opening = ''] = (item && /^(?: *#[^\n]*\n)* *-[^\n]*\n/.exec(item.unit.text)) ?? [];
  return item && opening !== '' && offset >= item.start + opening.length ? index : index - 1;
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
  const { column } = parts;
  const head = placed(text, parts.head, reuse);
  const items = parts.items.map((item) => placed(text, item, reuse));
  const tail = parts.tail && placed(text, parts.tail, reuse);
  const all = [head, ...items, ...(tail ? [tail] : [])];
  const independent =
    isMap(head.unit) &&
    items.every(({ unit }) => isItem(unit)) &&
    (!tail || isMap(tail.unit)) &&
    !leanOnEachOther(all);
  return independent ? { kind: 'parts', head, items, column, ...(tail && { tail }) } : undefined;
}

const isAlone = ({ stream }: Unit): boolean => stream.documents.length === 1;

const isMap = (unit: Unit): boolean => isAlone(unit) && contentsOf(unit).kind === 'map';

const isItem = (unit: Unit): boolean => isAlone(unit) && itemsOf(unit) !== undefined;

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
