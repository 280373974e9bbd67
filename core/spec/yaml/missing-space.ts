import { message } from '../../l10n/message';
import type { Range } from '../../text/range';
import type { YamlProblem } from './problem';
import type { YamlNode, YamlScalar } from './tree';

/** What is said of `title:x`, where a key and its value were meant. */
export const spaceIsMissing = message('A space is missing behind the ":".');

/** A word, a colon, and right behind it what is neither a space nor the rest of an address. */
const RUN_TOGETHER = /^[A-Za-z_][\w-]*:(?!\/\/)[^\s:#,]/;
/** The same as the first thing on a line; the word may be in quotes. */
const ON_A_LINE = /^[ \t]*(?:-[ \t]+)*(?:[A-Za-z_][\w-]*|"[^"\\\r\n]*"|'[^'\r\n]*'):(?!\/\/)[^\s:#]/gm;

/** What ends with the colon behind such a word. */
const KEY = /(?:[\w-]*|"[^"\\\r\n]*"|'[^'\r\n]*'):$/;

/** The same as an entry of brackets as well. */
const IN_BRACKETS = /(?:^[ \t]*(?:-[ \t]+)*|[{[,][ \t]*)[A-Za-z_][\w-]*:(?!\/\/)[^\s:#]/gm;

/** Where keys and values look as if they were meant, and YAML may read one text. */
export function runTogether(source: string): readonly Range[] {
  return Array.from(source.matchAll(IN_BRACKETS), ({ 0: piece, index }) => ({
    start: index,
    end: index + piece.length,
  }));
}

/** Places behind colons where spaces may be missing; up to `most` of them. */
export function possibleSpaces(source: string, most: number): readonly number[] {
  const places: number[] = [];
  for (const { 0: line, index } of source.matchAll(ON_A_LINE)) {
    if (places.length === most) break;
    places.push(index + line.length - 1);
  }
  return places;
}

/** A space that is missing at `at`: what YAML says of it, and how it is mended. */
export function missingSpace(source: string, at: number): YamlProblem {
  const start = at - (KEY.exec(source.slice(Math.max(0, at - 1100), at))?.[0].length ?? 0);
  const line = /^[^\r\n]*?(?=[ \t]+#|[ \t]*(?:[\r\n]|$))/.exec(source.slice(at))?.[0] ?? '';
  const end = at + line.length;
  return { code: 'yaml-syntax', message: spaceIsMissing, start, end, mend: { kind: 'space', at } };
}

/** Behind the colon of a plain text like that. Undefined: it is none. */
export function missingSpaceAt(source: string, node: YamlNode): number | undefined {
  if (node.kind !== 'scalar' || node.style !== 'plain') return undefined;
  const written = source.slice(node.start, node.end);
  return RUN_TOGETHER.test(written) ? node.start + written.indexOf(':') + 1 : undefined;
}

/** The same for each line of a plain text: keys without their spaces, one below the other, are one text, too. */
export function missingSpacesIn(source: string, { start, end }: YamlScalar): readonly number[] {
  const lines = source.slice(start, end).matchAll(/[^\r\n]+/g);
  return Array.from(lines).flatMap(({ 0: line, index }) => {
    const indent = line.length - line.trimStart().length;
    return RUN_TOGETHER.test(line.slice(indent)) ? [start + index + line.indexOf(':') + 1] : [];
  });
}
