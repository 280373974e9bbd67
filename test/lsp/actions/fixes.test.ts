import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rules } from '../../../core/catalog/rules';
import { openSpecDocument } from '../../../core/spec/document';
import { readCases } from '../cases';
import { answer } from '../completion/names';
import { cursorIn, Editor } from '../editor';
import { actionsAt, afterAction, labelOf } from './actions';

/** Rules that have no mend, and why. */
const withoutMend: Readonly<Record<string, string>> = {
  'name-length': 'what of a long name may go, only its author knows',
  'scope-run-event-entity': 'which projects of the team are meant isn’t said',
  'filter-regex': 'what another dialect says, RE2 may not be able to say',
  'payload-empty-variable': 'which other variable is meant isn’t said',
  'prompt-length': 'what of a long prompt may go, only its author knows',
  'regex-matches-nothing': 'what should match isn’t said',
  'server-unsupported': 'it is the server that would have to change',
  drift: 'it is compared first: an action with a command, tested with the rule',
  'unmanaged-id': 'the editor doesn’t know the lock file’s automations; tested with the rule',
};

const countOf = (rule: string | undefined, text: string): number =>
  openSpecDocument(text).problems.filter(({ code }) => code === rule).length;

const ofWindows = (text: string): string => text.replaceAll(/\r?\n/g, '\r\n');

describe.each(['fixes', 'names'] as const)('%s', (file) => {
  let editor: Editor;
  beforeAll(async () => {
    editor = await Editor.start(file === 'names' ? { remote: answer } : {});
  });
  afterAll(() => editor.close());

  const cases = readCases(`actions/${file}.txt`).map((each) => [each.at, each.label, each] as const);

  it.each(cases)('%s: %s', async (_, label, { before, after }) => {
    const { text, actions } = await actionsAt(editor, before, ['quickfix']);
    expect(actions.map(labelOf)).toContain(label);
    const action = actions.find((each) => labelOf(each) === label)!;
    expect(afterAction(text, action)).toBe(after);
    const [rule] = label.split(':');
    const count = countOf(rule, cursorIn(before).text);
    if (count > 0) expect(countOf(rule, after ?? '')).toBeLessThan(count);
  });

  it.each(cases.filter(([, , { before }]) => before.includes('\n')))(
    'in the line breaks of Windows, %s: %s',
    async (_, label, { before, after = '' }) => {
      const { text, actions } = await actionsAt(editor, ofWindows(before), ['quickfix']);
      const action = actions.find((each) => labelOf(each) === label)!;
      expect(afterAction(text, action)).toBe(ofWindows(after));
    },
  );
});

it('every rule has a mend with a case, or is known to have none', () => {
  const cases = [...readCases('actions/fixes.txt'), ...readCases('actions/names.txt')];
  const mended = new Set(
    cases.filter(({ label }) => !label.includes(': Ignore ')).map(({ label }) => label.split(':')[0]),
  );
  expect(rules.map(({ code }) => code).filter((code) => !mended.has(code))).toEqual(
    rules.map(({ code }) => code).filter((code) => code in withoutMend),
  );
});

describe('every kind of mend has a case', () => {
  const cases = [...readCases('actions/fixes.txt'), ...readCases('actions/names.txt')];
  const shown = cases.map(({ label }) => label.replace(/ ★$/, ''));
  const hasCase = (template: string, rule = '[^:]+'): boolean => {
    const words = template.split(/\{\d\}/).map((part) => part.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&'));
    const label = new RegExp(`^${rule}: ${words.join('.*')}$`);
    return shown.some((each) => label.test(each));
  };

  it('by the words of its title', () => {
    const titles = mendingSources.flatMap((file) => titlesIn(readFileSync(file, 'utf8')));
    // A test of nothing would pass, too.
    expect(titles.length).toBeGreaterThan(40);
    expect(titles.filter((title) => !hasCase(title))).toEqual([]);
  });

  it('by its rule, as far as specs of all tests show', () => {
    const kinds = new Set(
      specsOfTests().flatMap((text) =>
        openSpecDocument(text, { entity: 'team' }).problems.flatMap(({ code, fixes = [] }) =>
          fixes.filter(({ ignores }) => !ignores).map(({ title }) => `${code}: ${title.text}`),
        ),
      ),
    );
    const without = [...kinds].filter((kind) => {
      const [rule = '', ...title] = kind.split(': ');
      return !hasCase(title.join(': '), rule);
    });
    expect(without).toEqual([]);
  });
});

/** Files that make fixes. */
const mendingSources = ['core/filter', 'core/spec', 'server/service/remote-problems']
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  )
  .filter((file) => file.endsWith('.ts') && !/\.(?:test|arbitrary)\.ts$/.test(file))
  .concat('server/service/actions/quick-fixes.ts');

/** Templates of the titles in a source text. */
function titlesIn(source: string): readonly string[] {
  const places = source.matchAll(
    /\btitle(?::| =)[^;]*?message\([^;]*?;|\b(?:fix|suggestion)\(\s*message\([^;]*?;/g,
  );
  return Array.from(places).flatMap(([place]) => {
    const titles = place.matchAll(
      /(?:\btitle(?::| =)|\?|:|\b(?:fix|suggestion)\()\s*message\(\s*'((?:[^'\\]|\\.)*)'/g,
    );
    return Array.from(titles, ([, template = '']) => template);
  });
}

function specsOfTests(): readonly string[] {
  return ['actions'].flatMap((folder) =>
    readdirSync(`test/lsp/${folder}`)
      .filter((name) => name.endsWith('.txt'))
      .flatMap((name) => readCases(`${folder}/${name}`))
      .flatMap(({ before, after }) => [before, after ?? ''])
      .map((text) => text.replaceAll('▮', '')),
  );
}
