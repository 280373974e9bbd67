import { describe, expect, it } from 'vitest';
import { openSpecDocument } from './document';
import { formatText } from './edit/format';

/** Milliseconds, for a machine that has other things to do. */
const TIMEOUT = 60_000;

const anchors = (count: number): string =>
  Array.from({ length: count }, (_, index) => `x-${index}: &a${index} v`).join('\n');
const bomb = [
  'x-0: &a0 [1,2,3,4,5,6,7,8,9]',
  ...Array.from(
    { length: 12 },
    (_, index) =>
      `x-${index + 1}: &a${index + 1} [${Array.from({ length: 9 }, () => `*a${index}`).join(', ')}]`,
  ),
].join('\n');
const entry = (payload: string): string =>
  `automations:\n  - name: a\n    scope: {team: t}\n    event: OnLinkArtifact\n    action: {type: SendWebhook, integration: w, payload: ${payload}}\n`;

const texts: readonly (readonly [string, string])[] = [
  ['an empty file', ''],
  ['a BOM alone', '\uFEFF'],
  ['a BOM before a spec', `\uFEFF${entry('{}')}`],
  ['NUL bytes', `name: a\0b\n\0\0\0`],
  ['lone surrogates', 'name: \ud800\ndescription: "\\ud800"\n'],
  ['tabs', 'automations:\n\t- name: a\n\t\tscope: {}\n'],
  ['lone carriage returns', 'name: a\rscope: {team: t}\revent: OnLinkArtifact\raction: DoNothing'],
  ['100,000 open brackets', '['.repeat(100_000)],
  ['100,000 open braces', 'a: ' + '{a: '.repeat(100_000)],
  ['100,000 dashes', '- '.repeat(100_000)],
  [
    '100,000 levels of mappings',
    Array.from({ length: 2_000 }, (_, level) => `${' '.repeat(level)}a:`).join('\n'),
  ],
  ['100,000 question marks', '? '.repeat(100_000)],
  [
    '3,000 anchors',
    `${anchors(3_000)}\n${Array.from({ length: 3_000 }, (_, index) => `y-${index}: *a${index}`).join('\n')}`,
  ],
  [
    '3,000 anchors on each other',
    Array.from(
      { length: 3_000 },
      (_, index) => `x-${index}: &a${index} [${index ? `*a${index - 1}` : ''}]`,
    ).join('\n'),
  ],
  ['an alias bomb', bomb],
  ['an alias bomb in a payload', `${bomb}\n${entry('{a: *a12}')}`],
  [
    'merges on merges',
    `${Array.from({ length: 500 }, (_, index) => `x-${index}: &a${index} {${index ? `<<: [*a${index - 1}, *a${index - 1}], ` : ''}k${index}: 1}`).join('\n')}\n${entry('*a499')}`,
  ],
  ['20,000 keys', Array.from({ length: 20_000 }, (_, index) => `key${index}: 1`).join('\n')],
  ['20,000 times the same key', 'a: 1\n'.repeat(20_000)],
  ['5 MB in one scalar', `name: ${'x'.repeat(5_000_000)}`],
  ['5 MB in one list', `x-l: [${'1,'.repeat(2_500_000)}1]`],
  ['5 MB of dashes on lines', 'x-l:\n' + '- 1\n'.repeat(1_250_000)],
  ['5 MB of comments', '# c\n'.repeat(1_250_000)],
  ['5 MB of blank lines', '\n'.repeat(5_000_000)],
  ['5 MB of open quotes', 'a: "\n'.repeat(1_000_000)],
  ['5 MB of colons', ':'.repeat(5_000_000)],
  ...[': ', '? a: ', '? : ', ': ? ', '- - : ', '*a : ', '&a : ', '!!str : '].map(
    (piece): [string, string] => [`"${piece}" on and on, one inside the other`, piece.repeat(60_000)],
  ),
  ['5 MB of documents', '---\n'.repeat(1_250_000)],
  ['5 MB of secrets', `x: ${'sk-'.repeat(1_600_000)}`],
  ['100,000 aliases to nothing', 'x: [' + '*a, '.repeat(100_000) + ']'],
  [
    'a deep filter',
    entry('{}').replace('OnLinkArtifact', `{type: OnRunMetric, filter: '${'('.repeat(50_000)}'}`),
  ],
  [
    'a long filter',
    entry('{}').replace(
      'OnLinkArtifact',
      `{type: OnRunMetric, filter: '${'metric("a") > 1 & '.repeat(20_000)}'}`,
    ),
  ],
  [
    '1 MB of arguments',
    entry('{}').replace('OnLinkArtifact', `{type: OnRunMetric, filter: 'metric(${'1,'.repeat(500_000)}'}`),
  ],
  ['60,000 lines that end with carriage returns', 'a: "b" # c\r'.repeat(59_000)],
  [
    '50,000 anchors before the automations',
    `${Array.from({ length: 50_000 }, (_, index) => `x-${index}: &a${index} 1\n`).join('')}automations:\n  - x\n`,
  ],
  ['10,000 ignore comments', entry('{}') + '  # wandb-automations: ignore wire-name\n'.repeat(10_000)],
  ['a variable with a long name', entry(`{a: "\${${'x'.repeat(1_000_000)}}"}`)],
];

/** How fast they are answered is measured by the benchmark. What takes more than linear time doesn't come to an end here at all. */
describe('hostile text', () => {
  it.each(texts)('%s: answered', { timeout: TIMEOUT }, (_, text) => {
    const document = openSpecDocument(text);
    document.locate(Math.floor(text.length / 2));
    document.locate(text.length);
    expect(document.problems).toBeDefined();
    expect(document.entries.length).toBeLessThanOrEqual(2);
  });

  it.each(texts.filter(([, text]) => text.length < 1_500_000))(
    '%s: formatted',
    { timeout: TIMEOUT },
    (_, text) => {
      expect(formatText(text)).toBeDefined();
    },
  );

  it('59,000 items that are no automations: answered', { timeout: TIMEOUT }, () => {
    const text = `automations:\n${'  - x\n'.repeat(59_000)}`;
    expect(openSpecDocument(text).problems).toHaveLength(59_000);
  });

  it('reads a BOM and lone carriage returns like any other text', () => {
    expect(openSpecDocument(texts[2]![1]).entries[0]?.automations[0]?.automation?.name).toBe('a');
    expect(openSpecDocument(texts[6]![1]).problems).toEqual([]);
  });

  it('says what a bomb would be', () => {
    const [, text = ''] = texts.find(([name]) => name === 'an alias bomb in a payload') ?? [];
    expect(openSpecDocument(text).problems.map(({ code, message }) => `${code}: ${message.text}`)).toContain(
      'yaml-syntax: Written out, the aliases in here make more than {0} values.',
    );
  });
});
