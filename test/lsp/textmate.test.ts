import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { tokenTypes } from '../../server/service/token-types';
import { semanticTokens } from './semantic-tokens';
import { startEditor } from './start-editor';
import { coloured, loadYaml, pieces } from './textmate';

/** Strings and comments with the scopes that VS Code's grammar of YAML gives them; the rest doesn't matter to ours. */
const yaml = JSON.stringify({
  scopeName: 'source.yaml',
  patterns: [
    {
      match: '^\\s*(\\w+)(?=:)',
      captures: { 1: { name: 'string.unquoted.plain.out.yaml entity.name.tag.yaml' } },
    },
    { begin: '"', end: '"', name: 'string.quoted.double.yaml', patterns: [{ match: '\\\\.' }] },
    { begin: "'", end: "'(?!')", name: 'string.quoted.single.yaml' },
    { match: '(?<=\\s)#.*$', name: 'comment.line.number-sign.yaml' },
    { begin: '^(?=    )', end: '$', name: 'string.unquoted.block.yaml' },
    { begin: '(?<=: )(?=[^\\s|>"\'])', end: '(?=\\s#)|$', name: 'string.unquoted.plain.out.yaml' },
  ],
});

const grammar = loadYaml((scope) => (scope === 'source.yaml' ? yaml : undefined));

/** What is coloured of keys and values of an automation. */
const colouredInSpec = async (text: string): Promise<readonly string[]> =>
  coloured(await grammar, `automations:\n${text}`);

const condition = [
  'RunEvent support.class',
  'metric support.function',
  'loss string.quoted.double',
  'avg support.function',
  '5 constant.numeric',
  '> keyword.operator',
  '1e-3 constant.numeric',
  '& keyword.operator',
  'name variable.other.property',
  '== keyword.operator',
];

describe('expressions', () => {
  const text = 'RunEvent.metric("loss").avg(5) > 1e-3 & name ==';
  it.each([
    ['plain', `filter: ${text}`],
    ['plain, before a comment', `filter: ${text} # name == "x"`],
    ['in single quotes', `filter: '${text}'`],
    ['in double quotes', `filter: "${text.replaceAll('"', '\\"')}"`],
    ['in a block', `filter: |\n    ${text}`],
    ['in a folded block', 'filter: >-\n    RunEvent.metric("loss")\n    .avg(5) > 1e-3\n    & name =='],
  ])('are coloured: %s', async (_, source) => {
    expect(await colouredInSpec(source)).toEqual(condition);
  });

  it('end with the quote that closes the string', async () => {
    expect(await colouredInSpec('filter: \'alias == "a"\' # state == 1\nnext: "alias"')).toEqual([
      'alias variable.other.property',
      '== keyword.operator',
      'a string.quoted.double',
    ]);
  });

  it.each(['name: a', 'text: The state is > 3', 'title: "name and tag"', '# metric("a") > 1'])(
    'are nothing in %j',
    async (source) => {
      expect(await colouredInSpec(source)).toEqual([]);
    },
  );
});

const automation = `event:
  type: OnRunState
  filter: state == "failed"
action: {type: SendNotification, title: "\${run_name}"}
`;

describe('only specs', () => {
  it.each([
    ['a set', `automations:\n- name: a\n  ${automation.replaceAll('\n', '\n  ')}`],
    ['a set with more before it', `# Ours.\ndefaults: {enabled: false}\nautomations:\n- ${automation}`],
    ['a single automation', `name: a\n${automation}`],
    ['with types alone', `event: OnRunState\n${automation}`],
    ['the second of a stream', `other: 1\n---\n${automation}`],
  ])('are coloured: %s', async (_, text) => {
    expect(coloured(await grammar, text)).toEqual([
      'state variable.other.property',
      '== keyword.operator',
      'failed string.quoted.double',
      'run_name variable.other',
    ]);
  });

  it.each([
    ['prose', 'description: Wait until state == "failed", then RunEvent.metric("loss") > 1'],
    ['a block', 'run: |\n    echo ${tag} && metric("loss") > 1'],
    ['a variable', 'services:\n  app:\n    image: app:${tag}'],
    ['a key of the same name further in', `jobs:\n  automations:\n  event:\n    filter: name == "x"`],
    ['a key that begins alike', 'events:\n  - name: name == "x"\nautomations-of-home: ${alias}'],
    ['a value that no event is', 'event: push, if name == "x"\naction: build ${tag}'],
    ['a text that looks like one', 'text: |\n    automations:\n    filter: name == "x"'],
  ])('are coloured, and nothing in %s', async (_, text) => {
    expect(coloured(await grammar, text)).toEqual([]);
  });
});

describe('variables', () => {
  it.each(['text: by ${event_author}', 'text: "by ${event_author}"', 'text: |\n    by ${event_author}'])(
    'are coloured in %j',
    async (source) => {
      expect(await colouredInSpec(source)).toContain('event_author variable.other');
    },
  );
});

