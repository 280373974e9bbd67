import { plainValue } from './value';

/** `text` in the quotes that need the least escaping: double ones, or single ones where there are backslashes or double quotes. */
export function quoted(text: string): string {
  const printable = isWellFormedText(text) && !text.includes('\t');
  if (printable && /["\\]/.test(text)) return `'${text.replaceAll("'", "''")}'`;
  return JSON.stringify(text).replace(/[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g, escape);
}

const escape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Signs that mean something to YAML at the beginning of a value. */
const INDICATORS = /^[-?:](?:\s|$)|^[,[\]{}#&*!|>'"%@`]/;

/**
 * Can `text` stand without quotes and be read as the same text again? In flow collections, and as a key, more is forbidden.
 * Careful on purpose: what older YAML readers take for dates, booleans or base-60 numbers is quoted too.
 */
export function isPlainSafe(
  text: string,
  place: { readonly flow?: boolean; readonly key?: boolean } = {},
): boolean {
  if (text === '' || text !== text.trim() || text === '<<') return false;
  if (typeof plainValue(text) !== 'string' || LOOKS_LIKE_OTHER.test(text)) return false;
  if (INDICATORS.test(text) || /: |:$| #|[\r\n\t]/.test(text) || /^(?:---|\.\.\.)(?:\s|$)/.test(text))
    return false;
  if (
    !/^[\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd]*$/.test(text) &&
    !isWellFormedText(text)
  )
    return false;
  if (place.flow && /[,[\]{}]|:$|:[,[\]{}]/.test(text)) return false;
  return !(place.key && text.length > 500);
}

/** `yes`, `off`, `12:30`, `2024-01-01`: text to YAML 1.2, something else to many readers. */
const LOOKS_LIKE_OTHER =
  /^(?:y|n|yes|no|on|off)$|^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$|^\d{4}-\d\d?-\d\d?(?:[Tt\s].*)?$|^[-+]?0b[01_]+$|^[-+]?[0-9][0-9_,]*(?:\.[0-9_]*)?$|^[-+]?0[xo][0-9a-f_]*$|^=$/i;

/**
 * No control characters and no half surrogate pairs; astral characters are fine. Those that turn the direction of what follows
 * are allowed in YAML, but make a line look like another one than it is.
 */
function isWellFormedText(text: string): boolean {
  return !/[^\P{Cc}\x85]|\p{Cs}|[\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\x85]/u.test(text);
}

/** `text` as a value: without quotes where that is safe. */
export function scalarText(
  text: string,
  place: { readonly flow?: boolean; readonly key?: boolean } = {},
): string {
  return isPlainSafe(text, place) ? text : quoted(text);
}
