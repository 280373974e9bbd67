import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../../catalog/rules';
import { renderMessage } from '../../l10n/message';
import type { Problem } from '../../problem';
import { openConfigDocument } from '../config/document';
import { openSpecDocument, type SpecOptions } from '../document';
import { formatText } from '../edit/format';

const root = join(__dirname, '../../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const options: SpecOptions = {
  managedIds: new Set(),
  // Enough of RE2 for the pages.
  regexError: (pattern) => (/\(\?[=!<]/.test(pattern) ? 'look-around' : undefined),
};

const problemsOf = (text: string): readonly Problem[] => openSpecDocument(text, options).problems;
const told = (problems: readonly Problem[]): readonly string[] =>
  problems.map(({ code, message }) => `${code}: ${renderMessage(message)}`);

interface Block {
  /** Behind `yaml` on the fence. Nothing: a spec without problems. */
  readonly kind: string;
  readonly text: string;
  readonly line: number;
}

/** The YAML blocks of a page. */
function blocksIn(page: string): readonly Block[] {
  return Array.from(
    page.matchAll(/^```yaml *(.*)\n([^]*?)^```$/gm),
    ({ 1: kind = '', 2: text = '', index }) => ({
      kind,
      text,
      line: page.slice(0, index).split('\n').length,
    }),
  );
}

/** Pages whose YAML blocks are specs, configurations (`yaml config`) or pieces of them (`yaml fragment`). */
const pages = [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

describe('examples in pages', () => {
  const blocks = pages.flatMap((page) => blocksIn(read(page)).map((block) => ({ page, ...block })));

  it('are there', () => {
    expect(blocks.length).toBeGreaterThan(7);
  });

  it.each(blocks)('$page:$line $kind', ({ kind, text }) => {
    expect(['', 'config', 'fragment']).toContain(kind);
    if (kind === 'config') expect(told(openConfigDocument(text).problems)).toEqual([]);
    if (kind === '') expect(told(problemsOf(text))).toEqual([]);
    expect(formatText(text)).toBe(text);
  });
});

describe('examples of rules', () => {
  it.each(rules)('$code', ({ code, connected }) => {
    const page = read(`docs/rules/${code}.md`);
    const [wrong, right, ...others] = blocksIn(page);
    expect(page).toMatch(/## Wrong\n+```yaml\n[^]*## Right\n+```yaml\n/);
    expect(others.map(({ kind }) => kind)).toEqual(['fragment', 'config']);
    // What only a server knows isn't seen here.
    const expected = connected ? [] : [code];
    expect([...new Set(problemsOf(wrong?.text ?? '').map((problem) => problem.code))]).toEqual(expected);
    expect(told(problemsOf(right?.text ?? ''))).toEqual([]);
    expect(formatText(right?.text ?? '')).toBe(right?.text);
    expect(told(openConfigDocument(others[1]?.text ?? '').problems)).toEqual([]);
  });
});

describe('examples/', () => {
  const files = readdirSync(join(root, 'examples')).filter((name) => /\.automation\.ya?ml$/.test(name));
  const good = files.filter((name) => name !== 'mistakes.automation.yaml');

  it.each(good)('%s has no problems and the usual layout', (name) => {
    const text = read(`examples/${name}`);
    expect(told(problemsOf(text))).toEqual([]);
    expect(formatText(text)).toBe(text);
  });

  // In an open workspace that would be a problem of its own.
  it('have names of their own', () => {
    const names = files.flatMap((file) =>
      openSpecDocument(read(`examples/${file}`), options).entries.map((entry) => entry.name),
    );
    expect(names).toHaveLength(new Set(names).size);
  });

  it('mistakes.automation.yaml shows some', () => {
    const codes = problemsOf(read('examples/mistakes.automation.yaml')).map(({ code }) => code);
    expect(codes).toEqual([
      'unknown-event-type',
      'unknown-key',
      'action-level',
      'filter-missing',
      'integration-missing',
      'null-value',
    ]);
  });
});
