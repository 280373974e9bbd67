import type { ScalarStyle } from './tree';

/** What a scalar's characters are: `source[start, end)` with its quotes or block header. */
export interface ScalarSource {
  readonly source: string;
  readonly start: number;
  readonly end: number;
  readonly style: ScalarStyle;
  /** For block scalars: column of the collection around it. */
  readonly parentIndent: number;
  /** It is the whole document, so that a text block needs no indentation. */
  readonly root?: boolean;
}

/** Takes the decoded characters in order, each with its place in the source. */
export interface Sink {
  add(decoded: string, from: number, to: number): void;
}

/** Something is wrong inside a scalar, e.g. an unknown escape. */
export type ScalarFault = (
  kind: 'escape' | 'half-character' | 'unclosed' | 'block-header' | 'block-indent',
  start: number,
  end: number,
) => void;
