import { RE2JS } from 're2js';

/** Longer patterns, in characters, aren't looked at: reading one takes longer than anybody waits for the rest. */
const MAX_LENGTH = 50_000;

/**
 * What is wrong with a regular expression, in the words of RE2, the engine of W&B's server; undefined: nothing. A bundle of its
 * own, since few need it: `await import('../node/re2')`.
 */
export function checkRegex(pattern: string): string | undefined {
  if (pattern.length > MAX_LENGTH) return undefined;
  try {
    RE2JS.compile(pattern);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Does the pattern occur in a text? Throws for one that {@link checkRegex} refuses. */
export function createRegexMatcher(pattern: string): (text: string) => boolean {
  const regex = RE2JS.compile(pattern);
  return (text) => regex.matcher(text).find();
}
