import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import type { IGrammar } from 'vscode-textmate';
import * as vscode from 'vscode';
import { root } from '../host/root';
import { coloured, loadYaml, pieces } from '../lsp/textmate';

/** A grammar of YAML that this VS Code brings, by its scope. */
function grammarOf(scope: string): string | undefined {
  const name = scope.replace('source.', '').replace(/^yaml\./, 'yaml-');
  const file = join(vscode.env.appRoot, 'extensions', 'yaml', 'syntaxes', `${name}.tmLanguage.json`);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** Where what YAML's own grammar says of a text changes, without our scopes. */
function plain(grammar: IGrammar, text: string): readonly string[] {
  let before = '';
  return pieces(grammar, text).flatMap(({ line, start, scopes }) => {
    const rest = scopes.filter(
      (scope) => !scope.includes('wandb-automations') && !/^(source|meta)\./.test(scope),
    );
    const here = `${line} ${rest.join(' ')}`;
    const isSame = here === before;
    before = here;
    return isSame ? [] : [`${start}: ${here}`];
  });
}

describe('In the grammar of YAML that VS Code brings', () => {
  let grammar: IGrammar;

  before(async () => {
    grammar = await loadYaml(grammarOf);
  });

  it('expressions and variables of specs are coloured, in blocks and quotes too', () => {
    const filter = 'RunEvent.metric("a") > 1';
    const words = ['RunEvent support.class', 'metric support.function', 'a string.quoted.double'];
    for (const written of [filter, `'${filter}'`, `|\n        ${filter}`, `>-\n        ${filter}`]) {
      const text = `x-owner: me\nautomations:\n  - name: a\n    event:\n      filter: ${written}\n`;
      assert.deepEqual(coloured(grammar, text).slice(0, 3), words, written);
    }
  });

  it('strings of expressions end where they end in YAML', () => {
    const filter = String.raw`name == "it's \"#1\" #2" & tag == 'x'`;
    const escapes = (text: string): string =>
      `automations:\n  - name: a\n    event:\n      filter: ${text}\n`;
    const ends = (text: string): readonly string[] =>
      coloured(grammar, escapes(text)).filter((word) => /operator|property|^[\w#]+ string/.test(word));
    const whole = ['name variable.other.property', '== keyword.operator'];
    const next = [
      '& keyword.operator',
      'tag variable.other.property',
      '== keyword.operator',
      'x string.quoted.single',
    ];
    for (const written of [
      `'${filter.replaceAll("'", "''")}'`,
      JSON.stringify(filter),
      `|\n        ${filter}`,
    ]) {
      const words = ends(written);
      assert.deepEqual([...words.slice(0, 2), ...words.slice(-4)], [...whole, ...next], written);
    }
    assert.equal(ends(filter).at(-1), '#1 string.quoted.double', 'a comment of YAML ends a plain one');
  });

  it('the same in other YAML is not', () => {
    const text =
      'services:\n  app:\n    image: app:${tag}\n    command: |\n      metric("loss") > 1 & name == "x"\n';
    assert.deepEqual(coloured(grammar, text), []);
  });

  it('keys, comments and blocks of specs look as in any YAML', async () => {
    const bare = await loadYaml(grammarOf, []);
    const examples = readdirSync(join(root, 'examples')).map((name) =>
      readFileSync(join(root, 'examples', name), 'utf8'),
    );
    for (const text of examples) {
      const withoutOurs = text.replaceAll(/filter: .*|\$\{\w+\}/g, (found) => 'x'.repeat(found.length));
      assert.deepEqual(plain(grammar, withoutOurs), plain(bare, withoutOurs));
    }
  });
});
