import type { Range } from '../text/range';
import type { PlacedUnit } from './unit';
import type { PlacedCut } from './units';
import { lastBefore } from './yaml/find';

/**
 * A short text that reads like the document around a place: everything at its top, and of its automations only the one that the
 * place is in. For what has to be read again with something put in, as completion does.
 */
export interface Excerpt {
  readonly text: string;
  /** The place in {@link text}. */
  readonly offset: number;
  /** A range of {@link text} as a range of the file. */
  toFile(range: Range): Range;
}

/** The excerpt around an offset of the file. */
export function excerptAt(cuts: readonly PlacedCut[], offset: number): Excerpt {
  const cut = cuts[lastBefore(cuts, (one) => (one.kind === 'whole' ? one.place : one.head).start, offset)];
  if (!cut) return joined([], offset);
  if (cut.kind === 'whole') return joined([cut.place], offset);
  const { head, items, tail } = cut;
  const here = [head, ...items, ...(tail ? [tail] : [])];
  const place = here[lastBefore(here, ({ start }) => start, offset)];
  const item = place && items.includes(place) ? [place] : [];
  return joined([head, ...item, ...(tail ? [tail] : [])], offset);
}

function joined(places: readonly PlacedUnit[], offset: number): Excerpt {
  const starts: number[] = [];
  let text = '';
  for (const { unit } of places) {
    starts.push(text.length);
    text += unit.text;
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
      // What ends with its piece doesn't reach into the next.
      const index = pieceAt(start);
      const moved = (places[index]?.start ?? 0) - (starts[index] ?? 0);
      return { start: start + moved, end: end + moved };
    },
  };
}
