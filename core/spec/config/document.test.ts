import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { message } from '../../l10n/message';
import { applyEdits } from '../../text/range';
import { openConfigDocument } from './document';
import { defaultConfig } from './config';
import { isSpecPath } from './spec-path';

const hostProblem = (text: string) =>
  text.startsWith('https://') ? undefined : message('"{0}" is no address.', text);
const open = (text: string) => openConfigDocument(text, { hostProblem });

/** `code at what is underlined`, in the order of the file. */
const problems = (text: string): readonly string[] =>
  open(text).problems.map(({ code, range }) => `${code} ${text.slice(range.start, range.end)}`);

describe('openConfigDocument', () => {
  it('reads everything', () => {
    const text = `# ours
files: [automations/**/*.yaml, ./more.yaml]
host: https://wandb.example.com
entity: my-team
rules:
  redundant-default: off
  scope-run-event-entity: error
  filter-field: info
lock: state/lock.json
assume: {short_history: partial}
x-owner: me
`;
    expect(open(text)).toMatchObject({
      problems: [],
      config: {
        files: ['automations/**/*.yaml', './more.yaml'],
        host: 'https://wandb.example.com',
        entity: 'my-team',
        rules: {
          'redundant-default': 'off',
          'scope-run-event-entity': 'error',
          'filter-field': 'information',
        },
        lock: 'state/lock.json',
        assume: { short_history: 'partial' },
      },
    });
  });

  it.each(['', '# nothing yet\n', '{}'])('finds nothing wrong in %j', (text) => {
    expect(open(text)).toMatchObject({ config: defaultConfig, problems: [] });
  });

  it.each([
    ['file: [a.yaml]', 'unknown-key file'],
    ['automations: []', 'unknown-key automations'],
    ['files: a.yaml', 'wrong-type a.yaml'],
    ['files: [1, a.yaml]', 'wrong-type 1'],
    ['files: [""]', 'wrong-type ""'],
    ['files: [/etc/*.yaml]', 'wrong-type /etc/*.yaml'],
    ['files: [../x.yaml]', 'wrong-type ../x.yaml'],
    ['files: ["!x.yaml"]', 'wrong-type "!x.yaml"'],
    ['files: [a\\b.yaml]', 'wrong-type a\\b.yaml'],
    [`files: ["${'{a,b}'.repeat(9)}"]`, `wrong-type "${'{a,b}'.repeat(9)}"`],
    ['host: wandb.example.com', 'wrong-type wandb.example.com'],
    ['host: http://wandb.example.com', 'wrong-type http://wandb.example.com'],
    ['host:', 'null-value host'],
    ['entity: 7', 'wrong-type 7'],
    ['entity: " "', 'wrong-type " "'],
    ['lock: []', 'wrong-type []'],
    ['rules: {drift: on}', 'wrong-type on'],
    ['rules: {dirft: off}', 'unknown-key dirft'],
    ['rules: {what-is-this: off}', 'unknown-key what-is-this'],
    ['rules: [drift]', 'wrong-type [drift]'],
    ['assume: {nan: no}', 'wrong-type no'],
    ['assume: {short_history: partial, short_history: wait}', 'duplicate-key short_history'],
    ['- files', 'wrong-type - files'],
    ['entity: a\n---\nentity: b', 'wrong-type ---'],
    ['entity: *nobody', 'unresolved-alias *nobody'],
    ['{entity: a', 'yaml-syntax {'],
  ])('%s', (text, expected) => {
    expect(problems(text)).toContain(expected);
    expect(problems(text)).toHaveLength(1);
  });

  it('repairs what it can', () => {
    for (const [text, fixed] of [
      ['rules: {dirft: off}', 'rules: {drift: off}'],
      ['rules: {drift: warn}', 'rules: {drift: warning}'],
      ['rules: {drift: false}', 'rules: {drift: off}'],
      ['assume: {nan: computed}', 'assume: {nan: compute}'],
    ] as const) {
      const [problem] = open(text).problems;
      expect(applyEdits(text, problem!.fixes![0]!.edits)).toBe(fixed);
    }
  });

  it('keeps what is right beside what is wrong', () => {
    const { config } = open('files: [a.yaml, 1]\nrules: {drift: off, dirft: off}\nhost: nowhere\n');
    expect(config).toEqual({ ...defaultConfig, files: ['a.yaml'], rules: { drift: 'off' } });
  });

  it('heeds its own rules and comments', () => {
    expect(problems('rules: {unknown-key: off}\nfile: []\n')).toEqual([]);
    expect(problems('# wandb-automations: ignore unknown-key\nfile: []\n')).toEqual([]);
    expect(problems('# wandb-automations: ignore unknown-key\nfiles: []\n')).toEqual([
      'unused-ignore unknown-key',
    ]);
  });

  it('takes any address when nobody knows better', () => {
    expect(openConfigDocument('host: localhost')).toMatchObject({
      config: { host: 'localhost' },
      problems: [],
    });
  });
});

