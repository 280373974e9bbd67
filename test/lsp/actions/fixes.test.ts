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
    rules.map(({ code }) => code).filter((code) => code in withoutMend),
  );
});
