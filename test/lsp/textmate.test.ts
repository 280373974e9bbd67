import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry, type IGrammar } from 'vscode-textmate';

const syntaxes = join(__dirname, '../../syntaxes');
const names = ['expression', 'template'];

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

async function loadYaml(): Promise<IGrammar> {
  const wasm = createRequire(__filename).resolve('vscode-oniguruma/release/onig.wasm');
  await loadWASM(readFileSync(wasm).buffer);
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: (scope) => {
      const name = scope.split('.').at(-1) ?? '';
      const text = names.includes(name)
        ? readFileSync(join(syntaxes, `${name}.tmLanguage.json`), 'utf8')
        : yaml;
      return Promise.resolve(parseRawGrammar(text, `${name}.json`));
    },
    getInjections: (scope) =>
      scope === 'source.yaml' ? names.map((name) => `source.wandb-automations.${name}`) : [],
  });
  const grammar = await registry.loadGrammar('source.yaml');
  if (!grammar) throw new Error('There is no grammar.');
  return grammar;
}

const grammar = loadYaml();

/** Words with the innermost scope that is ours, without its last part. */
async function coloured(text: string): Promise<string[]> {
  const { tokenizeLine } = await grammar.then((found) => ({ tokenizeLine: found.tokenizeLine.bind(found) }));
  let stack = INITIAL;
  return text.split('\n').flatMap((line) => {
    const { tokens, ruleStack } = tokenizeLine(line, stack);
    stack = ruleStack;
    return tokens.flatMap(({ startIndex, endIndex, scopes }) => {
      const scope = scopes.at(-1) ?? '';
      const word = line.slice(startIndex, endIndex).trim();
      const own = scope.endsWith('.wandb-automations') && !scope.startsWith('meta.');
      return own && /\w|[<>=&|~]/.test(word) ? [`${word} ${scope.replace('.wandb-automations', '')}`] : [];
    });
  });
}

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
    expect(await coloured(source)).toEqual(condition);
  });

  it('end with the quote that closes the string', async () => {
    expect(await coloured('filter: \'alias == "a"\' # state == 1\nnext: "alias"')).toEqual([
      'alias variable.other.property',
      '== keyword.operator',
      'a string.quoted.double',
    ]);
  });

  it.each(['name: a', 'text: The state is > 3', 'title: "name and tag"', '# metric("a") > 1'])(
    'are nothing in %j',
    async (source) => {
      expect(await coloured(source)).toEqual([]);
    },
  );
});

describe('variables', () => {
  it.each(['text: by ${event_author}', 'text: "by ${event_author}"', 'text: |\n    by ${event_author}'])(
    'are coloured in %j',
    async (source) => {
      expect(await coloured(source)).toContain('event_author variable.other');
    },
  );
});