describe('bad input', () => {
  const lines = (count: number, line: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => line(index)).join('\n');

  it.each([
    ['100,000 brackets', `files: ${'['.repeat(100_000)}`],
    ['20,000 unknown rules', `rules:\n${lines(20_000, (index) => `  no-such-rule-${String(index)}: off`)}`],
    ['3,000 anchors', lines(3000, (index) => `x-${String(index)}: &a${String(index)} 1`)],
    ['5 MB on a line', `entity: ${'a'.repeat(5_000_000)}`],
    ['20,000 globs', `files: [${lines(20_000, (index) => `"{a,b}{c,d}/${String(index)}.yaml",`)}]`],
    ['control characters', 'entity: \0\ud800\x07'],
  ])('%s: answered', (_, text) => {
    open(text).locate(text.length >> 1);
    expect(open(text).problems.length).toBeLessThan(200);
  });
});

describe('locate', () => {
  const at = (marked: string) => open(marked.replace('▮', '')).locate(marked.indexOf('▮'));

  it('knows the keys', () => {
    expect(at('▮')).toMatchObject({ kind: 'key', path: [], shape: { id: 'config' } });
    expect(at('host: https://x.y\n▮')).toMatchObject({ kind: 'key', shape: { id: 'config' } });
    expect(at('rules:\n  dr▮ift: off\n')).toMatchObject({ kind: 'key', key: { name: 'drift' } });
    expect(at('rules:\n  ▮')).toMatchObject({ kind: 'key', path: ['rules'], shape: { id: 'rules' } });
  });

  it('knows the values', () => {
    expect(at('rules: {drift: ▮}')).toMatchObject({ kind: 'value', type: { role: 'severity' } });
    expect(at('assume:\n  nan: sk▮ip\n')).toMatchObject({ kind: 'value', text: { value: 'skip' } });
    expect(at('files:\n  - a▮.yaml\n')).toMatchObject({ kind: 'value', type: { role: 'glob' } });
    expect(at('entity: ▮')).toMatchObject({ kind: 'value', type: { role: 'entity' } });
  });

  it('never throws', () => {
    const text = fc.array(
      fc.constantFrom(
        'files:',
        'rules:',
        '\n',
        '  ',
        '- ',
        'drift',
        ': ',
        '{',
        '}',
        '[',
        ']',
        '"',
        '*a',
        '&a ',
        '---',
        '#',
        'off',
      ),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(text, (parts) => {
        const document = open(parts.join(''));
        document.problems.forEach(({ range }) => expect(range.start).toBeLessThanOrEqual(range.end));
        for (let offset = 0; offset <= document.text.length; offset++) document.locate(offset);
      }),
      { numRuns: 500 },
    );
  });
});

describe('isSpecPath', () => {
  it.each([
    ['a.automation.yaml', true],
    ['deep/a.automation.yml', true],
    ['automations/deep/a.yaml', true],
    ['automations/a.automation.test.yaml', false],
    ['automations/README.md', false],
    ['other/a.yaml', false],
    ['wandb-automations.config.yaml', false],
  ])('%s: %s', (path, expected) => {
    expect(isSpecPath(path, { files: ['automations/**', '*.config.yaml'] })).toBe(expected);
  });
});
