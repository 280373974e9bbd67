import { lineStart } from '../../text/lines';
import { findRule, rules, type RuleCode } from '../../catalog/rules';
import { message } from '../../l10n/message';
import { nearest } from '../../text/nearest';
import type { Range } from '../../text/range';
import type { YamlComment } from '../yaml/tree';
import { fix, type Findings } from './findings';

/** A comment that switches rules off: `# wandb-automations: ignore RULE [RULE…] -- why`. */
export interface Ignore {
  readonly code: RuleCode;
  /** The rule's name in the comment. */
  readonly range: Range;
  /** The line that it is about; absent: the whole file. */
  readonly line?: Range;
  /** The comment alone says nothing else, so it can go as a whole. */
  readonly comment: Range;
}

const COMMENT = /^#\s*wandb-automations:\s*(ignore(?:-file)?)\b([^\r\n]*)/;

/** What a comment says that switches rules off, whether there are such rules or not. */
export interface IgnoreComment {
  readonly wholeFile: boolean;
  /** Where the names of the rules stand, the space before them included. */
  readonly list: Range;
  readonly names: readonly (Range & { readonly text: string })[];
}

/** Reads a comment; undefined where it switches no rules off. */
export function readIgnoreComment(source: string, { start, end }: YamlComment): IgnoreComment | undefined {
  const match = COMMENT.exec(source.slice(start, end));
  if (!match) return undefined;
  const [whole = '', kind = '', rest = ''] = match;
  const list = rest.split(/\s--(?:\s|$)/)[0] ?? '';
  const from = start + whole.length - rest.length;
  const names = Array.from(list.matchAll(/[^\s,]+/g), ({ 0: text, index }) => ({
    text,
    start: from + index,
    end: from + index + text.length,
  }));
  return { wholeFile: kind === 'ignore-file', list: { start: from, end: from + list.length }, names };
}

/** The line that a comment which begins at `at` is about. */
export function ignoredLine(source: string, at: number): Range {
  return new LineFinder(source).lineOf(at);
}

/**
 * Reads the comments of a text. One at the end of a line is about that line, one on a line of its own about the next line
 * that says something. `ignore-file` counts before the first key only; `fileAllowed` is the offset up to which it does.
 */
export function readIgnores(
  source: string,
  comments: readonly YamlComment[],
  fileAllowed: number,
  findings: Findings,
): readonly Ignore[] {
  const lines = new LineFinder(source);
  return comments.flatMap(({ start, end }) => {
    const comment = readIgnoreComment(source, { start, end });
    if (!comment) return [];
    const { wholeFile, names: codes } = comment;
    if (codes.length === 0)
      findings.add('unused-ignore', { start, end }, message('Name the rules to ignore.'));
    if (wholeFile && start > fileAllowed) {
      findings.add(
        'unused-ignore',
        { start, end },
        message('"ignore-file" counts only before the first key of the file.'),
      );
      return [];
    }
    const line = wholeFile ? undefined : lines.lineOf(start);
    return codes.flatMap((one): Ignore[] => {
      const rule = findRule(one.text);
      if (!rule) unknownRule(one.text, one, findings);
      return rule
        ? [
            {
              code: rule.code,
              range: { start: one.start, end: one.end },
              comment: { start, end },
              ...(line && { line }),
            },
          ]
        : [];
    });
  });
}

function unknownRule(name: string, range: Range, findings: Findings): void {
  const meant = nearest(
    name,
    rules.map(({ code }) => code),
  );
  const fixed = meant === undefined ? {} : fix(message('Change to "{0}"', meant), { range, newText: meant });
  findings.add('unused-ignore', range, message('There is no rule "{0}".', name), fixed);
}

/** Finds the lines that comments are about; a block of comment lines is walked once. */
class LineFinder {
  private readonly known = new Map<number, Range>();

  constructor(private readonly source: string) {}

  /** The line that a comment at `at` is about: its own, or the next one that says something. */
  lineOf(at: number): Range {
    const { source } = this;
    const start = lineStart(source, at);
    const end = endOfLine(source, at);
    if (source.slice(start, at).trim() !== '') return { start, end };
    const passed: number[] = [];
    let line: Range = { start: end + 1, end: endOfLine(source, end + 1) };
    while (
      line.start < source.length &&
      !this.known.has(line.start) &&
      /^\s*(?:#|$)/.test(source.slice(line.start, line.end))
    ) {
      passed.push(line.start);
      line = { start: line.end + 1, end: endOfLine(source, line.end + 1) };
    }
    const found = this.known.get(line.start) ?? line;
    for (const one of passed) this.known.set(one, found);
    return found;
  }
}

function endOfLine(source: string, at: number): number {
  const end = source.indexOf('\n', at);
  return end < 0 ? source.length : end;
}

/** Is a problem there the business of this comment? */
export function covers(ignore: Ignore, code: RuleCode, start: number): boolean {
  return ignore.code === code && (!ignore.line || (start >= ignore.line.start && start <= ignore.line.end));
}
