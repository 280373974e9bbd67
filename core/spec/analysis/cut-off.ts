import { tokenize } from '../../filter/lexer';
import type { Range } from '../../text/range';
import type { YamlScalar } from '../yaml/tree';

/**
 * A plain expression that YAML ended at a ` #` in one of its strings, with what YAML took for a comment: nowhere else can the sign
 * be meant as a part of it. Undefined where the expression ends as it should.
 */
export function cutOffExpression(source: string, scalar: YamlScalar): Range | undefined {
  if (scalar.style !== 'plain') return undefined;
  const comment = /^[ \t]+#[^\r\n]*/.exec(source.slice(scalar.end, scalar.end + 2000))?.[0].trimEnd();
  if (comment === undefined) return undefined;
  const cut = scalar.text.length;
  const tokens = tokenize(scalar.text + comment, []);
  if (!tokens.some(({ kind, start, end }) => kind === 'string' && start < cut && end > cut)) return undefined;
  // What is a comment to the expression, too, stays one.
  const last = tokens.findLast(({ kind }) => kind !== 'end');
  return { start: scalar.start, end: scalar.end + (last ? last.end - cut : comment.length) };
}
