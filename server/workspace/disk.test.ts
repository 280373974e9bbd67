import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeDisk } from './disk';

let top: string;
beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'disk-')));
});
afterEach(() => rmSync(top, { recursive: true, force: true }));

const uriOf = (...path: string[]): string => pathToFileURL(join(top, ...path)).href;
const folder = (...path: string[]): void => void mkdirSync(join(top, ...path), { recursive: true });
const file = (...path: string[]): void => writeFileSync(join(top, ...path), `# ${path.join('/')}\nname: x\n`);

async function found(uri: string): Promise<string[]> {
  const all: string[] = [];
  for await (const each of nodeDisk.filesIn(uri, new AbortController().signal)) all.push(each);
  return all.sort();
}

describe('the files of a folder', () => {
  it('are found once, however links lead around', async () => {
    folder('a', 'b');
    file('a', 'b', 'x.automation.yaml');
    symlinkSync(top, join(top, 'a', 'up'), 'junction');
    symlinkSync(join(top, 'a'), join(top, 'a', 'b', 'around'), 'junction');
    symlinkSync(join(top, 'self'), join(top, 'self'), 'junction');
    symlinkSync(join(top, 'nowhere'), join(top, 'dangling.yaml'), 'junction');
    symlinkSync(join(top, 'a', 'b'), join(top, 'beside'), 'junction');
    expect(await found(uriOf())).toEqual([uriOf('a', 'b', 'x.automation.yaml')]);
    expect(await nodeDisk.isLink(uriOf('beside'))).toBe(true);
    expect(await nodeDisk.isLink(uriOf('a'))).toBe(false);
    expect(await nodeDisk.isLink(uriOf('none'))).toBe(false);
  });

  it('are those of a workspace that is opened by a link', async () => {
    folder('real');
    file('real', 'x.yaml');
    symlinkSync(join(top, 'real'), join(top, 'link'), 'junction');
    expect(await found(uriOf('link'))).toEqual([uriOf('link', 'x.yaml')]);
  });

  it.each(['none', 'untitled:x', 'file://elsewhere/%2F', 'file:///%00'])(
    'are none where there is no folder: %s',
    async (uri) => {
      expect(await found(uri === 'none' ? uriOf('none') : uri)).toEqual([]);
    },
  );
});

describe('a file', () => {
  it('is read by any spelling of its address', async () => {
    const name = 'a+b & [c] 100% ü #1.yaml';
    file(name);
    const plain = `${pathToFileURL(top).href}/${name}`;
    for (const uri of [uriOf(name), plain, `${pathToFileURL(top).href}/${encodeURIComponent(name)}`]) {
      expect(await nodeDisk.read(uri)).toBe(`# ${name}\nname: x\n`);
      expect(await nodeDisk.firstLine(uri)).toBe(`# ${name}`);
    }
  });

  it('is nothing else that has its name', async () => {
    folder('x.yaml');
    expect(await nodeDisk.read(uriOf('x.yaml'))).toBeUndefined();
    expect(await nodeDisk.firstLine(uriOf('x.yaml'))).toBe('');
  });
});
