import { message } from '../l10n/message';
import { shiftedProblem, type Fix, type Problem } from '../problem';
import type { Range } from '../text/range';
import { Findings } from './analysis/findings';
import { covers, readIgnores, type Ignore } from './analysis/ignores';
import type { SpecOptions } from './document';
import { newlineOf } from './edit/insert';
import type { PlacedUnit, Unit } from './unit';
import { lastBefore, scalarAt } from './yaml/find';

/** `ignore-file` comments, which stand before the first key of the file. */
export function fileIgnores(units: readonly PlacedUnit[]): readonly PlacedIgnore[] {
  const [first] = units;
  return first ? ignoresOf(first, true).filter(({ ignore }) => !ignore.line) : [];
}

/** A comment that switches a rule off, and the unit that it stands in. */
export interface PlacedIgnore {
  readonly ignore: Ignore;
  readonly place: PlacedUnit;
}

/**
 * The comments of a unit that switch rules off.
 * @param first is it the first of the file?
 * @param findings gets what is wrong with the comments themselves
 */
export function ignoresOf(
  place: PlacedUnit,
  first: boolean,
  findings = new Findings(place.unit.text),
): readonly PlacedIgnore[] {
  const { stream, text } = place.unit;
  if (stream.comments.length === 0) return [];
  const firstKey =
    stream.documents.find(({ contents }) => contents.start < contents.end)?.contents.start ?? text.length;
  return readIgnores(text, stream.comments, first ? firstKey : -1, findings).map((ignore) => ({
    ignore,
    place,
  }));
}

/** Reports a comment that nothing here needs. */
export function unused({ code, range, comment }: Ignore, findings: Findings): void {
  const only = /:\s*ignore(?:-file)?$/.test(findings.source.slice(comment.start, range.start).trimEnd());
  const alone = only && /^(?:\s+--.*)?$/.test(findings.source.slice(range.end, comment.end));
  const removed = alone ? wholeComment(findings.source, comment) : { start: range.start - 1, end: range.end };
  findings.add('unused-ignore', range, message('Nothing to ignore: "{0}" reports nothing here.', code), {
    tags: ['unnecessary'],
    fixes: [{ title: message('Remove it'), edits: [{ range: removed, newText: '' }] }],
  });
}

/** A comment with the space before it, or the line that it fills. */
function wholeComment(source: string, { start, end }: Range): Range {
  const from = lineStart(source, start);
  if (source.slice(from, start).trim() !== '')
    return { start: from + source.slice(from, start).trimEnd().length, end };
  const lineBreak = /^\r?\n/.exec(source.slice(end, end + 2))?.[0].length ?? 0;
  return { start: from, end: end + lineBreak };
}

/** In text over several lines no comment can stand: it is the line where the text begins that counts. */
function anchorOf({ stream, text }: Unit, at: number): number {
  const { documents } = stream;
  const contents = documents[lastBefore(documents, ({ start }) => start, at)]?.contents;
  const scalar = contents && scalarAt(contents, at);
  return scalar && lineStart(text, at) > scalar.start ? scalar.start : at;
}

/** The comment that switches the rule of a problem off where it is. */
export function ignoreOf(
  { code, range }: Problem,
  unit: Unit,
  ignores: readonly PlacedIgnore[],
): Ignore | undefined {
  if (ignores.length === 0) return undefined;
  const start = anchorOf(unit, range.start);
  return ignores.find(({ ignore }) => covers(ignore, code, start))?.ignore;
}

/** A problem, in the file, with one more fix: a comment on the line before that switches the rule off. */
export function withIgnoreFix<P extends Problem>(problem: P, { start, unit }: PlacedUnit): P {
  const { code, range, fixes = [] } = problem;
  if (code === 'unused-ignore' || code === 'yaml-syntax') return problem;
  const anchor = anchorOf(unit, range.start - start);
  const at = lineStart(unit.text, anchor);
  const indent = /^ */.exec(unit.text.slice(at, anchor))?.[0] ?? '';
  const newText = `${indent}# wandb-automations: ignore ${code}${newlineOf(unit.text)}`;
  const fix: Fix = {
    title: message('Ignore "{0}" here', code),
    ignores: true,
    edits: [{ range: { start: at + start, end: at + start }, newText }],
  };
  return { ...problem, fixes: [...fixes, fix] };
}

/**
 * A problem that was found with more than the text to go by, as if it had been found with the others: with the severity that
 * the configuration gives its rule and a fix that ignores it; undefined where either or a comment switches it off.
 */
export function admitted<P extends Problem>(
  problem: P,
  units: readonly PlacedUnit[],
  rules: SpecOptions['rules'],
): P | undefined {
  const severity = rules?.[problem.code] ?? problem.severity;
  const place = units[lastBefore(units, ({ start }) => start, problem.range.start)];
  if (severity === 'off' || !place) return undefined;
  const near = rememberedIgnores(place).filter(({ ignore }) => ignore.line);
  const forFile = units
    .slice(0, 1)
    .flatMap(rememberedIgnores)
    .filter(({ ignore }) => !ignore.line);
  if (ignoreOf(shiftedProblem(problem, -place.start), place.unit, [...near, ...forFile])) return undefined;
  return withIgnoreFix({ ...problem, severity }, place);
}

const remembered = new WeakMap<PlacedUnit, readonly PlacedIgnore[]>();

/** A unit may have thousands of comments, and a file hundreds of problems. */
function rememberedIgnores(place: PlacedUnit): readonly PlacedIgnore[] {
  const known = remembered.get(place) ?? ignoresOf(place, place.start === 0);
  remembered.set(place, known);
  return known;
}

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;
