import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderMessage, type Translations } from '../l10n/message';
import { assume, assumptionTable, defaultAssumptions } from '../catalog/assumptions';

const root = join(__dirname, '../..');
const page = readFileSync(join(root, 'docs/simulation.md'), 'utf8');
const japanese = JSON.parse(readFileSync(join(root, 'l10n/catalog.ja.json'), 'utf8')) as Translations;

/** Name → the line that lists its values. */
const sections = new Map(
  [...page.matchAll(/^### `(\w+)`\n\n(`\w+` or `\w+`)\. \*\*W&B says\*\*/gm)].map(([, name, values]) => [
    name,
    values,
  ]),
);

describe('assumptions', () => {
  it('have a section in the docs, with the values and the default first', () => {
    const expected = Object.entries(assumptionTable).map(([name, { values }]) => [
      name,
      values.map((value) => `\`${value}\``).join(' or '),
    ]);
    expect([...sections].sort()).toEqual(expected.sort());
  });

  it('explain every value', () => {
    for (const [name, { values, docs }] of Object.entries(assumptionTable)) {
      for (const text of [renderMessage(docs), renderMessage(docs, japanese)]) {
        for (const value of values) expect(text, name).toContain(`\`${value}\``);
      }
    }
  });

  it('are the defaults, but for what is chosen', () => {
    expect(defaultAssumptions.short_history).toBe('wait');
    expect(assume({ nan: 'compute' })).toEqual({ ...defaultAssumptions, nan: 'compute' });
  });
});
