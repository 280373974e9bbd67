import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KeyEntry, Shape, ValueType } from '../../../core/catalog/keys';
import { setShape, singleShape } from '../../../core/catalog/keys-automation';
import { configShape } from '../../../core/catalog/keys-config';
import { parseYaml } from '../../../core/spec/yaml/parse';
import type { YamlNode } from '../../../core/spec/yaml/tree';
import { keyText } from '../../../core/spec/yaml/value';
import { alternatives } from '../../../server/service/completion/expected';
import { cursorIn, Editor } from '../editor';
import { answer } from './names';
import { harmDone, outcomeOf, type Outcome } from './outcome';

/** A mapping of the format, and texts around it. */
interface Site {
  readonly name: string;
  readonly shape: Shape;
  readonly path: readonly (string | number)[];
  /** Keys that make the mapping what it is. */
  readonly fixed: readonly string[];
  readonly block: (lines: readonly string[]) => readonly string[];
}

/** Every mapping that the format has, each shape where it is first met. */
function sites(root: Shape): readonly Site[] {
  const found: Site[] = [];
  const seen = new Set<string>();
  const visit = (site: Site): void => {
    // Of MongoDB-like documents one is like the other, but for the field.
    const kind = site.shape.id.replace(/^(predicate|operators)-.*/, '$1');
    if (seen.has(kind)) return;
    seen.add(kind);
    found.push(site);
    for (const key of site.shape.keys) for (const inner of inside(site, key)) visit(inner);
  };
  visit({ name: root.id, shape: root, path: [], fixed: [], block: (lines) => lines });
  return found;
}

function inside(site: Site, { name, type }: KeyEntry): readonly Site[] {
  const path = [...site.path, name];
  const under = (lines: readonly string[]): readonly string[] =>
    site.block([...site.fixed, `${name}:`, ...lines.map((line) => `  ${line}`)]);
  const item = (lines: readonly string[]): readonly string[] =>
    under(lines.map((line, index) => (index === 0 ? '- ' : '  ') + line));
  return alternatives([type]).flatMap((one): readonly Site[] => {
    if (one.kind === 'list')
      return shapesOf(one.items).map((shape) => ({
        ...shape,
        name: shape.shape.id,
        path: [...path, 0],
        block: item,
      }));
    return shapesOf(one).map((shape) => ({ ...shape, name: shape.shape.id, path, block: under }));
  });
}

function shapesOf(type: ValueType): readonly Pick<Site, 'shape' | 'fixed'>[] {
  if (type.kind === 'mapping') return [{ shape: type.shape, fixed: [] }];
  if (type.kind === 'free') return type.known ? [{ shape: type.known, fixed: [] }] : [];
  if (type.kind !== 'variant') return [];
  const variants = [...type.shapes].map(([name, shape]) => ({ shape, fixed: [`type: ${name}`] }));
  return [...variants, { shape: type.base, fixed: [] }];
}

const all = [
  ...sites(setShape).map((site) => [site, 'a.automation.yaml'] as const),
  ...sites(singleShape).map((site) => [site, 'a.automation.yaml'] as const),
  ...sites(configShape).map((site) => [site, 'wandb-automations.config.yaml'] as const),
];

let editor: Editor;
beforeAll(async () => {
  editor = await Editor.start({ remote: answer, options: { commands: ['editor.action.triggerSuggest'] } });
});
afterAll(() => editor.close());

let files = 0;

const problemsOf = (text: string): number =>
  parseYaml(text).problems.filter(({ code }) => code === 'yaml-syntax').length;

/** The value at a path, or nothing where there is none. */
function at(node: YamlNode | undefined, [step, ...rest]: readonly (string | number)[]): YamlNode | undefined {
  if (step === undefined || !node) return node;
  if (typeof step === 'number') return at(node.kind === 'seq' ? node.items[step] : undefined, rest);
  const entry = node.kind === 'map' ? node.entries.find(({ key }) => keyText(key) === step) : undefined;
  return at(entry?.value, rest);
}

/** What accepting each of the proposals at `▮` makes. */
async function results(marked: string, file: string): Promise<readonly Outcome[]> {
  const { text, position } = cursorIn(marked);
  const document = editor.open(`${String(files++)}/${file}`, text);
  const items = await document.completeAll(position);
  document.close();
  return items.map((item) => outcomeOf(text, item));
}

/** Ways to write the beginning of a key in the mapping; `mark` is the text with the cursor. */
const keyForms: Readonly<Record<string, (key: string, fixed: readonly string[]) => readonly string[]>> = {
  block: (_, fixed) => [...fixed, '▮'],
  'block, half typed': (key, fixed) => [...fixed, `${key.slice(0, 2)}▮`],
  'block, in double quotes': (key, fixed) => [...fixed, `"${key.slice(0, 1)}▮"`],
  'block, in single quotes': (key, fixed) => [...fixed, `'${key.slice(0, 1)}▮'`],
  'block, with a colon': (key, fixed) => [...fixed, `${key.slice(0, 1)}▮: x`],
  flow: (_, fixed) => [`{${[...fixed, '▮'].join(', ')}}`],
  'flow, half typed': (key, fixed) => [`{${[...fixed, `${key.slice(0, 2)}▮`].join(', ')}}`],
  'flow, in double quotes': (key, fixed) => [`{${[...fixed, `"${key.slice(0, 1)}▮"`].join(', ')}}`],
  'flow, with a colon': (key, fixed) => [`{${[...fixed, `${key.slice(0, 1)}▮: x`].join(', ')}}`],
};

/** Ways to write the beginning of a value. */
const valueForms: readonly string[] = ['▮', '"▮"', "'▮'", '"▮', "'▮", '"a▮"', "'a▮b'", 'a▮', 'a▮b'];

describe.each(all.map(([site, file]) => [site.name, site, file] as const))('%s', (_, site, file) => {
  const { shape, path, fixed, block } = site;
  const proposed = shape.keys.filter(({ name }) => !fixed.some((line) => line.startsWith(`${name}:`)));

  it.each(Object.entries(keyForms))('takes its keys: %s', async (_form, form) => {
    for (const { name } of proposed) {
      const marked = block(form(name, fixed)).join('\n');
      const after = (await results(marked, file)).find(({ label }) => label === name)?.text;
      expect([marked, name, after === undefined]).toEqual([marked, name, false]);
      const stream = parseYaml(after ?? '');
      expect([after, problemsOf(after ?? '')]).toEqual([after, 0]);
      expect([after, at(stream.documents[0]?.contents, [...path, name]) !== undefined]).toEqual([
        after,
        true,
      ]);
    }
  });

  it.each(valueForms)('takes its values without harm: %s', async (form) => {
    for (const { name } of proposed) {
      const texts = [
        block([...fixed, `${name}: ${form}`]).join('\n'),
        block([`{${[...fixed, `${name}: ${form}`].join(', ')}}`]).join('\n'),
      ];
      for (const marked of texts) {
        const start = marked.lastIndexOf(form);
        const word = { start, end: start + form.length - 1 };
        expect(harmDone(file, marked, word, await results(marked, file))).toEqual([]);
      }
    }
  });
});
