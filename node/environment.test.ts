import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(__dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const filesIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file));
const isTest = (file: string): boolean => file.endsWith('.test.ts');

/** Names of variables that files read by a pattern, whose first group they are. */
const named = (files: readonly string[], pattern: RegExp): ReadonlySet<string> =>
  new Set(files.flatMap((file) => [...read(file).matchAll(pattern)].map(([, name = '']) => name)));

describe('environment variables', () => {
  it('of the programs are in the documentation', () => {
    const page = read('docs/lsp.md');
    const sources = filesIn('node').filter((file) => !isTest(file));
    const names = named(sources, /(?:variable|isOn)\(environment, '(\w+)'\)/g);
    expect(names).toContain('WANDB_API_KEY');
    expect([...names].filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  it('of the tests are in the documentation of contributing', () => {
    const page = read('CONTRIBUTING.md');
    const rooms = ['core', 'server', 'client', 'cli', 'node', 'sandbox', 'test'];
    const sources = rooms.flatMap(filesIn).filter(isTest);
    const names = named([...sources, 'test/seed.ts'], /process\.env\['(\w+)'\]/g);
    expect(names).toContain('EDIT_RUNS');
    expect([...names].filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });
});
