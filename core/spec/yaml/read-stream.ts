import type { CST } from 'yaml';
import { message, type Message } from '../../l10n/message';
import { TreeComposer } from './compose';
import { colonIsMissing, isWord } from './compose-block';
import type { YamlDocument, YamlStream } from './parse';
import type { YamlProblem } from './problem';
import { unexpected } from './properties';
import { MAX_DEPTH } from './token-guard';
import { tokenize } from './tokenize';

/** More than these help nobody; the rest is dropped. */
const MAX_PROBLEMS = 100;

export const tooMuch = message(
  'This is more than can be read at once; nothing of it is read. Split it into several files.',
);

export interface ReadStream extends YamlStream {
  /** The text as the lexer saw it. */
  readonly seen: string;
  /** Where quoted scalars over several lines begin. */
  readonly longQuotes: readonly number[];
  /** Where it was read as if a space stood there. */
  readonly spaces: readonly number[];
}

/**
 * Reads a text whose tokens come from `seen`, which differs from it in single characters at most. At `spaces`, keys are parted from
 * their values as if a space stood there; where that is inside of a text, there is none.
 */
export function readStream(source: string, seen: string, spaces: readonly number[] = []): ReadStream {
  const problems: YamlProblem[] = [];
  const { length } = source;
  const report = (start: number, end: number, sentence: Message, more?: Partial<YamlProblem>): void => {
    if (problems.length >= MAX_PROBLEMS) return;
    const range = { start: Math.min(start, length), end: Math.min(end, length) };
    problems.push({ code: 'yaml-syntax', message: sentence, ...range, ...more });
  };
  const { tokens, comments, longQuotes, cutOffs, refused, parted } = tokenize(seen, spaces);
  const documents: YamlDocument[] = [];
  const anchors = new Set<string>();
  const unresolved = new Set<string>();
  let directive: CST.Directive | undefined;
  /** Is what comes now behind the value of a document? One sentence about that is enough. */
  let isBehind = false;
  const reportBehind = ({ offset, source: written }: CST.ErrorToken): void => {
    const value = documents.at(-1)?.contents;
    if (value && isWord(value) && source.slice(value.end, offset).includes('\n')) {
      const later = problems.findIndex(({ start }) => start >= value.end);
      if (later >= 0) problems.splice(later);
      const mend = { kind: 'insert', at: value.end, text: ':' } as const;
      report(value.start, value.end, colonIsMissing, { mend });
    } else {
      const end = offset + Math.max(1, written.length);
      const isBracket = /^[\]}]$/.test(written);
      report(
        offset,
        end,
        unexpected(written),
        isBracket ? { mend: { kind: 'remove', start: offset, end } } : {},
      );
    }
  };
  for (const token of tokens) {
    if (token.type === 'document') {
      if (directive && token.start[0]?.type !== 'doc-start') {
        const end = directive.offset + directive.source.length;
        report(directive.offset, end, message('A line "---" must follow a YAML directive.'));
      }
      directive = undefined;
      isBehind = false;
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
      if (!isBehind) reportBehind(token);
      isBehind = true;
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
  return { documents, comments, problems, anchors, unresolved, seen, longQuotes, spaces: parted };
}
