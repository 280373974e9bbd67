import { describe, expect, it } from 'vitest';
import { tokenize } from './lexer';
import { quotePython } from './quote';
import type { Problem } from '../problem';
import fc from 'fast-check';

const read = (text: string): { token: ReturnType<typeof tokenize>[number]; problems: Problem[] } => {
  const problems: Problem[] = [];
  const [token] = tokenize(text, problems);
  return { token: token!, problems };
};

const stringOf = (text: string): string => {
  const { token, problems } = read(text);
  expect(problems, text).toEqual([]);
  expect(token.kind, text).toBe('string');
  expect(token.end, text).toBe(text.length);
  return token.kind === 'string' ? token.value : '';
};

const numberOf = (text: string): string => {
  const { token, problems } = read(text);
  expect(problems, text).toEqual([]);
  return token.kind === 'number' ? `${token.text}${token.integer ? '' : ' float'}` : token.kind;
};

describe('strings', () => {
  it('are those of Python', () => {
    expect(stringOf(`"a'b"`)).toBe("a'b");
    expect(stringOf(String.raw`'it\'s'`)).toBe("it's");
    expect(stringOf(String.raw`"\n\t\\\"\x41\u00e9\U0001F600\101\0"`)).toBe('\n\t\\"Aé😀A\0');
    expect(stringOf(String.raw`"^v\d+\.\w"`)).toBe(String.raw`^v\d+\.\w`);
    expect(stringOf(String.raw`r"^v\d+\""`)).toBe(String.raw`^v\d+\"`);
    expect(stringOf(`R'a\\'`.replace("\\'", "\\\\'"))).toBe('a\\\\');
    expect(stringOf(`u"x"`)).toBe('x');
    expect(stringOf('"""a\n"b" c"""')).toBe('a\n"b" c');
    expect(stringOf(`"a\\\nb"`)).toBe('ab');
    expect(stringOf(`''`)).toBe('');
  });

  it.each([
    ['f"{x}"', [0, 1]],
    ['rb"x"', [0, 2]],
    [String.raw`"\N{BULLET}"`, [1, 11]],
    [String.raw`"\x4"`, [1, 4]],
    [String.raw`"\ud83d"`, [1, 7]],
    [String.raw`"\U00110000"`, [1, 11]],
    ['"abc', [0, 4]],
    ['"abc\n"', [0, 4]],
    ["'''abc''", [0, 8]],
    ['“abc”', [0, 5]],
  ])('%s is reported where it is wrong', (text, [start, end]) => {
    expect(read(text).problems[0]?.range).toEqual({ start, end });
  });

  it('are printed so that they are read again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        fc.pre(!/\p{Cs}/u.test(text));
        expect(stringOf(quotePython(text))).toBe(text);
      }),
    );
  });

  it('are printed as a person would write them', () => {
    expect(quotePython('prod')).toBe('"prod"');
    expect(quotePython('say "hi"')).toBe(`'say "hi"'`);
    expect(quotePython(`"it's"`)).toBe(String.raw`"\"it's\""`);
    expect(quotePython(String.raw`^v\d+$`)).toBe(String.raw`r"^v\d+$"`);
    expect(quotePython('損失\n')).toBe(String.raw`"損失\n"`);
    expect(quotePython('a\\')).toBe(String.raw`"a\\"`);
    expect(quotePython('\u2028\0')).toBe(String.raw`"\u2028\x00"`);
  });
});

describe('numbers', () => {
  it('are those of Python, as JSON writes them', () => {
    expect(numberOf('0')).toBe('0');
    expect(numberOf('1_000_000')).toBe('1000000');
    expect(numberOf('000')).toBe('0');
    expect(numberOf('0xFF')).toBe('255');
    expect(numberOf('0b1_01')).toBe('5');
    expect(numberOf('0o17')).toBe('15');
    expect(numberOf('12345678901234567890')).toBe('12345678901234567890');
    expect(numberOf('.5')).toBe('0.5 float');
    expect(numberOf('5.')).toBe('5.0 float');
    expect(numberOf('5.e3')).toBe('5.0e3 float');
    expect(numberOf('1e-5')).toBe('1e-5 float');
    expect(numberOf('1_0.0_1E+1_0')).toBe('10.01e+10 float');
    expect(numberOf('01.5')).toBe('1.5 float');
  });

  it.each(['08', '0123', '1_', '1__0', '5j', '0x', '0b2', '1.2.3', '5abc', '1e', '5.avg'])(
    '%s is none',
    (text) => {
      expect(read(text).problems).toHaveLength(1);
      expect(read(text).problems[0]?.range).toEqual({ start: 0, end: text.length });
    },
  );
});
