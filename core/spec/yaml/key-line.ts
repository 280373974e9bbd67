import type { CST } from 'yaml';

/** Does a key reach over a line break? */
export function containsNewline(token: CST.Token): boolean {
  switch (token.type) {
    case 'alias':
    case 'scalar':
    case 'double-quoted-scalar':
    case 'single-quoted-scalar':
      return token.source.includes('\n') || (token.end?.some(({ type }) => type === 'newline') ?? false);
    case 'flow-collection':
      return token.items.some(
        ({ start, key, sep, value }) =>
          start.some(({ type }) => type === 'newline') ||
          (sep?.some(({ type }) => type === 'newline') ?? false) ||
          (key ? containsNewline(key) : false) ||
          (value ? containsNewline(value) : false),
      );
    default:
      return true;
  }
}
