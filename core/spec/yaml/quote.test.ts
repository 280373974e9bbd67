import { describe, expect, it } from 'vitest';
import { scalarText } from './quote';

describe('scalarText', () => {
  it('escapes what would turn the direction of the text behind it', () => {
    expect(scalarText('safe\u202Etxt.exe')).toBe(String.raw`"safe\u202etxt.exe"`);
    expect(scalarText('a\u2066b\u2069')).toBe(String.raw`"a\u2066b\u2069"`);
  });

  it('leaves text of any script as it is', () => {
    for (const text of ['損失が急増 🚀', 'שלום', 'مرحبا', '👨‍👩‍👧']) expect(scalarText(text)).toBe(text);
  });
});
