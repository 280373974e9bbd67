import { lineStart, newlineOf } from '../text/lines';
import type { RuleCode } from '../catalog/rules';
import { message } from '../l10n/message';
import { shiftedProblem, type Fix, type Problem } from '../problem';
import type { Range } from '../text/range';
import { Findings } from './analysis/findings';
import { covers, readIgnores, type Ignore } from './analysis/ignores';
import type { SpecOptions } from './document';
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

/** In text over several lines no comment can stand, nor behind it: it is the line where the text begins that counts. */
function anchorOf({ stream, text }: Unit, at: number): number {
  const { documents } = stream;
  const contents = documents[lastBefore(documents, ({ start }) => start, at)]?.contents;
  for (let anchor = at; contents;) {
    const line = lineStart(text, anchor);
    const scalar = scalarAt(contents, line);
    if (!scalar || scalar.start >= line || scalar.end <= line) return anchor;
    anchor = scalar.start;
  }
  return at;
}

/** Where the line begins before which a comment can switch off what is found at `at`. */
export function ignoredLineStart(unit: Unit, at: number): number {
  return lineStart(unit.text, anchorOf(unit, at));
}

/** The comment that switches the rule of a problem off where it is. */
export function ignoreOf(
  { code, range }: Problem,
  unit: Unit,
  ignores: readonly PlacedIgnore[],
): Ignore | undefined {
  if (ignores.length === 0) return undefined;
  const start = anchorOf(unit, range.start);
  return ignores.find(({ ignore }) => covers(ignore, code, start) || covers(ignore, code, range.start))
    ?.ignore;
}

/** With which comments a problem would really go. */
export interface Ignorable {
  readonly line: boolean;
  readonly file: boolean;
}

/** A problem, in the file, with fixes that switch its rule off: a comment on the line before, and one for the file. */
export function withWaysOut<P extends Problem>(
  problem: P,
  place: PlacedUnit,
  first: PlacedUnit = place,
  ignorable: Ignorable = { line: true, file: true },
): P {
  const { code } = problem;
  if (code === 'unused-ignore' || code === 'yaml-syntax') return problem;
  const { fixes: mends = [], ...told } = problem;
  const fixes = place.unit.trusts(shiftedProblem(problem, -place.start)) ? mends : [];
  const forLine = ignorable.line ? ignoreLine(problem, place) : undefined;
  const forFile = ignorable.file ? ignoreInFile(code, first) : undefined;
  const own = [forLine, forFile].filter((fix) => fix !== undefined);
  const all = [...fixes, ...own];
  return { ...(told as P), ...(all.length > 0 && { fixes: all }) };
}

function ignoreLine({ code, range }: Problem, { start, unit }: PlacedUnit): Fix | undefined {
  const at = ignoredLineStart(unit, range.start - start);
  const [indent = ''] = /^ */.exec(unit.text.slice(at, at + 500)) ?? [];
  // A comment is about the next line that is none itself.
  if (/^[ \t]*(?:#|\r?\n|$)/.test(unit.text.slice(at, at + 500))) return undefined;
  const newText = `${indent}# wandb-automations: ignore ${code}${newlineOf(unit.text)}`;
  const place = { start: at + start, end: at + start };
  return {
    title: message('Ignore "{0}" here', code),
    ignores: 'line',
    edits: [{ range: place, newText }],
  };
}

function ignoreInFile(code: RuleCode, { unit: { text } }: PlacedUnit): Fix {
  // The mark that makes a file a spec has to stay its first line.
  const [head = ''] = /^\ufeff?(?:# wandb-automations: v1[^\n]*\n)?/.exec(text) ?? [];
  const newText = `# wandb-automations: ignore-file ${code}${newlineOf(text)}`;
  return {
    title: message('Ignore "{0}" in this file', code),
    ignores: 'file',
    edits: [{ range: { start: head.length, end: head.length }, newText }],
  };
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
  const [first = place] = units;
  return withWaysOut({ ...problem, severity }, place, first);
}

const remembered = new WeakMap<PlacedUnit, readonly PlacedIgnore[]>();

/** A unit may have thousands of comments, and a file hundreds of problems. */
function rememberedIgnores(place: PlacedUnit): readonly PlacedIgnore[] {
  const known = remembered.get(place) ?? ignoresOf(place, place.start === 0);
  remembered.set(place, known);
  return known;
}
