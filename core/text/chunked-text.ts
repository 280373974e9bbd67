import type { Range, TextEdit } from './range';

/** What a look at single characters needs: of a string, or of a {@link ChunkedText}. */
export interface Characters {
  readonly length: number;
  /** The UTF-16 code unit at an offset; `NaN` outside. */
  charCodeAt(at: number): number;
  toString(): string;
}

/** Characters of a chunk. Copying so many takes microseconds; a big file as one string takes milliseconds at every key. */
const CHUNK = 32_768;
/** A chunk that edits made longer than this is cut. */
const LONGEST = 2 * CHUNK;

/** A text that an edit copies only where it is edited. Immutable. Offsets are UTF-16 code units. */
export class ChunkedText implements Characters {
  readonly length: number;
  private whole: string | undefined;

  private constructor(
    private readonly chunks: readonly string[],
    /** Where each chunk begins. */
    private readonly starts: readonly number[],
  ) {
    this.length = (starts.at(-1) ?? 0) + (chunks.at(-1)?.length ?? 0);
  }

  static of(text: string): ChunkedText {
    return new ChunkedText([text], [0]);
  }

  private static from(chunks: readonly string[]): ChunkedText {
    let start = 0;
    const starts = chunks.map((chunk) => {
      const own = start;
      start += chunk.length;
      return own;
    });
    return new ChunkedText(chunks, starts);
  }

  /** All of it. */
  toString(): string {
    return (this.whole ??= this.chunks.length === 1 ? (this.chunks[0] ?? '') : this.chunks.join(''));
  }

  charCodeAt(at: number): number {
    const index = this.chunkAt(at);
    return this.chunks[index]?.charCodeAt(at - (this.starts[index] ?? 0)) ?? NaN;
  }

  slice({ start, end }: Range): string {
    if (start >= end) return '';
    let part = '';
    for (let index = this.chunkAt(start); index < this.chunks.length; index++) {
      const from = this.starts[index] ?? 0;
      if (from >= end) break;
      part += (this.chunks[index] ?? '').slice(Math.max(0, start - from), end - from);
    }
    return part;
  }

  /** This text after an edit. */
  edited({ range: { start, end }, newText }: TextEdit): ChunkedText {
    if (this.chunks.length === 1 && this.length > LONGEST)
      return ChunkedText.from(cut(this.toString())).edited({ range: { start, end }, newText });
    const first = this.chunkAt(start);
    const last = this.chunkAt(end);
    const before = this.chunks[first]?.slice(0, start - (this.starts[first] ?? 0)) ?? '';
    const behind = this.chunks[last]?.slice(end - (this.starts[last] ?? 0)) ?? '';
    const between = before + newText + behind;
    return ChunkedText.from([
      ...this.chunks.slice(0, first),
      ...(between.length > LONGEST ? cut(between) : [between]),
      ...this.chunks.slice(last + 1),
    ]);
  }

  /** The chunk that an offset is in; the last one for the end. */
  private chunkAt(at: number): number {
    let low = 0;
    let high = this.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? 0) <= at) low = middle;
      else high = middle;
    }
    return low;
  }
}

function cut(text: string): readonly string[] {
  const pieces = [];
  for (let at = 0; at < text.length; at += CHUNK) pieces.push(text.slice(at, at + CHUNK));
  return pieces;
}
