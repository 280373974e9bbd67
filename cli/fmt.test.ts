import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Workplace } from './testing';

const untidy = 'name:   a  # mine\nscope: {project:  t/p}\nevent: OnLinkArtifact\naction:    DoNothing\n';
const tidy = 'name: a  # mine\nscope: {project: t/p}\nevent: OnLinkArtifact\naction: DoNothing\n';

let place: Workplace;
afterEach(() => place.remove());
const read = (path: string): string => readFileSync(join(place.folder, path), 'utf8');

describe('fmt', () => {
  it('writes what changes, and names it', async () => {
    place = new Workplace({ 'a.automation.yaml': untidy, 'b.automation.yaml': tidy });
    expect(await place.run(['fmt', '.'])).toEqual({ code: 0, out: 'a.automation.yaml\n', err: '' });
    expect(read('a.automation.yaml')).toBe(tidy);
    expect(await place.run(['fmt', '--check', '.'])).toEqual({ code: 0, out: '', err: '' });
  });

  it('only tells with --check', async () => {
    place = new Workplace({ 'a.automation.yaml': untidy });
    expect(await place.run(['fmt', '--check', '.'])).toEqual({
      code: 1,
      out: 'a.automation.yaml\n',
      err: '',
    });
    expect(read('a.automation.yaml')).toBe(untidy);
  });

  it('prints standard input', async () => {
    place = new Workplace();
    expect(await place.run(['fmt', '-'], { stdin: untidy })).toEqual({ code: 0, out: tidy, err: '' });
  });

  it('leaves broken YAML alone and says so', async () => {
    const broken = 'name: [a\nscope:   {}\n';
    place = new Workplace({ 'a.automation.yaml': broken });
    const { code, err } = await place.run(['fmt', '.']);
    expect(code).toBe(1);
    expect(err).toContain('a.automation.yaml is no valid YAML');
    expect(read('a.automation.yaml')).toBe(broken);
  });
});
