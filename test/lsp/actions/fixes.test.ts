import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rules } from '../../../core/catalog/rules';
import { openSpecDocument } from '../../../core/spec/document';
import { readCases } from '../cases';
import { answer } from '../completion/names';
import { cursorIn, Editor } from '../editor';
import { actionsAt, afterAction, labelOf } from './actions';

/** Rules that have no mend: what was meant, or what should be done instead, only the author knows. */
const withoutMend = [
  'duplicate-name',
  'name-length',
  'scope-not-supported',
  'scope-run-event-entity',
  'filter-operator',
  'filter-empty-states',
  'filter-field',
  'filter-regex',
  'payload-empty-variable',
  'prompt-length',
  'regex-matches-nothing',
  'server-unsupported',
  'drift',
  // The editor doesn't know the lock file's automations; the mend is tested with the rule.
  'unmanaged-id',
];

const countOf = (rule: string | undefined, text: string): number =>
  openSpecDocument(text).problems.filter(({ code }) => code === rule).length;

describe.each(['fixes', 'names'] as const)('%s', (file) => {
  let editor: Editor;
  beforeAll(async () => {
    editor = await Editor.start(file === 'names' ? { remote: answer } : {});
  });
  afterAll(() => editor.close());

  it.each(readCases(`actions/${file}.txt`).map((each) => [each.at, each.label, each] as const))(
    '%s: %s',
    async (_, label, { before, after }) => {
      const { text, actions } = await actionsAt(editor, before, ['quickfix']);
      expect(actions.map(labelOf)).toContain(label);
      const action = actions.find((each) => labelOf(each) === label)!;
      expect(afterAction(text, action)).toBe(after);
      const [rule] = label.split(':');
      const count = countOf(rule, cursorIn(before).text);
      if (count > 0) expect(countOf(rule, after ?? '')).toBeLessThan(count);
    },
  );
});

it('every rule has a mend with a case, or is known to have none', () => {
  const cases = [...readCases('actions/fixes.txt'), ...readCases('actions/names.txt')];
  const mended = new Set(
    cases.filter(({ label }) => !label.includes(': Ignore ')).map(({ label }) => label.split(':')[0]),
  );
  expect(rules.map(({ code }) => code).filter((code) => !mended.has(code))).toEqual(
    rules.map(({ code }) => code).filter((code) => withoutMend.includes(code)),
  );
});
