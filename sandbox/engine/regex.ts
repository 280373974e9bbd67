import { RE2JS } from 're2js';
import type { RegexEngine } from '../../core/simulate/regex';

/** RE2, which W&B names for the filters of its runs API. */
export const regexEngine: RegexEngine = {
  compile(pattern) {
    const compiled = compile(pattern);
    return compiled && { matches: (text) => compiled.matcher(text).find() };
  },
};

function compile(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern);
  } catch {
    return undefined;
  }
}
