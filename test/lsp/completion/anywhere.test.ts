import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseYaml, type YamlStream } from '../../../core/spec/yaml/parse';
import type { YamlNode } from '../../../core/spec/yaml/tree';
import { LineIndex } from '../../../core/text/lines';
import type { Range } from '../../../core/text/range';
import '../../seed';
import { Editor } from '../editor';
import { caseFiles, completions } from './case-files';
import { answer } from './names';
import { outcomeOf } from './outcome';

const examples = join(__dirname, '../../../examples');
const documents = [
  ...readdirSync(examples)
    .filter((name) => name.endsWith('.automation.yaml'))
    .map((name) => readFileSync(join(examples, name), 'utf8')),
  ...caseFiles
    .filter((file) => file !== 'config')
    .flatMap((file) => completions(file))
    .flatMap(({ after }) => after?.replace('▮', '') ?? []),
];

/** Texts and comments, each of which one word may be replaced in. */
function wordsIn({ documents: all, comments }: YamlStream): readonly Range[] {
  const inside = (node: YamlNode): readonly Range[] => {
    if (node.kind === 'map') return node.entries.flatMap(({ key, value }) => [key, value].flatMap(inside));
    return node.kind === 'seq' ? node.items.flatMap(inside) : [node];
  };
  return [...all.flatMap(({ contents }) => inside(contents)), ...comments];
}

const holds = (outer: Range, inner: Range): boolean => outer.start <= inner.start && inner.end <= outer.end;

const syntaxErrors = ({ problems }: YamlStream): number =>
  problems.filter(({ code }) => code === 'yaml-syntax').length;

let editor: Editor;
beforeAll(async () => {
  editor = await Editor.start({ remote: answer });
});
afterAll(() => editor.close());

let files = 0;

/** A document in which somebody is at work: whole, or without the rest of its line, or ending here. */
const unfinished = fc
  .record({
    document: fc.constantFrom(...documents),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    without: fc.constantFrom('nothing', 'line', 'all'),
  })
  .map(({ document, at, without }) => {
    const offset = Math.round(at * document.length);
    const rest = document.slice(offset);
    const kept = without === 'all' ? '' : without === 'line' ? rest.replace(/^[^\r\n]*/, '') : rest;
    return { text: document.slice(0, offset) + kept, offset };
  });

it('takes no more than the word at the cursor, wherever that is, and breaks nothing', async () => {
  await fc.assert(
    fc.asyncProperty(unfinished, fc.nat(), async ({ text, offset }, choice) => {
      const lines = new LineIndex(text);
      const position = lines.positionAt(offset);
      const document = editor.open(`${String(files++)}/a.automation.yaml`, text);
      const items = await document.completeAll(position);
      document.close();
      const item = items[choice % items.length];
      if (!item) return;
      const { text: after, replaced, put } = outcomeOf(text, item);
      expect([lines.positionAt(replaced.start).line, lines.positionAt(replaced.end).line]).toEqual([
        position.line,
        position.line,
      ]);
      expect(holds(replaced, { start: offset, end: offset })).toBe(true);
      expect(after.slice(0, put.start) + after.slice(put.end)).toBe(
        text.slice(0, replaced.start) + text.slice(replaced.end),
      );
      const before = parseYaml(text);
      const taken = text.slice(replaced.start, replaced.end);
      const start = replaced.start + taken.length - taken.trimStart().length;
      const word = { start: Math.min(start, replaced.end), end: replaced.end };
      expect([
        item.label,
        taken,
        word.start === word.end || wordsIn(before).some((one) => holds(one, word)),
      ]).toEqual([item.label, taken, true]);
      // What is put into quotes that aren't closed yet can't be right before they are.
      if (!before.problems.some(({ message }) => message.text === 'The closing {0} is missing.'))
        expect([after, syntaxErrors(parseYaml(after)) <= syntaxErrors(before)]).toEqual([after, true]);
    }),
    { numRuns: 1000 },
  );
});
