import { describe, expect, it } from 'vitest';
import { cutText } from './cut';

/** The pieces as texts. */
const pieces = (text: string) =>
  cutText(text).documents.map(({ start, end, parts }) =>
    parts
      ? [parts.head, ...parts.items, ...(parts.tail ? [parts.tail] : [])].map((one) =>
          text.slice(one.start, one.end),
        )
      : [text.slice(start, end)],
  );

describe('cutText', () => {
  it.each([
    ['', [['']]],
    ['name: a\nevent: x\n', [['name: a\nevent: x\n']]],
    [
      'automations:\n  - a: 1\n    b: 2\n\n  - c: 3\n',
      [['automations:\n', '  - a: 1\n    b: 2\n\n', '  - c: 3\n']],
    ],
    ['automations: # all\n- a: 1\n- b: 2', [['automations: # all\n', '- a: 1\n', '- b: 2']]],
    ['automations:\r\n  - a: 1\r\n  - b: 2\r\n', [['automations:\r\n', '  - a: 1\r\n', '  - b: 2\r\n']]],
    // comments go with what follows them
    [
      'automations:\n  # one\n  - a: 1\n  # two\n  - b: 2\n',
      [['automations:\n', '  # one\n  - a: 1\n', '  # two\n  - b: 2\n']],
    ],
    [
      'automations:\n  - a: |\n      x\n      # text\n  - b: 2\n',
      [['automations:\n', '  - a: |\n      x\n      # text\n', '  - b: 2\n']],
    ],
    // top-level keys behind the list
    [
      'automations:\n  - a: 1\n# rest\nversion: 1\n',
      [['automations:\n', '  - a: 1\n', '# rest\nversion: 1\n']],
    ],
    // whatever is open in an entry
    [
      'automations:\n  - a: "x\n  - b: [\n  - c: 1\n',
      [['automations:\n', '  - a: "x\n', '  - b: [\n', '  - c: 1\n']],
    ],
    // several documents
    [
      'a: 1\n---\nautomations:\n  - b: 1\n...\n# end\n',
      [['a: 1\n'], ['---\nautomations:\n', '  - b: 1\n...\n'], ['# end\n']],
    ],
    // not laid out that way
    ['automations: [{a: 1}]\n', [['automations: [{a: 1}]\n']]],
    ['automations:\n    - a: 1\n  - b: 2\n', [['automations:\n    - a: 1\n  - b: 2\n']]],
    [
      'automations:\n  - a: 1\nautomations:\n  - b: 2\n',
      [['automations:\n  - a: 1\nautomations:\n  - b: 2\n']],
    ],
    ['%YAML 1.2\n---\nautomations:\n  - a: 1\n', [['%YAML 1.2\n---\nautomations:\n  - a: 1\n']]],
  ])('%j', (text, expected) => {
    expect(pieces(text)).toEqual(expected);
  });
});
