import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { rules } from '../../catalog/rules';
import { specSchema } from '../schema/spec-schema';
import { configSections } from './config-sections';
import { fillSections, table } from './markdown';
import { ruleSections } from './rule-sections';
import { specSections } from './spec-sections';

const docs = join(__dirname, '../../../docs');

/** Holds a file to what is generated. `npm run generate` writes it. */
async function isCurrent(name: string, sections: Readonly<Record<string, string>>): Promise<void> {
  const file = join(docs, name);
  const page = fillSections(readFileSync(file, 'utf8'), sections);
  for (const section of Object.keys(sections)) expect(page).toContain(`<!-- generated: ${section} -->`);
  await expect(await format(page, { ...(await resolveConfig(file)), filepath: file })).toMatchFileSnapshot(
    file,
  );
}

describe('what is generated in docs/ is current (else: npm run generate)', () => {
  it('automation-spec.schema.json', async () => {
    await expect(`${JSON.stringify(specSchema(), null, 2)}\n`).toMatchFileSnapshot(
      join(docs, 'automation-spec.schema.json'),
    );
  });

  it('spec.md', () => isCurrent('spec.md', specSections()));
  it('configuration.md', () => isCurrent('configuration.md', configSections()));
  it.each(rules)('rules/$code.md', (rule) => isCurrent(`rules/${rule.code}.md`, ruleSections(rule)));

  it('rules/ has no page of a rule that is gone', () => {
    expect(readdirSync(join(docs, 'rules')).sort()).toEqual(rules.map(({ code }) => `${code}.md`).sort());
  });
});

describe('fillSections', () => {
  it('writes sections anew and leaves the rest', () => {
    const page =
      'a\n<!-- generated: x -->\nold\n\nold\n<!-- end -->\nb\n<!-- generated: y -->\n<!-- end -->\n';
    expect(fillSections(page, { x: 'X', y: 'Y' })).toBe(
      'a\n<!-- generated: x -->\n\nX\n\n<!-- end -->\nb\n<!-- generated: y -->\n\nY\n\n<!-- end -->\n',
    );
    expect(() => fillSections(page, { x: 'X' })).toThrow('"y"');
  });

  it('keeps bars in tables', () => {
    expect(table(['a'], [['`x | y`']])).toBe('| a |\n| --- |\n| `x \\| y` |');
  });
});
