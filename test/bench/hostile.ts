import { specOfLines } from './specs';

const MB = 1024 * 1024;

/** A spec with one automation and this filter, as it stands in the file. */
const withFilter = (filter: string): string =>
  `name: x\nscope: {project: a/b}\nevent:\n  type: OnRunMetric\n  filter: ${filter}\naction: DoNothing\n`;

const metric = 'metric("loss") > 1';
const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

/** Every level has nine times what the level below has. */
function aliasBomb(levels: number): string {
  const level = (index: number): string =>
    `x-${index}: &a${index} [${Array.from({ length: 9 }, () => (index === 0 ? 'lol' : `*a${index - 1}`)).join(', ')}]`;
  return `${lines(levels, level)}\nautomations: *a${levels - 1}\n`;
}

/** What short lines may look like: how a text begins, and what is repeated behind it until it is long enough. */
const shortLines: Readonly<Record<string, readonly [head: string, repeated: string]>> = {
  'empty lines': ['', '\n'],
  'empty lines, CRLF': ['', '\r\n'],
  'lone carriage returns': ['', '\r'],
  'line separators': ['', 'x\u2028\n'],
  tabs: ['', '\t\n'],
  comments: ['', '# wandb-automations: ignore no-such-rule\n'],
  'number signs': ['', '#\n'],
  'document markers': ['', '---\n'],
  'document ends': ['', '...\n'],
  'documents of one key': ['', '---\nname: x\n'],
  directives: ['', '%YAML 1.2\n---\n'],
  dashes: ['', '-\n'],
  'question marks': ['', '?\n'],
  colons: ['', ':\n'],
  'keys without a value': ['', 'a:\n'],
  anchors: ['', '&a\n'],
  aliases: ['', '*a\n'],
  tags: ['', '!x\n'],
  quotes: ['', '"\n'],
  'single quotes': ['', "'\n"],
  'open braces': ['', '{\n'],
  'keys with an open bracket': ['', 'a: [\n'],
  'closed brackets': ['', ']\n'],
  'text blocks': ['', '|\n'],
  words: ['', 'x\n'],
  'an open quote': ['name: "', 'x\n'],
  'an open bracket': ['automations: [', 'x,\n'],
  'a text block': ['description: |\n', '  x\n'],
  'items of a list': ['automations:\n', '  - x\n'],
  'items behind an open quote': ['automations:\n  - name: "\n', '  - name: x\n    scope: {team: t}\n'],
  'lines of one item': ['automations:\n  - name: x\n', '    k: v\n'],
  'empty lines in an item': ['automations:\n  - name: x\n', '\n'],
  'keys before the list': ['', 'k: &a 1\n'],
  'keys behind the list': ['automations:\n  - name: x\n', 'k: v\n'],
  'all of it': ['', '- "\n? |\n{\n#\n\t&a\n*a: [\n---\n'],
};

/** Texts of so many bytes in short lines, by what they consist of. */
export function textsOfShortLines(bytes: number): readonly (readonly [name: string, text: () => string])[] {
  return Object.entries(shortLines).map(([name, [head, repeated]]) => [
    name,
    () => head + repeated.repeat(bytes / repeated.length),
  ]);
}

/** Texts that somebody might open by accident or by malice. Each must be answered within a second. */
export const hostileTexts: Readonly<Record<string, () => string>> = {
  'aliases of aliases, 9 to the 30th': () => aliasBomb(30),
  '3,000 anchors and aliases': () =>
    `${lines(3000, (index) => `x-${index}: &a${index} {name: n}`)}\nautomations:\n${lines(3000, (index) => `  - *a${index}`)}\n`,
  '100,000 open brackets': () => `automations: ${'['.repeat(100_000)}`,
  '100,000 nested mappings': () => `automations: ${'{a: '.repeat(100_000)}1${'}'.repeat(100_000)}\n`,
  '100,000 nested lists': () => `automations:\n  ${'- '.repeat(100_000)}x\n`,
  '2,000 lines, each indented deeper': () => `${lines(2000, (index) => `${' '.repeat(index)}a:`)}\n`,
  '20,000 unknown keys': () => `${lines(20_000, (index) => `key${index}: ${index}`)}\n`,
  '20,000 times the same key': () => `name: x\n${lines(20_000, () => 'name: x')}\n`,
  '20,000 keys in one automation': () =>
    `automations:\n  - name: x\n${lines(20_000, (index) => `    key${index}: ${index}`)}\n`,
  '20,000 automations of the same name': () =>
    `automations:\n${lines(20_000, () => '  - {name: x, scope: {project: a/b}, event: OnRunState, action: DoNothing}')}\n`,
  '5 MB on one line': () => `name: ${'x'.repeat(5 * MB)}\n`,
  '5 MB on one line, quoted': () => `name: "${'\\u0041'.repeat((5 * MB) / 6)}"\n`,
  '5 MB on one line, a list': () => `automations: [${'x, '.repeat((5 * MB) / 3)}]\n`,
  '59,000 lines that end with carriage returns': () => 'a: "b" # c\r'.repeat(59_000),
  '59,000 items that are no automations': () => `automations:\n${'  - x\n'.repeat(59_000)}`,
  '50,000 anchors before the automations': () =>
    `${lines(50_000, (index) => `x-${index}: &a${index} 1`)}\nautomations:\n  - x\n`,
  ...Object.fromEntries(textsOfShortLines(5 * MB).map(([name, text]) => [`5 MB: ${name}`, text])),
  'NUL bytes': () => `name: a\0b\n\0\0\0: \0\n${'\0'.repeat(100_000)}`,
  'halves of characters': () => `name: "\ud800 \udc00"\n${'\udfff: \ud83d\n'.repeat(10_000)}`,
  'CRLF, BOM and tabs': () =>
    `\ufeff${specOfLines(2000).replaceAll('\n', '\r\n').replaceAll('    enabled', '\tenabled')}`,
  '50,000 conditions in a filter': () => withFilter(`'${Array(50_000).fill(metric).join(' & ')}'`),
  '50,000 parentheses in a filter': () => withFilter(`'${'('.repeat(50_000)}${metric}${')'.repeat(50_000)}'`),
  '100,000 calls in a filter': () => withFilter(`'metric("loss")${'.avg(1)'.repeat(100_000)} > 1'`),
  'a filter of 1 MB of odd signs': () => withFilter(`'${'@ $ ? ; '.repeat(MB / 8)}'`),
  'a filter of 1 MB in an open quote': () => withFilter(`'metric("${'x'.repeat(MB)} > 1'`),
  'a payload of 1 MB of template variables': () =>
    `name: x\naction:\n  type: SendWebhook\n  payload: {a: "${'${run_name} ${nope} '.repeat(MB / 20)}"}\n`,
};