type TokenType = (typeof tokenTypes)[number];

/** What the grammar may call what the server calls so, from the beginning of the scope. */
const scopesOf: Readonly<Record<TokenType, readonly string[]>> = {
  class: ['support.class'],
  method: ['support.function'],
  property: ['variable.other.property'],
  parameter: ['variable.parameter'],
  string: ['string.quoted'],
  number: ['constant.numeric'],
  operator: ['keyword.operator'],
  keyword: ['constant.language'],
  variable: ['variable.other', 'meta.template'],
};

/** Those of ours, and not YAML's, with which it has a part in common. */
const ours = (scope: string): boolean =>
  scope.endsWith('.wandb-automations') &&
  Object.values(scopesOf)
    .flat()
    .some((prefix) => scope.startsWith(`${prefix}.`));

const expressions = [
  'RunEvent.metric("loss").avg(5) > 1e-3 & RunEvent.name == "prod"',
  'RunEvent.metric("val/acc").avg(10).decreases_by(frac=0.05)',
  'metric("a").max(window=3).changes_by(diff=-.5) & ~(name.contains("x y") | name != "z")',
  'abs(RunEvent.metric("loss").zscore(30)) >= 3',
  'ArtifactEvent.tag.in_(["reviewed", "approved"])',
  'ArtifactEvent.alias.matches_regex(r"^prod(-.*)?$")',
  "state == 'failed'",
  'MetricChangeFilter(name="loss", agg="AVERAGE", window=5, change_dir="ANY", change_amount=0.1)',
  'RunEvent . metric ( "loss" ) . avg (5) > 1 & RunEvent . name == "a"',
  'RunEvent.nme == "a" & RunEvent.metrik("loss") > 1',
  String.raw`name == "a \"b\" c" & alias != 'it\'s' & tag == "\\"`,
  'name == "run #1" & tag == "#2"',
  `name == "" & tag != '' & alias == "it's, or {not}"`,
  'name == "a" # tag == "b"',
  `name == 'say "x"' & tag == "say 'x'"`,
];

/** Ways in which a value can stand in YAML. */
const styles: readonly (readonly [name: string, write: (value: string) => string])[] = [
  ['plain', (value) => value],
  ['in single quotes', (value) => `'${value.replaceAll("'", "''")}'`],
  ['in double quotes', (value) => JSON.stringify(value)],
  ['in a block', (value) => `|\n    ${value}`],
  ['in a folded block', (value) => `>-\n    ${value.replaceAll(' & ', '\n    & ')}`],
  ['before a comment', (value) => `${value} # RunEvent.name == "x"`],
  ['in quotes before a comment', (value) => `${JSON.stringify(value)} # RunEvent.name == "x"`],
];

describe('what the server colours', () => {
  const written = styles.flatMap(([style, write]) =>
    expressions.map((value) => [
      `${value}, ${style}`,
      `name: a\nscope: {team: t}\nevent:\n  type: OnRunMetric\n  filter: ${write(value)}\naction:\n  type: SendNotification\n  title: ${write('by ${event_author}')}\n`,
    ]),
  );
  const ofRuns = styles.map(([style, write]) => [
    `an expression under run, ${style}`,
    `event:\n type: OnRunMetric\n filter:\n  type: MetricThresholdFilter\n  run: ${write('state == "failed" & name == "prod"')}\n`,
  ]);
  const examples = readdirSync(join(__dirname, '../../examples')).map((name) => [
    `examples/${name}`,
    readFileSync(join(__dirname, '../../examples', name), 'utf8'),
  ]);

  it.each([...written, ...ofRuns, ...examples] as [string, string][])(
    'looks the same before it has answered: %s',
    async (_, text) => {
      const lines = text.split('\n');
      const editor = await startEditor();
      const tokens = await semanticTokens(editor, editor.open('a.automation.yaml', text));
      const found = pieces(await grammar, text);
      const different = tokens.filter(({ line, start, end, type }) => {
        const within = found.filter((piece) => piece.line === line && piece.start < end && piece.end > start);
        return !within.every(({ scopes }) =>
          scopes.some(
            (scope) =>
              scope.endsWith('.wandb-automations') &&
              scopesOf[type as TokenType].some((prefix) => scope.startsWith(`${prefix}.`)),
          ),
        );
      });
      expect(different.map(({ line, start, end, type }) => [lines[line]?.slice(start, end), type])).toEqual(
        [],
      );
      const more = found.filter(
        ({ line, start, end, scopes }) =>
          scopes.some(ours) &&
          !tokens.some((token) => token.line === line && token.start <= start && end <= token.end),
      );
      expect(more.map(({ line, start, end, scopes }) => [lines[line]?.slice(start, end), ...scopes])).toEqual(
        [],
      );
      expect(tokens.length).toBeGreaterThan(0);
    },
  );
});
