/** Regular expressions as the server understands them (RE2). Handed in, because the library is loaded only where it is needed. */
export interface RegexEngine {
  /** `undefined` for a pattern that is none. */
  compile(pattern: string): RegexMatcher | undefined;
}

export interface RegexMatcher {
  /** Whether the pattern occurs anywhere in the text. */
  matches(text: string): boolean;
}
