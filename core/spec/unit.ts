import { hasMoreLines, lineEnd, lineStart } from '../text/lines';
import type { Range } from '../text/range';
import { analyseEntry, type EntryAnalysis, type EntryContext } from './analysis/automation';
import { Findings, type Finding } from './analysis/findings';
import { findSecrets } from './analysis/secrets';
import { meantText, type MeantText } from './analysis/meant-text';
import { begunMapping } from './analysis/begun-mapping';
import { mendFix, takesReading } from './analysis/mend';
import { placeOf } from './analysis/mend-column';
import { linesBelow } from './edit/comments';
import { analyseTop, type TopAnalysis, type TopContext } from './analysis/top';
import { runTogether, spaceIsMissing } from './yaml/missing-space';
import { parseYaml, type YamlStream } from './yaml/parse';
import type { YamlProblem } from './yaml/problem';
import { withLineFeeds } from './yaml/source-text';
import { MAX_LINES } from './yaml/token-guard';
import type { YamlNode } from './yaml/tree';

/**
 * A stretch of a file that is read on its own: usually one automation. All offsets in it count from its own beginning, so
 * that it stays good when text before it changes.
 */
export class Unit {
  readonly stream: YamlStream;
  private found: readonly Finding[] | undefined;
  private readonly analyses = new Map<
    YamlNode,
    { readonly context: EntryContext; readonly analysis: EntryAnalysis }
  >();

  private readonly tops = new Map<
    YamlNode,
    { readonly context: TopContext; readonly analysis: TopAnalysis }
  >();

  /** As it stands in the file, but for line ends: what looks for lines need not know of lone carriage returns. */
  readonly text: string;

  private withRegex: boolean | undefined;
  private misreadTexts: readonly Range[] | undefined;
  private unreadLines: readonly Range[] | undefined;

  constructor(text: string) {
    // Of what is refused for its length nothing more is looked at, and millions of replacements take a while.
    this.text = hasMoreLines(text, MAX_LINES) ? text : withLineFeeds(text);
    this.stream = parseYaml(this.text);
  }

  /** What YAML itself doesn't allow, and secrets: found without knowing what the text means. */
  get findings(): readonly Finding[] {
    this.found ??= this.findAll();
    return this.found;
  }

  /**
   * Does something lie in text that YAML reads as something else than was meant? Nothing more need be said of that, and hints not of lines
   * with such text either.
   */
  isMisread(finding: Finding): boolean {
    const { start, end } = finding.range;
    return (
      this.misread.some((text) => text.start <= start && end <= text.end) ||
      (finding.severity === 'hint' && !this.trusts(finding)) ||
      (finding.code === 'missing-key' && this.isCutShort)
    );
  }

