import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { functions, members, roots } from '../../core/catalog/expressions';
import { filterClasses } from '../../core/catalog/filters';
import { variables } from '../../core/catalog/variables';

interface Rule {
  readonly match?: string;
  readonly begin?: string;
  readonly patterns?: readonly Rule[];
}

interface Grammar {
  readonly patterns: readonly Rule[];
  readonly repository?: Readonly<Record<string, Rule>>;
}

/** What a rule, or one of those in it, matches. */
const patternOf = ({ match, begin, patterns = [] }: Rule): string =>
  match ?? begin ?? patterns.map(patternOf).join('|');

const read = (name: string): Grammar =>
  JSON.parse(readFileSync(join(__dirname, '../../syntaxes', `${name}.tmLanguage.json`), 'utf8')) as Grammar;
const matches = (pattern: string, text: string): boolean => new RegExp(`^(?:${pattern})`).test(text);

describe('the grammar of expressions', () => {
  const { repository = {} } = read('expression');
  const pattern = (name: string): string => patternOf(repository[name] ?? {});

  it.each(roots.map(({ name }) => name))('knows the class %s', (name) => {
    expect(matches(pattern('class'), name)).toBe(true);
    expect(matches(pattern('expression'), `${name}.x`)).toBe(true);
  });

  it.each([...members, ...functions].map((entry) => [entry.name, entry.parameters] as const))(
    'knows %s',
    (name, parameters) => {
      expect(matches(parameters ? pattern('method') : pattern('field'), parameters ? `${name}(` : name)).toBe(
        true,
      );
    },
  );

  it.each(filterClasses.filter(({ constructible }) => constructible).map(({ name }) => name))(
    'knows %s',
    (name) => {
      expect(matches(pattern('expression'), `${name}(`)).toBe(true);
    },
  );

  it('knows the numbers and signs of the language', () => {
    for (const number of ['1', '1_000', '1e-5', '.5', '5.'])
      expect(matches(pattern('number'), number)).toBe(true);
    for (const sign of ['>', '>=', '<', '<=', '==', '!=', '&', '|', '~', '-'])
      expect(matches(pattern('operator'), sign)).toBe(true);
  });

  it('leaves other text of YAML alone', () => {
    expect(matches(pattern('expression'), 'echo max(3)')).toBe(false);
  });
});

describe('the grammar of template variables', () => {
  const [first] = read('template').patterns;

  it.each(variables.map(({ name, prefix }) => (prefix ? `${name}accuracy` : name)))('knows ${%s}', (name) => {
    expect(matches(first?.match ?? '', `\${${name}}`)).toBe(true);
  });

  it('leaves variables of others alone', () => {
    expect(matches(first?.match ?? '', '${HOME}')).toBe(false);
  });
});
