import type { CST } from 'yaml';
import { message, type Message } from '../../l10n/message';
import type { YamlProblem } from './problem';
import type { YamlName } from './tree';

/** Notes something wrong. What else is known of it (its rule, a way to mend it) comes in `more`. */
export type Report = (start: number, end: number, message: Message, more?: Partial<YamlProblem>) => void;

/** What stands before a value: indicator, anchor, tag, and how they are spaced. */
export interface Properties {
  readonly anchor?: YamlName;
  readonly tag?: YamlName;
  /** The `-`, `?`, `:` or `---` that was looked for. */
  readonly indicator?: CST.SourceToken;
  readonly comma?: CST.SourceToken;
  readonly hasNewline: boolean;
  /** A line break between anchor or tag and the value. */
  readonly newlineAfterName: boolean;
  /** Where anchor and tag begin; else {@link end}. */
  readonly start: number;
  readonly end: number;
}

/** Nothing stands before a value at `end`. */
export const noProperties = (end: number): Properties => ({
  hasNewline: false,
  newlineAfterName: false,
  start: end,
  end,
});

interface Expected {
  readonly indicator: 'doc-start' | 'explicit-key-ind' | 'map-value-ind' | 'seq-item-ind';
  readonly next: CST.Token | null | undefined;
  readonly offset: number;
  readonly parentIndent: number;
  readonly startOnNewline: boolean;
  readonly flow?: boolean;
}

const shown = (source: string): string => (source.length > 40 ? `${source.slice(0, 40)}…` : source);

/** The lexer's sign that brackets end without their closing bracket: no text of the file. */
export const FLOW_END = '\x18';

/** The message for a token that makes no sense where it stands. */
export const unexpected = (source: string): Message =>
  source === FLOW_END
    ? message('Before this, a closing bracket is missing.')
    : message('Unexpected {0}.', JSON.stringify(shown(source)));

export const reportToken = (report: Report, { offset, source }: CST.SourceToken, text: Message): void =>
  report(offset, offset + Math.max(1, source.length), text);

/** Reads the tokens before a value and reports the misplaced ones. */
export function readProperties(
  tokens: readonly CST.SourceToken[],
  expected: Expected,
  report: Report,
): Properties {
  const { indicator, flow = false, next, parentIndent } = expected;
  let atNewline = expected.startOnNewline;
  let hasSpace = expected.startOnNewline;
  let hasNewline = false;
  let newlineAfterName = false;
  let needsSpace = false;
  let odd = false;
  let tab: CST.SourceToken | undefined;
  let anchor: YamlName | undefined;
  let tag: YamlName | undefined;
  let found: CST.SourceToken | undefined;
  let comma: CST.SourceToken | undefined;
  let start: number | undefined;
  for (const token of tokens) {
    const { type } = token;
    if (needsSpace && type !== 'space' && type !== 'newline' && type !== 'comma') {
      reportToken(report, token, message('An anchor or tag must be followed by a space.'));
    }
    needsSpace = false;
    if (tab && atNewline && type !== 'comment' && type !== 'newline') reportTab(report, tab);
    tab = undefined;
    switch (type) {
      case 'space':
        if (
          !flow &&
          (indicator !== 'doc-start' || next?.type !== 'flow-collection') &&
          token.source.includes('\t')
        )
          tab = token;
        hasSpace = true;
        break;
      case 'comment':
        if (!hasSpace) reportToken(report, token, message('A comment needs a space before its "#".'));
        atNewline = false;
        break;
      case 'newline':
        atNewline = hasNewline = hasSpace = true;
        if (anchor ?? tag) newlineAfterName = true;
        break;
      case 'anchor':
        if (anchor) reportToken(report, token, message('A value can have only one anchor.'));
        if (token.source === '&')
          reportToken(report, token, message('An anchor needs a name behind its "&".'));
        anchor = nameOf(token, 1);
        start ??= token.offset;
        needsSpace = true;
        atNewline = hasSpace = false;
        break;
      case 'tag':
        if (tag) reportToken(report, token, message('A value can have only one tag.'));
        tag = nameOf(token, 0);
        start ??= token.offset;
        needsSpace = true;
        atNewline = hasSpace = false;
        break;
      case 'comma':
        if (!flow || comma) reportToken(report, token, unexpected(token.source));
        comma = token;
        atNewline = hasSpace = false;
        break;
      case indicator:
        if (anchor ?? tag)
          reportToken(report, token, message('An anchor or tag must stand behind the "{0}".', token.source));
        if (found) reportToken(report, token, unexpected(token.source));
        found = token;
        atNewline = indicator === 'seq-item-ind' || indicator === 'explicit-key-ind';
        hasSpace = false;
        break;
      default:
        if (!odd) reportToken(report, token, unexpected(token.source));
        odd = true;
        atNewline = hasSpace = false;
    }
  }
  const last = tokens[tokens.length - 1];
  const end = last ? last.offset + last.source.length : expected.offset;
  if (needsSpace && next && (next.type !== 'scalar' || next.source !== '')) {
    report(next.offset, next.offset + 1, message('An anchor or tag must be followed by a space.'));
  }
  if (
    tab &&
    ((atNewline && tab.indent <= parentIndent) || next?.type === 'block-map' || next?.type === 'block-seq')
  ) {
    reportTab(report, tab);
  }
  return {
    ...(anchor && { anchor }),
    ...(tag && { tag }),
    ...(found && { indicator: found }),
    ...(comma && { comma }),
    hasNewline,
    newlineAfterName,
    start: start ?? end,
    end,
  };
}

function nameOf({ source, offset }: CST.SourceToken, from: number): YamlName {
  return { name: source.slice(from), start: offset, end: offset + source.length };
}

/** What is said about a tab before the first key of a line. */
export const tabsCannotIndent = message('Tabs cannot indent YAML; use spaces.');

function reportTab(report: Report, tab: CST.SourceToken): void {
  const at = tab.offset + tab.source.indexOf('\t');
  report(at, at + 1, tabsCannotIndent);
}

/**
 * Reports what stands behind the value at `start` and is neither space nor comment: once, to the end of its line. Probably
 * all of it was meant as one text.
 */
export function readEnd(
  tokens: readonly CST.SourceToken[] | undefined,
  value: { readonly start: number; readonly needsSpace: boolean },
  report: Report,
): void {
  let hasSpace = false;
  for (const [index, token] of (tokens ?? []).entries()) {
    if (token.type === 'space' || token.type === 'newline') hasSpace = true;
    else if (token.type !== 'comment') {
      const end = lineEndOf(tokens ?? [], index);
      if (token.source === FLOW_END) {
        report(token.offset, end, unexpected(FLOW_END));
        return;
      }
      const text = message(
        'Unexpected {0} behind the value. If all of it is text, put it in quotes.',
        JSON.stringify(shown(token.source)),
      );
      // JSON has one there, and so has Python.
      const isComma = token.source === ',' && end === token.offset + 1;
      const mend = isComma
        ? ({ kind: 'remove', start: token.offset, end } as const)
        : ({ kind: 'quote', start: value.start } as const);
      report(token.offset, end, text, { mend });
      return;
    } else if (value.needsSpace && !hasSpace) {
      reportToken(report, token, message('A comment needs a space before its "#".'));
    }
  }
}

/** Behind the last token on the line of `tokens[from]` that says something. */
function lineEndOf(tokens: readonly CST.SourceToken[], from: number): number {
  let end = 0;
  for (const { type, offset, source } of tokens.slice(from)) {
    if (type === 'newline') break;
    if (type !== 'space' && type !== 'comment') end = offset + source.length;
  }
  return end;
}
