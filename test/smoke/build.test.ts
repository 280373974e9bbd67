import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const root = join(__dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'wandb-automations-build-'));
afterAll(() => rmSync(folder, { recursive: true }));

function bundles(dist: string): Record<string, string> {
  const names = readdirSync(dist).filter((name) => name.endsWith('.js'));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(dist, name), 'utf8')]));
}

describe('build', () => {
  it('makes the same bundles again, in another place', () => {
    const { status, stderr } = spawnSync(process.execPath, ['esbuild.js', '--minify', '--to', folder], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(bundles(join(folder, 'dist'))).toEqual(bundles(join(root, 'dist')));
  });
});
