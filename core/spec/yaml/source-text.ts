/** Control characters and halves of surrogate pairs, which YAML forbids. */
const FORBIDDEN = /[^\P{Cc}\t\n\r\x85]|\p{Cs}|[\ufffe\uffff]/u;
const ALL_FORBIDDEN = new RegExp(FORBIDDEN, 'gu');
const LONE_RETURN = /\r(?!\n)/;

/** A text without what the parser's lexer would trip over, character for character. */
export interface CleanText {
  readonly source: string;
  /** The first character that YAML forbids. */
  readonly forbidden?: number;
}

export function cleanText(text: string): CleanText {
  const at = text.search(FORBIDDEN);
  const allowed = at < 0 ? text : text.replace(ALL_FORBIDDEN, '\ufffd');
  const source = withLineFeeds(allowed);
  return at < 0 ? { source } : { source, forbidden: at };
}

/** The same text, character for character, with line feeds for line ends that are a carriage return alone. */
export function withLineFeeds(text: string): string {
  return text.includes('\r') && LONE_RETURN.test(text) ? text.replace(/\r(?!\n)/g, '\n') : text;
}

/**
 * The same text, character for character, with `${name}` as `$(name)`: no difference to YAML but inside flow collections,
 * where the brace would begin a mapping and everything behind it would be misread. There the composer asks for quotes.
 */
export function hideVariables(source: string): string {
  return source.includes('${') ? source.replace(/\$\{([\w.-]*)\}/g, '$($1)') : source;
}

/** The text with a quote replaced by a letter, so that what it opens is plain text to the lexer. */
export function hideQuote(source: string, at: number): string {
  return `${source.slice(0, at)}_${source.slice(at + 1)}`;
}
