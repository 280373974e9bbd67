import type { Fix, Problem } from '../../../core/problem';
import type { SpecDocument } from '../../../core/spec/document';
import { spaceIsMissing } from '../../../core/spec/yaml/missing-space';
import type { TextEdit } from '../../../core/text/range';

/** A way to mend a problem. */
export interface Mend {
  readonly problem: Problem;
  readonly fix: Fix;
}

/** Ways to mend a problem; what only switches its rule off is none. */
export const mendsOf = (problem: Problem): readonly Mend[] =>
  (problem.fixes ?? []).flatMap((fix) => (fix.ignores ? [] : [{ problem, fix }]));

/** The one way to mend a problem, if it can be gone without anybody looking at it. */
export function clearMend(problem: Problem): Mend | undefined {
  const [mend, ...others] = mendsOf(problem);
  return mend && others.length === 0 && !mend.fix.needsLook ? mend : undefined;
}

/** Mends without those that touch an earlier one. */
export function apart(mends: readonly Mend[]): readonly Mend[] {
  const taken: TextEdit[] = [];
  return mends.filter(({ fix: { edits } }) => {
    if (edits.some((edit) => touches(edit, taken))) return false;
    taken.push(...edits);
    return true;
  });
}

function touches({ range }: TextEdit, taken: readonly TextEdit[]): boolean {
  return taken.some((other) => range.start <= other.range.end && other.range.start <= range.end);
}

export const editsOf = (mends: readonly Mend[]): readonly TextEdit[] => mends.flatMap(({ fix }) => fix.edits);

/** So many milliseconds a request spends on trying. What isn't tried by then isn't offered: it would have to be believed. */
const BUDGET = 400;

/** Tells whether the time for trying is over; it begins now. */
export function tryingTime(now: () => number): () => boolean {
  const end = now() + BUDGET;
  return () => now() > end;
}

/**
 * Tries mends before they are shown. What is made of a text that is half understood can leave its problem where it was, and that once more
 * at every try, or give YAML something new to stumble over.
 */
export class Trial {
  private tally: Tally | undefined;

  constructor(
    private readonly spec: SpecDocument,
    private readonly isOver: () => boolean,
  ) {}

  private get before(): Tally {
    return (this.tally ??= new Tally(this.spec));
  }

  /** Are the problems gone after these mends, without a new one for YAML? They are where it could read everything, and no text is parted. */
  helps(mends: readonly Mend[]): boolean {
    const isSure = mends.every(({ problem }) => problem.message.text !== spaceIsMissing.text);
    if (this.before.syntax === 0 && isSure) return true;
    return !this.isOver() && this.isBetter(mends, new Tally(this.spec.update(editsOf(mends))));
  }

  /** Those that help together, and bring no errors to light that there were none of. */
  helpful(mends: readonly Mend[], known: readonly Mend[] = []): readonly Mend[] {
    if (this.isOver()) return known;
    const all = [...known, ...mends];
    const after = new Tally(this.spec.update(editsOf(all)));
    if (after.errors <= this.before.errors && this.isBetter(all, after)) return all;
    if (mends.length <= 1) return known;
    const half = Math.ceil(mends.length / 2);
    return this.helpful(mends.slice(half), this.helpful(mends.slice(0, half), known));
  }

  private isBetter(mends: readonly Mend[], after: Tally): boolean {
    if (after.syntax > this.before.syntax) return false;
    const mended = new Map<string, number>();
    for (const { problem } of mends) mended.set(keyOf(problem), (mended.get(keyOf(problem)) ?? 0) + 1);
    return [...mended].every(([key, count]) => {
      const known = this.before.countOf(key);
      // What the server or other files say isn't found in the text.
      return known === 0 || after.countOf(key) <= known - count;
    });
  }
}

const keyOf = ({ code, message }: Problem): string => `${code} ${JSON.stringify(message)}`;

/** How often there is what. */
class Tally {
  errors = 0;
  /** Of all, those of YAML. */
  syntax = 0;
  private readonly counts = new Map<string, number>();

  constructor({ problems }: SpecDocument) {
    for (const problem of problems) {
      if (problem.severity === 'error') this.errors++;
      if (problem.code === 'yaml-syntax') this.syntax++;
      const key = keyOf(problem);
      this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
    }
  }

  countOf(key: string): number {
    return this.counts.get(key) ?? 0;
  }
}
