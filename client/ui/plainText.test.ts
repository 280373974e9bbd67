import { describe, expect, it } from 'vitest';
import { plain } from '../../core/l10n/plain-text';
import { plainLabel, withoutIcons, withoutLinks } from './plainText';

describe('plain', () => {
  it('leaves ordinary text of any script alone', () => {
    expect(plain('loss-spike: 損失が急増 🚀 (prod)')).toBe('loss-spike: 損失が急増 🚀 (prod)');
  });

  it('makes one line of many, and blanks of what can’t be seen', () => {
    expect(plain('a\r\nb\tc\u2028d')).toBe('a b c d');
    expect(plain('\u001B[31mred\u001B[0m')).toBe('[31mred [0m');
    expect(plain('safe\u202Etxt.exe\u2066\u200B')).toBe('safe txt.exe');
  });

  it('makes a blank of half a character', () => {
    expect(plain('a\uD800b')).toBe('a b');
  });

  it('cuts long text without splitting a character', () => {
    expect(plain('x'.repeat(10_000))).toBe(`${'x'.repeat(199)}…`);
    expect(plain('🚀🚀🚀', 2)).toBe('🚀…');
    expect(plain('🚀🚀', 2)).toBe('🚀🚀');
  });

  it('says that something is missing also where only blanks were cut', () => {
    expect(plain(`a${' '.repeat(1000)}b`)).toBe('a…');
  });
});

describe('plainLabel', () => {
  it('shows an icon’s name as the text it is', () => {
    expect(plainLabel('$(trash) all')).toBe('\\$(trash) all');
    expect(plainLabel('a $(sync~spin)')).toBe('a \\$(sync~spin)');
  });

  it('leaves what was cut, and so is none, as it is', () => {
    expect(plainLabel('$(trash) all', 6)).toBe('$(tra…');
  });
});

describe('withoutIcons', () => {
  it('shows an icon’s name as the text it is', () => {
    expect(withoutIcons('a $(trash)')).toBe('a \\$(trash)');
  });
});

describe('withoutLinks', () => {
  it('takes links apart and changes nothing else', () => {
    expect(withoutLinks('[click](command:workbench.action.quit) f(x)[0] (y)')).toBe(
      '[click] (command:workbench.action.quit) f(x)[0] (y)',
    );
  });
});