  /** Does YAML stop at a bracket that nothing opens? What comes behind it isn't missing. */
  private get isCutShort(): boolean {
    return this.stream.problems.some(
      ({ mend }) => mend?.kind === 'remove' && /[\]}]/.test(this.text.charAt(mend.start)),
    );
  }

  /** What has to be put in quotes first, or lacks its dash, its colon or a quote. */
  private get misread(): readonly Range[] {
    return (this.misreadTexts ??= this.mendable.flatMap((problem) => this.misreadBy(problem) ?? []));
  }

  /** What can be mended. Of what takes reading the text for each, the first ones: of more, nobody looks at each. */
  private get mendable(): readonly YamlProblem[] {
    let read = 0;
    return this.stream.problems.filter(({ mend }) => mend && (!takesReading(mend) || read++ < MOST_READ));
  }

  private misreadBy(problem: YamlProblem): Range | undefined {
    const { mend } = problem;
    switch (mend?.kind) {
      case 'insert':
        return { start: problem.start, end: Math.max(problem.end, mend.at) };
      case 'remove':
        return problem;
      case 'part':
      case 'dash':
      case 'indent': {
        const from = mend.kind === 'indent' ? placeOf(this.text, mend).from : mend.at;
        // A key that stands too far in is still read as what it is.
        if (mend.kind === 'indent' && from === mend.at) return undefined;
        const last = [...linesBelow(this.text, mend.at)].at(-1);
        return { start: from, end: last ? last.start + last.text.length : problem.end };
      }
      case 'quote':
        return begunMapping(this.text, mend.start) ?? this.meant(problem)?.range;
      default:
        return undefined;
    }
  }

  /**
   * Can ways to mend something be trusted? Not where they are made from, or change, lines that YAML couldn't read: what was meant there
   * isn't what they know of it.
   */
  trusts({
    code,
    message,
    range,
    fixes = [],
  }: Pick<Finding, 'code' | 'message' | 'range' | 'fixes'>): boolean {
    const isOfText = code === 'yaml-syntax' || message.text === spaceIsMissing.text;
    if (isOfText || this.unread.length === 0) return true;
    const places = [range, ...fixes.flatMap(({ edits }) => edits.map((edit) => edit.range))];
    return !this.unread.some((lines) =>
      places.some(({ start, end }) => start <= lines.end && end > lines.start),
    );
  }

  /** The lines on which YAML stumbles, or may read something else than was meant. */
  private get unread(): readonly Range[] {
    if (this.unreadLines) return this.unreadLines;
    const stumbles = this.stream.problems.filter(({ code }) => code === 'yaml-syntax');
    this.unreadLines = [...stumbles, ...runTogether(this.text)].map(({ start, end }) => ({
      start: lineStart(this.text, start),
      end: lineEnd(this.text, Math.max(start, end - 1)),
    }));
    return this.unreadLines;
  }

  /** May it have a regular expression? */
  get mentionsRegex(): boolean {
    return (this.withRegex ??= mentionsRegex(this.text));
  }

  /** The analysis of one of its automations, remembered as long as the surroundings are the same. */
  entry(node: YamlNode, context: EntryContext): EntryAnalysis {
    const known = this.analyses.get(node);
    if (known && sameContext(known.context, context)) return known.analysis;
    const analysis = analyseEntry(node, this.text, context);
    this.analyses.set(node, { context, analysis });
    return analysis;
  }

  /** The analysis of a piece of a document's top level, likewise. */
  top(node: YamlNode, context: TopContext): TopAnalysis {
    const known = this.tops.get(node);
    if (known && sameTop(known.context, context)) return known.analysis;
    const analysis = analyseTop(node, this.text, context);
    this.tops.set(node, { context, analysis });
    return analysis;
  }

  /** What was meant as one text where YAML stumbles. Where it has stumbled inside of that before, that is mended first. */
  private meant({ mend, start }: YamlProblem): MeantText | undefined {
    if (mend?.kind !== 'quote') return undefined;
    const meant = meantText(this.text, mend.start, start);
    if (!meant) return undefined;
    const [item = ''] =
      /[^,[{\r\n]*$/.exec(this.text.slice(lineStart(this.text, mend.start), mend.start)) ?? [];
    const from = mend.start - item.length;
    const isFirst = !this.stream.problems.some(
      ({ mend: other, start: stumble }) =>
        (other?.kind === 'quote' && other.start > mend.start && other.start < meant.range.end) ||
        (other?.kind !== 'quote' && stumble >= from && stumble < start),
    );
    return isFirst ? meant : undefined;
  }

  private findAll(): readonly Finding[] {
    const findings = new Findings(this.text);
    const mendable = new Set(this.mendable);
    for (const problem of this.stream.problems) {
      const { code, message, start, end, related, mend } = problem;
      const stumbles = this.stream.problems.length;
      findings.add(code, { start, end }, message, {
        ...(related && { related: [related] }),
        ...(mend && mendable.has(problem) && mendFix(this.text, mend, this.meant(problem), stumbles)),
      });
    }
    findSecrets(findings);
    return findings.list;
  }
}

/** So many mends of one unit are tried on its text. */
const MOST_READ = 10;

/** May a text have a regular expression? Only a key or an operator with this word brings one. */
export const mentionsRegex = (text: string): boolean => text.includes('regex');

function sameContext(a: EntryContext, b: EntryContext): boolean {
  return a.defaults === b.defaults && a.options === b.options && a.single === b.single;
}

function sameTop(a: TopContext, b: TopContext): boolean {
  return a.kind === b.kind && a.hasEntries === b.hasEntries && a.options === b.options;
}

/** A unit and where it begins in the file. */
export interface PlacedUnit {
  readonly start: number;
  readonly unit: Unit;
}
