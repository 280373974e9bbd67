import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { detectLocale, loadTranslations, localeOf } from './translations';

describe('loadTranslations', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'translations-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('reads the table beside the bundle', () => {
    mkdirSync(join(folder, 'l10n'));
    writeFileSync(join(folder, 'l10n', 'bundle.l10n.ja.json'), '{"Yes": "はい"}');
    expect(loadTranslations('ja', folder)).toEqual({ Yes: 'はい' });
    expect(loadTranslations('en', folder)).toEqual({});
  });

  it('is English where there is no table, or a broken one', () => {
    expect(loadTranslations('ja', folder)).toEqual({});
    mkdirSync(join(folder, 'l10n'));
    writeFileSync(join(folder, 'l10n', 'bundle.l10n.ja.json'), '{');
    expect(loadTranslations('ja', folder)).toEqual({});
  });
});

describe('The language', () => {
  it.each([
    ['ja', 'ja'],
    ['ja-JP', 'ja'],
    ['ja_JP.UTF-8', 'ja'],
    ['jav', 'en'],
    ['en-US', 'en'],
    ['C', 'en'],
    ['', 'en'],
  ])('of %j is %s', (tag, locale) => {
    expect(localeOf(tag)).toBe(locale);
  });

  it('goes by LC_ALL before LC_MESSAGES before LANG', () => {
    expect(detectLocale({ variables: { LANG: 'ja_JP.UTF-8' } })).toBe('ja');
    expect(detectLocale({ variables: { LANG: 'ja_JP.UTF-8', LC_MESSAGES: 'en_US.UTF-8' } })).toBe('en');
    expect(detectLocale({ variables: { LANG: 'C', LC_ALL: 'ja_JP' } })).toBe('ja');
  });
});
