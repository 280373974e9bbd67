import { hasMoreLines, lineStart } from '../../text/lines';
import { message } from '../../l10n/message';
import type { YamlProblem } from './problem';
import { tabsCannotIndent } from './properties';
import { readStream, tooMuch } from './read-stream';
import { recover } from './recover';
import { cleanText, hideVariables } from './source-text';
import { MAX_LINES } from './token-guard';
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
  const line = lineStart(source, first);
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
