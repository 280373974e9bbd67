import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * One thing that an editor does: `label` is chosen at `▮` of `before`, and `after` is the whole text then, with `▮` where one
 * goes on typing. Without `after` nothing is chosen: it is about what is offered.
 */
export interface Case {
  /** Where it stands: `keys.txt:12`. */
  readonly at: string;
  readonly label: string;
  readonly before: string;
  readonly after?: string;
}

/**
 * Cases as they stand in a file of this folder. `▸ label` begins one, `▹` parts before from after, `▸ ∅` wants no proposal at
 * all, `▸ = this ¦ that` these in this order and no other. Lines that begin with `§` are headings. `␍` stands for a carriage
 * return, `␠` for a space at the end of a line, `⇥` for a tab.
 */
export function readCases(path: string): readonly Case[] {
  const lines = readFileSync(join(__dirname, path), 'utf8').split('\n');
  const begins = lines.flatMap((line, index) => (line.startsWith('▸') ? [index] : []));
  return begins.map((begin, index) => {
    const body = lines.slice(begin + 1, begins[index + 1]).filter((line) => !line.startsWith('§'));
    while (body.at(-1) === '') body.pop();
    const parted = body.indexOf('▹');
    const [before, after] = parted < 0 ? [body] : [body.slice(0, parted), body.slice(parted + 1)];
    return {
      at: `${path.slice(path.lastIndexOf('/') + 1)}:${String(begin + 1)}`,
      label: (lines[begin] ?? '').slice(2),
      before: decoded(before),
      ...(after && { after: decoded(after) }),
    };
  });
}

const decoded = (lines: readonly string[]): string =>
  lines.join('\n').replaceAll('␍', '\r').replaceAll('␠', ' ').replaceAll('⇥', '\t');
