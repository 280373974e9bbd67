/**
 * A string as a literal of Python: in double quotes, in single ones where that saves escapes, and raw (`r"…"`) where
 * backslashes are all that is special, as in regular expressions.
 */
export function quotePython(text: string): string {
  const special = SPECIAL.test(text);
  const quote = text.includes('"') && !text.includes("'") ? "'" : '"';
  if (text.includes('\\') && fitsRaw(text, quote)) return `r${quote}${text}${quote}`;
  return quote + escaped(text, quote, special) + quote;
}

/**
 * The text between quotes that are there: `opening` is what stands before it, as `"` or `r'`. Raw strings know no escapes:
 * undefined where one can't hold the text.
 */
export function pythonContent(text: string, opening: string): string | undefined {
  const quote = opening.slice(-1);
  if (!/^r/i.test(opening)) return escaped(text, quote, SPECIAL.test(text));
  return fitsRaw(text, quote) ? text : undefined;
}

/** Neither a quote nor a backslash at the end, which would be part of the text, nor anything that needs an escape. */
function fitsRaw(text: string, quote: string): boolean {
  return !SPECIAL.test(text) && !text.includes(quote) && !/(?:^|[^\\])(?:\\\\)*\\$/.test(text);
}

const SPECIAL = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00a0\ufeff]/u;

function escaped(text: string, quote: string, special: boolean): string {
  return Array.from(text, (character) => escapeCharacter(character, quote, special)).join('');
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeCharacter(character: string, quote: string, special: boolean): string {
  if (character === quote) return `\\${quote}`;
  const escape = escapes[character];
  if (escape !== undefined) return escape;
  if (!special || !SPECIAL.test(character)) return character;
  const code = character.charCodeAt(0);
  return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}
