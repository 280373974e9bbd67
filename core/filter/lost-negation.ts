import { message } from '../l10n/message';
import type { Range } from '../text/range';
import type { Checker } from './checker';
import type { Predicate } from './model';
import { allOf, notOf } from './predicate';
import { printPredicate } from './print-predicate';
import { problemAt, writeInstead } from './report';
import { toWireTree } from './simplify';

/**
 * Whether the SDK's simplification changes what a negation says: of `$nor` inside of `$nor` it makes one, so that
 * `~(~(a | b) | c)` is sent as "none of a, b, c". We send what the SDK sends, and say so.
 */
export function losesNegation(predicate: Predicate): boolean {
  const tree = toWireTree(predicate);
  return (
    tree.kind === 'nor' &&
    tree.of.length > 1 &&
    tree.of.some((child) => child.kind === 'nor' && child.of.length !== 1)
  );
}

/** Warns of a negation in an expression that gets lost, and offers to write the same without it. */
export function warnOfLostNegation(checker: Checker, range: Range, predicate: Predicate): void {
  if (!losesNegation(predicate)) return;
  const meant = spelledOut(predicate);
  const text =
    meant === undefined
      ? message(
          'The meaning of "~" is lost here: the SDK sends "none of them holds". Write it without "~" inside "~".',
        )
      : message('The meaning of "~" is lost here: the SDK sends "none of them holds". Write {0}.', meant);
  const fix = meant === undefined ? undefined : writeInstead(range, meant);
  checker.add({ ...problemAt(range, 'filter-type', text, fix), severity: 'warning' });
}

/** `~(~(a | b) | c)` → `((a | b) & ~c)`. */
function spelledOut(predicate: Predicate): string | undefined {
  if (predicate.kind !== 'not' || predicate.of.kind !== 'or') return undefined;
  const parts = predicate.of.of.map((part) => (part.kind === 'not' ? part.of : notOf(part)));
  const meant = allOf(parts);
  const printed = losesNegation(meant) ? undefined : printPredicate(meant);
  return printed && `(${printed.text})`;
}
