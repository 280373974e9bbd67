/**
 * A string as a literal of Python: in double quotes, in single ones where that saves escapes, and raw (`r"…"`) where
 * backslashes are all that is special, as in regular expressions.
 */
export function quotePython(text: string): string {
  const special = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00a0\ufeff]/u.test(text);
  const quote = text.includes('"') && !text.includes("'") ? "'" : '"';
  if (text.includes('\\') && !special && !text.includes(quote) && !/(?:^|[^\\])(?:\\\\)*\\$/.test(text)) {
    return `r${quote}${text}${quote}`;
  }
  let quoted = '';
  for (const character of text) quoted += escapeCharacter(character, quote, special);
  return quote + quoted + quote;
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeCharacter(character: string, quote: string, special: boolean): string {
  if (character === quote) return `\\${quote}`;
  const escape = escapes[character];
  if (escape !== undefined) return escape;
  if (!special || !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00a0\ufeff]/u.test(character)) return character;
  const code = character.charCodeAt(0);
  return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}
