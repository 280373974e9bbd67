import { type CST, Lexer, Parser } from 'yaml';
import { message, type Message } from '../../l10n/message';
import { TreeComposer } from './compose';
import { MAX_DEPTH, TokenGuard, type Refusal } from './token-guard';
import type { YamlProblem } from './problem';
import { unexpected } from './properties';
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
  /** Names of all anchors. */
  readonly anchors: ReadonlySet<string>;
  /** Names of aliases without an anchor before them. */
  readonly unresolved: ReadonlySet<string>;
}

/** More than these help nobody; the rest is dropped. */
const MAX_PROBLEMS = 100;
const SCALAR_FOLLOWS = '\x1f';

/** Reads a text as YAML 1.2. Never throws; what can't be understood is reported and the rest is kept. */
export function parseYaml(text: string): YamlStream {
  const problems: YamlProblem[] = [];
  const { length } = text;
  const report = (start: number, end: number, sentence: Message, more?: Partial<YamlProblem>): void => {
    if (problems.length < MAX_PROBLEMS)
      problems.push({
        code: 'yaml-syntax',
        message: sentence,
        start: Math.min(start, length),
        end: Math.min(end, length),
        ...more,
      });
  };
  const source = replaceForbidden(text, report);
  const { tokens, comments, refused } = tokenize(hideVariables(source));
  const documents: YamlDocument[] = [];
  const anchors = new Set<string>();
  const unresolved = new Set<string>();
  let directive: CST.Directive | undefined;
  for (const token of tokens) {
    if (token.type === 'document') {
      if (directive && token.start[0]?.type !== 'doc-start') {
        report(
          directive.offset,
          directive.offset + directive.source.length,
          message('A line "---" must follow a YAML directive.'),
        );
      }
      directive = undefined;
      const composer = new TreeComposer(source, report);
      documents.push({ start: token.offset, contents: composer.document(token) });
      for (const name of composer.anchorNames) anchors.add(name);
      for (const name of composer.unresolved) unresolved.add(name);
    } else if (token.type === 'directive') {
      directive = token;
      if (!/^%(YAML|TAG)\b/.test(token.source)) {
        report(token.offset, token.offset + token.source.length, message('Unknown YAML directive.'));
      }
    } else if (token.type === 'error') {
      report(token.offset, token.offset + Math.max(1, token.source.length), unexpected(token.source));
    }
  }
  if (refused) {
    const text =
      refused.refusal === 'depth'
        ? message('Nested more than {0} levels deep; nothing is read of it.', MAX_DEPTH)
        : message('This is more than can be read at once; nothing is read of it. Split it.');
    report(refused.offset, refused.offset + 1, text);
  }
  return { documents, comments, problems, anchors, unresolved };
}

interface Tokens {
  readonly tokens: readonly CST.Token[];
  readonly comments: readonly YamlComment[];
  /** Where reading stopped, and why. There are no tokens then. */
  readonly refused?: { readonly refusal: Refusal; readonly offset: number };
}

function tokenize(source: string): Tokens {
  const parser = new Parser();
  const guard = new TokenGuard();
  const tokens: CST.Token[] = [];
  const comments: YamlComment[] = [];
  let offset = 0;
  let scalar = false;
  for (const lexeme of new Lexer().lex(source)) {
    const refusal = guard.refuses(lexeme, scalar);
    if (refusal) return { tokens: [], comments, refused: { refusal, offset } };
    if (!scalar && lexeme.startsWith('#')) comments.push({ start: offset, end: offset + lexeme.length });
    for (const token of parser.next(lexeme)) tokens.push(token);
    const marker = !scalar && (lexeme === SCALAR_FOLLOWS || lexeme === '\x02' || lexeme === '\x18');
    if (!marker) offset += lexeme.length;
    scalar = !scalar && lexeme === SCALAR_FOLLOWS;
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens, comments };
}

/** Control characters and halves of surrogate pairs, which YAML forbids. */
const FORBIDDEN = /[^\P{Cc}\t\n\r\x85]|\p{Cs}|[\ufffe\uffff]/u;
const ALL_FORBIDDEN = new RegExp(FORBIDDEN, 'gu');
const LONE_RETURN = /\r(?!\n)/;

/** The same text, character for character, without what the parser's lexer would trip over. */
function replaceForbidden(
  text: string,
  report: (start: number, end: number, message: Message) => void,
): string {
  let source = text;
  const at = text.search(FORBIDDEN);
  if (at >= 0) {
    const code = text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0');
    report(
      at,
      at + 1,
      message(
        'YAML allows no control characters and no halves of characters (here U+{0}). Delete it, or write it as "\\x…" in double quotes.',
        code,
      ),
    );
    source = source.replace(ALL_FORBIDDEN, '\ufffd');
  }
  return LONE_RETURN.test(source) ? source.replace(/\r(?!\n)/g, '\n') : source;
}

/**
 * The same text, character for character, with `${name}` as `$(name)`: no difference to YAML but inside flow collections,
 * where the brace would begin a mapping and everything behind it would be misread. There the composer asks for quotes.
 */
function hideVariables(source: string): string {
  return source.includes('${') ? source.replace(/\$\{([\w.-]*)\}/g, '$($1)') : source;
}
