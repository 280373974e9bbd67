import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * One completion: `label` is chosen at `▮` of `before`, and `after` is the whole text then, with `▮` where one goes on typing.
 * Without `after` nothing at all may be offered.
 */
export interface Case {
  /** Where it stands: `keys.txt:12`. */
  readonly at: string;
  readonly label: string;
  readonly before: string;
  readonly after?: string;
}

/** One a matter. `around` is what stands around the place, answered without a server; in the others there is one. */
export const caseFiles = [
  'keys',
  'values',
  'expressions',
  'templates',
  'names',
  'automations',
  'config',
  'around',
] as const;

const caseFile = (name: string): string => join(__dirname, `${name}.txt`);

/**
 * Cases as they stand in a file. `▸ label` begins one, `▹` parts before from after, `▸ ∅` wants no proposal at all. Lines that
 * begin with `§` are headings. `␍` stands for a carriage return, `␠` for a space at the end of a line.
 */
export function readCases(name: string): readonly Case[] {
  const lines = readFileSync(caseFile(name), 'utf8').split('\n');
  const begins = lines.flatMap((line, index) => (line.startsWith('▸') ? [index] : []));
  return begins.map((begin, index) => {
    const body = lines.slice(begin + 1, begins[index + 1]).filter((line) => !line.startsWith('§'));
    while (body.at(-1) === '') body.pop();
    const parted = body.indexOf('▹');
    const [before, after] = parted < 0 ? [body] : [body.slice(0, parted), body.slice(parted + 1)];
    return {
      at: `${name}.txt:${String(begin + 1)}`,
      label: (lines[begin] ?? '').slice(2),
      before: decoded(before),
      ...(after && { after: decoded(after) }),
    };
  });
}

const decoded = (lines: readonly string[]): string =>
  lines.join('\n').replaceAll('␍', '\r').replaceAll('␠', ' ');
