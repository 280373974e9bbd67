import type { Range } from '../../text/range';

/**
 * Where each character of a decoded scalar stands in the file, and back.
 *
 * A scalar is a list of runs. In a plain run the characters stand one to one; a replaced run is an escape, a doubled quote or
 * a folded line break. What stands between runs (indentation, quotes, the block header) has no decoded character.
 */
export class ScalarMap {
  /** Four numbers a run: decoded start, decoded length, file start, file length. */
  private readonly runs: number[] = [];
  private decodedLength = 0;

  constructor(
    /** Where the first decoded character would stand. */
    private readonly contentStart: number,
  ) {}

  /** Adds the next decoded characters, which stand at `[from, to)`. One to one when the lengths agree. */
  add(decoded: number, from: number, to: number): void {
    const { runs } = this;
    const last = runs.length - 4;
    const [start = 0, length = 0, fileStart = 0, fileLength = 0] = last < 0 ? [] : runs.slice(last);
    if (decoded === to - from && last >= 0 && length === fileLength && fileStart + fileLength === from) {
      runs[last + 1] = this.decodedLength + decoded - start;
      runs[last + 3] = to - fileStart;
    } else {
      runs.push(this.decodedLength, decoded, from, to - from);
    }
    this.decodedLength += decoded;
  }

  /** The place of a decoded offset; at the end of the text, the place behind its last character. */
  toFile(offset: number): number {
    if (this.runs.length === 0) return this.contentStart;
    return this.inRun(this.runAt(0, offset), offset);
  }

  /** The characters that `range` of the decoded text stands for. An empty range stays empty. */
  rangeToFile({ start, end }: Range): Range {
    const from = this.toFile(start);
    if (end <= start) return { start: from, end: from };
    const run = this.runAt(0, end - 1);
    return { start: from, end: Math.max(from, this.inRun(run, end)) };
  }

  /** The decoded offset of a place in the file; a place between runs belongs to the next character. */
  toDecoded(place: number): number {
    const { runs } = this;
    if (runs.length === 0) return 0;
    const run = this.runAt(2, place);
    const [start = 0, length = 0, fileStart = 0, fileLength = 0] = runs.slice(run, run + 4);
    if (place <= fileStart) return start;
    if (place >= fileStart + fileLength) return start + length;
    return length === fileLength ? start + place - fileStart : start;
  }

  /** The last run that begins at or before `at`, counted in decoded offsets (`column` 0) or in the file (2). */
  private runAt(column: 0 | 2, at: number): number {
    const { runs } = this;
    let low = 0;
    let high = runs.length / 4;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((runs[middle * 4 + column] ?? 0) <= at) low = middle;
      else high = middle;
    }
    return low * 4;
  }

  private inRun(run: number, offset: number): number {
    const [start = 0, length = 0, fileStart = 0, fileLength = 0] = this.runs.slice(run, run + 4);
    if (offset >= start + length) return fileStart + fileLength;
    return length === fileLength ? fileStart + offset - start : fileStart;
  }
}
