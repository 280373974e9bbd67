import type { Range } from '../text/range';
import { cutText, type DocumentCut } from './cut';
import type { PlacedUnit } from './unit';
import type { PlacedCut } from './units';
import { lastBefore } from './yaml/find';

/**
 * A short text that reads like the document around a place: everything at its top, and of its automations only the one that the
 * place is in, before them the first, with those before it that set anchors. For what has to be read again with something put in,
 * as completion does.
 */
export interface Excerpt {
  readonly text: string;
  /** The place in {@link text}. */
  readonly offset: number;
  /** A range of {@link text} as a range of the file. */
  toFile(range: Range): Range;
}

/** A stretch of the file. */
interface Piece {
  readonly start: number;
  readonly text: string;
}

/** Automations before the place that set anchors are part of its excerpt, the nearest first, up to this many characters. */
const MAX_ANCHORED = 10_000;

/**
 * A document whose automations lean on each other is its own excerpt up to this many characters. Of a longer one it is as if they
 * didn't: what an alias stands for may be missing then.
 */
const MAX_WHOLE = 100_000;

/** The excerpt around an offset of the file. */
export function excerptAt(cuts: readonly PlacedCut[], offset: number): Excerpt {
  const cut = cuts[lastBefore(cuts, (one) => (one.kind === 'whole' ? one.place : one.head).start, offset)];
  if (!cut) return joined([], offset);
  if (cut.kind === 'parts') {
    const { head, items, tail } = cut;
    const pieces = around(offset, { head, items, ...(tail && { tail }) });
    const anchored = anchoredBefore(items, Math.min(offset, tail?.start ?? offset)).filter(
      (one) => !pieces.includes(one),
    );
    return joined([...anchored, ...pieces].sort((a, b) => a.start - b.start).map(pieceOf), offset);
  }
  const { start, text } = pieceOf(cut.place);
  const parts = text.length > MAX_WHOLE ? partsOf(text) : undefined;
  if (!parts) return joined([{ start, text }], offset);
  const pieces = around(offset - start, parts).map((one) => ({
    start: start + one.start,
    text: text.slice(one.start, one.end),
  }));
  return joined(pieces, offset);
}

/** An alias that is still to be written may mean an anchor of any automation before it. */
function anchoredBefore(items: readonly PlacedUnit[], offset: number): readonly PlacedUnit[] {
  const found: PlacedUnit[] = [];
  let room = MAX_ANCHORED;
  for (let at = lastBefore(items, ({ start }) => start, offset); at >= 0; at--) {
    const item = items[at];
    if (!item || item.unit.stream.anchors.size === 0) continue;
    room -= item.unit.text.length;
    if (room < 0) break;
    found.push(item);
  }
  return found;
}

const pieceOf = ({ start, unit }: PlacedUnit): Piece => ({ start, text: unit.text });

function partsOf(text: string): DocumentCut['parts'] {
  const [only, ...others] = cutText(text).documents;
  return others.length === 0 ? only?.parts : undefined;
}

/** Of a document in parts those that its excerpt is made of. */
function around<T extends { readonly start: number }>(
  offset: number,
  { head, items, tail }: { readonly head: T; readonly items: readonly T[]; readonly tail?: T },
): readonly T[] {
  const inTail = tail !== undefined && offset >= tail.start;
  const item = inTail
    ? undefined
    : items[
        Math.max(
          0,
          lastBefore(items, ({ start }) => start, offset),
        )
      ];
  return [head, ...(item ? [item] : []), ...(tail ? [tail] : [])];
}

function joined(places: readonly Piece[], offset: number): Excerpt {
  const starts: number[] = [];
  let text = '';
  for (const piece of places) {
    starts.push(text.length);
    text += piece.text;
  }
  const pieceAt = (at: number): number =>
    Math.max(
      0,
      lastBefore(starts, (start) => start, at),
    );
  const place = Math.max(
    0,
    lastBefore(places, ({ start }) => start, offset),
  );
  return {
    text,
    offset: (starts[place] ?? 0) + offset - (places[place]?.start ?? 0),
    toFile: ({ start, end }) => {
      const moved = (at: number): number => (places[pieceAt(at)]?.start ?? 0) - (starts[pieceAt(at)] ?? 0);
      // What ends with its piece doesn't reach into the next.
      return { start: start + moved(start), end: end + moved(Math.max(start, end - 1)) };
    },
  };
}
