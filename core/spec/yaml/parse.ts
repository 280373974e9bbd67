import type { CST } from 'yaml';
import { message, type Message } from '../../l10n/message';
import { hasMoreLines } from '../../text/lines';
import { TreeComposer } from './compose';
import type { YamlProblem } from './problem';
import { tabsCannotIndent, unexpected } from './properties';
import { cleanText, hideQuote, hideVariables } from './source-text';
import { MAX_DEPTH, MAX_LINES } from './token-guard';
import { tokenize } from './tokenize';
import type { YamlComment, YamlNode } from './tree';

export interface YamlDocument {
  /** Where the document begins: at its `---`, or at its first line. */
  readonly start: number;
  /** An empty scalar for a document without anything in it. */
  readonly contents: YamlNode;
}

/** A text as YAML sees it. */
export interface YamlStream {
  readonly documents: readonly YamlDocument[];
  readonly comments: readonly YamlComment[];
  readonly problems: readonly YamlProblem[];
  /**
   * The first thing that YAML stumbles over is a tab that indents. It stands elsewhere for YAML than it does for the eye, and so does what
   * follows: the tab is the only problem then.
   */
  readonly misindented?: true;
  /** Names of all anchors. */
  readonly anchors: ReadonlySet<string>;
  /** Names of aliases without an anchor before them. */
  readonly unresolved: ReadonlySet<string>;
}

const emptyStream: YamlStream = {
  documents: [],
  comments: [],
  problems: [],
  anchors: new Set(),
  unresolved: new Set(),
};

/** More than these help nobody; the rest is dropped. */
const MAX_PROBLEMS = 100;
/** How many open quotes of one text are worth looking for. */
const MAX_OPEN_QUOTES = 5;

const tooMuch = message(
  'This is more than can be read at once; nothing of it is read. Split it into several files.',
);

/** Reads a text as YAML 1.2. Never throws; what can't be understood is reported and the rest is kept. */
export function parseYaml(text: string): YamlStream {
  if (hasMoreLines(text, MAX_LINES)) {
    const problem: YamlProblem = { code: 'yaml-syntax', message: tooMuch, start: 0, end: 1 };
    return { ...emptyStream, problems: [problem] };
  }
  const { source, forbidden } = cleanText(text);
  const stream = withoutFollowers(source, recover(source, readStream(source, hideVariables(source))));
  if (forbidden === undefined) return stream;
  const code = text.charCodeAt(forbidden).toString(16).toUpperCase().padStart(4, '0');
  const sentence = message(
    'YAML allows no control characters and no halves of characters (here U+{0}). Delete it, or write it as "\\x…" in double quotes.',
    code,
  );
  const problem: YamlProblem = {
    code: 'yaml-syntax',
    message: sentence,
    start: forbidden,
    end: forbidden + 1,
  };
  return { ...stream, problems: [problem, ...stream.problems] };
}

/** Where the first problem is on a line that begins with a tab, it is the one that counts. */
function withoutFollowers(source: string, stream: YamlStream): YamlStream {
  const first = Math.min(
    ...stream.problems.flatMap(({ code, start }) => (code === 'yaml-syntax' ? [start] : [])),
  );
  if (first === Infinity) return stream;
  const line = source.lastIndexOf('\n', first - 1) + 1;
  const [indent] = /^ *\t/.exec(source.slice(line, first + 1)) ?? [];
  if (indent === undefined) return stream;
  const start = line + indent.length - 1;
  const problem: YamlProblem = {
    code: 'yaml-syntax',
    message: tabsCannotIndent,
    start,
    end: start + 1,
    mend: { kind: 'untabify' },
  };
  return { ...stream, problems: [problem], misindented: true };
}

interface ReadStream extends YamlStream {
  /** The text as the lexer saw it. */
  readonly seen: string;
  /** Where quoted scalars over several lines begin. */
  readonly longQuotes: readonly number[];
}

/**
 * A quote that somebody is about to close takes everything behind it along, up to the next one. Where taking it for a letter
 * makes more sense of the text, that is what is read; the quote is reported.
 */
function recover(source: string, first: ReadStream): YamlStream {
  let best = first;
  const open: YamlProblem[] = [];
  for (let tries = 0, after = -1; tries < MAX_OPEN_QUOTES && best.problems.length > 0; tries++) {
    const at = best.longQuotes.find((one) => one > after);
    if (at === undefined) break;
    after = at;
    const other = readStream(source, hideQuote(best.seen, at));
    const unclosed = best.problems.some(({ start, unclosed }) => unclosed && start === at);
    if (!unclosed && other.problems.length >= best.problems.length) continue;
    best = other;
    open.push(openQuote(source, at));
  }
  const { documents, comments, problems, anchors, unresolved } = best;
  return { documents, comments, problems: [...open, ...problems], anchors, unresolved };
}

function openQuote(source: string, at: number): YamlProblem {
  const quote = source.charAt(at);
  const line = /^[^\r\n]*/.exec(source.slice(at))?.[0].trimEnd() ?? quote;
  const end = at + line.length;
  return {
    code: 'yaml-syntax',
    message: message('The closing {0} is missing.', quote),
    start: at,
    end,
    mend: { kind: 'insert', at: end, text: quote },
  };
}

/** Reads a text whose tokens come from `seen`, which differs from it in single characters at most. */
function readStream(source: string, seen: string): ReadStream {
  const problems: YamlProblem[] = [];
  const { length } = source;
  const report = (start: number, end: number, sentence: Message, more?: Partial<YamlProblem>): void => {
    if (problems.length >= MAX_PROBLEMS) return;
    const range = { start: Math.min(start, length), end: Math.min(end, length) };
    problems.push({ code: 'yaml-syntax', message: sentence, ...range, ...more });
  };
  const { tokens, comments, longQuotes, cutOffs, refused } = tokenize(seen);
  const documents: YamlDocument[] = [];
  const anchors = new Set<string>();
  const unresolved = new Set<string>();
  let directive: CST.Directive | undefined;
  for (const token of tokens) {
    if (token.type === 'document') {
      if (directive && token.start[0]?.type !== 'doc-start') {
        const end = directive.offset + directive.source.length;
        report(directive.offset, end, message('A line "---" must follow a YAML directive.'));
      }
      directive = undefined;
      const composer = new TreeComposer(source, report);
      documents.push({ start: token.offset, contents: composer.document(token) });
      for (const name of composer.anchorNames) anchors.add(name);
      for (const name of composer.unresolved) unresolved.add(name);
    } else if (token.type === 'directive') {
      directive = token;
      const known = /^%(YAML|TAG)\b/.test(token.source);
      if (!known)
        report(token.offset, token.offset + token.source.length, message('Unknown YAML directive.'));
    } else if (token.type === 'error') {
      report(token.offset, token.offset + Math.max(1, token.source.length), unexpected(token.source));
    }
  }
  for (const { start, end } of cutOffs) {
    const known = problems.some((one) => one.code === 'yaml-syntax' && one.start < end && one.end > start);
    if (!known) report(start, end, message('A key must stand on one line. Is a ":" missing, or a quote?'));
  }
  if (refused) {
    const text =
      refused.refusal === 'depth'
        ? message('Nested more than {0} levels deep; nothing of it is read.', MAX_DEPTH)
        : tooMuch;
    report(refused.offset, refused.offset + 1, text);
  }
  return { documents, comments, problems, anchors, unresolved, seen, longQuotes };
}
