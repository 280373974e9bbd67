import { tokenize } from '../filter/lexer';
import type { Token } from '../filter/token';
import type { Problem } from '../problem';

/** A script as far as its tokens: offsets are those of the text that was given. */
export interface PythonSource {
  /** As long as the given text; what is no code (comments, prompts, fences) is blank in it. */
  readonly text: string;
  /** The last one is the end. */
  readonly tokens: readonly Token[];
}

/** Lines of a Markdown document or a notebook around code, and prompts before it. */
const notCode = /^[ \t]*(?:```.*|~~~.*|[%!].*|>>> ?|\.\.\. ?|In \[\d*\]: ?)/gm;
/** A script that begins with one of them; in any other they are part of texts. */
const beginsOutside = /^\s*(?:```|~~~|[%!]|>>>|In \[)/;

/** Splits a script into tokens. What is wrong with a token isn't told: a script that Python takes has nothing of it. */
export function readSource(given: string): PythonSource {
  const prompted = beginsOutside.test(given) ? given.replace(notCode, blank) : given;
  // Only the lexer knows what is a comment and what is a text: it complains of comments, and they are blanked.
  const complaints: Problem[] = [];
  tokenize(prompted, complaints);
  let text = '';
  let from = 0;
  for (const { range } of complaints) {
    if (prompted.charAt(range.start) !== '#' || range.start < from) continue;
    text += prompted.slice(from, range.start) + blank(prompted.slice(range.start, range.end));
    from = range.end;
  }
  text += prompted.slice(from);
  return { text, tokens: tokenize(text, []) };
}

const blank = (text: string): string => text.replace(/[^\r\n]/g, ' ');
