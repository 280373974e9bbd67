import type { EventFilter } from '../../../core/filter/model';
import type { SpecDocument } from '../../../core/spec/document';
import type { EntryAnalysis } from '../../../core/spec/analysis/automation';
import type { SpecEntry } from '../../../core/spec/entry';
import { likeness } from './likeness';

/** A filter that is meant to say something else afterwards. */
export interface NewFilter {
  readonly entry: SpecEntry;
  readonly filter: EventFilter;
}

/**
 * Is a change good to be offered: do the texts that come out of it (the file, and others that it is parted into) hold the same
 * automations, is every comment still there, and nothing newly wrong? What reads and writes YAML by hand is wrong sooner or
 * later; so each refactoring is tried before it is shown.
 */
export function isHarmless(
  before: SpecDocument,
  after: readonly SpecDocument[],
  changed?: NewFilter,
): boolean {
  return sameAutomations(before, after, changed) && keepsComments(before, after) && nothingNew(before, after);
}

function sameAutomations(
  before: SpecDocument,
  after: readonly SpecDocument[],
  changed: NewFilter | undefined,
): boolean {
  const entries = after.flatMap((each) => each.entries);
  // What wasn't read again says what it said, if it says anything.
  const [old, made] = [goodAnalyses(before.entries), goodAnalyses(entries)];
  const isNew = ({ analysis }: SpecEntry): boolean => !old.has(analysis) || !made.has(analysis);
  const textsBefore = before.entries
    .filter((entry) => entry === changed?.entry || isNew(entry))
    .flatMap((entry) => meaningsOf(entry, entry === changed?.entry ? changed.filter : undefined));
  const textsAfter = entries.filter(isNew).flatMap((entry) => meaningsOf(entry));
  return textsBefore.sort().join('\n') === textsAfter.sort().join('\n');
}

function goodAnalyses(entries: readonly SpecEntry[]): ReadonlySet<EntryAnalysis> {
  const good = entries.filter(({ problems }) => !problems.some(({ severity }) => severity === 'error'));
  return new Set(good.map(({ analysis }) => analysis));
}

function meaningsOf(entry: SpecEntry, filter?: EventFilter): readonly string[] {
  return entry.automations.map(({ automation, problems }) => {
    const errors = problems.filter(({ severity }) => severity === 'error');
    // What can't be sent is taken for the same where the same is wrong with it.
    if (!automation || errors.length > 0)
      return errors.map(({ code, message }) => JSON.stringify([code, message])).join();
    const { event } = automation;
    return likeness(filter ? { ...automation, event: { ...event, filter } } : automation);
  });
}

function keepsComments(before: SpecDocument, after: readonly SpecDocument[]): boolean {
  const kept = new Set(after.flatMap(commentsOf));
  return commentsOf(before).every((comment) => kept.has(comment));
}

const commentsOf = ({ text, comments }: SpecDocument): readonly string[] =>
  comments.map(({ start, end }) => text.slice(start, end).trimEnd());

/**
 * Hints don't count: a filter that somebody wants as a mapping could be shorter. Nor do comments for a whole file that two files
 * have now, though only one needs them.
 */
function nothingNew(before: SpecDocument, after: readonly SpecDocument[]): boolean {
  const known = counts([before]);
  return [...counts(after)].every(
    ([code, count]) => count <= (known.get(code) ?? 0) || (code === 'unused-ignore' && after.length > 1),
  );
}

function counts(specs: readonly SpecDocument[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { code, severity } of specs.flatMap(({ problems }) => problems))
    if (severity === 'error' || severity === 'warning') found.set(code, (found.get(code) ?? 0) + 1);
  return found;
}
