import { renderMessage } from '../l10n/message';
import { lineStart } from '../text/lines';
import { ruleFor, type RuleCode } from '../catalog/rules';
import { shiftedProblem, type Problem, type Severity } from '../problem';
import { Findings, type Finding } from './analysis/findings';
import type { Ignore } from './analysis/ignores';
import type { Defaults } from './analysis/context';
import type { TopAnalysis } from './analysis/top';
import type { SpecDocument, SpecOptions } from './document';
import { findDuplicates } from './duplicates';
import type { EntryProblem, SpecEntry } from './entry';
import { EntryErrors, isBroken, type Found } from './entry-errors';
import {
  fileIgnores,
  ignoreOf,
  ignoresOf,
  unused,
  withWaysOut,
  type Ignorable,
  type PlacedIgnore,
} from './ignoring';
import type { PlacedUnit } from './unit';

/** All problems of a file, and those of each entry. */
export interface CollectedProblems {
  readonly all: readonly Problem[];
  readonly byEntry: ReadonlyMap<SpecEntry, readonly EntryProblem[]>;
}

/** The top level of a document in its pieces. */
export interface DocumentTop {
  readonly pieces: readonly { readonly place: PlacedUnit; readonly analysis: TopAnalysis }[];
  readonly defaults: Defaults;
}

/** Puts together what all rules found, moved to its place in the file, without what comments and configuration switch off. */
export function collectProblems(
  units: readonly PlacedUnit[],
  { entries, identities }: Pick<SpecDocument, 'entries' | 'identities'>,
  documents: readonly DocumentTop[],
  options: SpecOptions,
): CollectedProblems {
  const collector = new Collector(options, units[0], fileIgnores(units));
  const tops = topFindings(documents);
  const duplicates: ReturnType<typeof findDuplicates> = identities.areUnique
    ? new Map()
    : findDuplicates(entries);
  let next = 0;
  for (const place of units) {
    const from = next;
    while (entries[next]?.place === place) next++;
    // Most have nothing to tell, and there may be thousands.
    if (!tops.has(place) && isSilent(place, entries, from, next) && identities.areUnique) continue;
    const own = entries.slice(from, next);
    const found: Found[] = place.unit.findings.map((finding) => attach(finding, own, place));
    if (place.unit.stream.misindented) {
      collector.addUnit(place, found);
      collector.answerForTab(place, own);
      continue;
    }
    for (const finding of tops.get(place) ?? []) if (!place.unit.isMisread(finding)) found.push({ finding });
    for (const entry of own) {
      for (const finding of entry.analysis.findings)
        if (!place.unit.isMisread(finding)) found.push({ finding, entry });
      for (const finding of duplicates.get(entry) ?? []) found.push({ finding, entry });
    }
    if (found.length > 0 || place.unit.stream.comments.length > 0) collector.addUnit(place, found);
  }

  collector.reportUnusedFileIgnores();
  for (const top of documents) collector.readVersion(top);
  if (collector.hasVersionProblems)
    for (const entry of entries) collector.answerForVersion(entry, documents[entry.document]);
  for (const entry of entries)
    if (entry.analysis.automations.includes(undefined))
      collector.answerForDefaults(entry, documents[entry.document]);
  return { all: inOrder(collector.all), byEntry: collector.byEntry };
}

/** By their places. What several entries have from one anchor is told there once. */
function inOrder(problems: readonly Problem[]): readonly Problem[] {
  const sorted = [...problems].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  const keyOf = ({ code, message }: Problem): string => `${code} ${renderMessage(message)}`;
  let told = new Set<string>();
  return sorted.filter((problem, index) => {
    const before = sorted[index - 1];
    if (before?.range.start !== problem.range.start || before.range.end !== problem.range.end) {
      told = new Set();
      return true;
    }
    // Most stand alone at their place.
    if (told.size === 0) told.add(keyOf(before));
    const key = keyOf(problem);
    const isNew = !told.has(key);
    told.add(key);
    return isNew;
  });
}

/** Has a unit nothing that could be reported, and no comment that could ignore anything? Of the entries those from `from` to `to` are its own. */
function isSilent({ unit }: PlacedUnit, entries: readonly SpecEntry[], from: number, to: number): boolean {
  const { misindented, comments } = unit.stream;
  if (misindented || comments.length > 0 || unit.findings.length > 0) return false;
  for (let at = from; at < to; at++) if (entries[at]?.analysis.findings.length !== 0) return false;
  return true;
}

function topFindings(documents: readonly DocumentTop[]): ReadonlyMap<PlacedUnit, readonly Finding[]> {
  const found = new Map<PlacedUnit, Finding[]>();
  for (const { place, analysis } of documents.flatMap(({ pieces }) => pieces)) {
    const list = found.get(place);
    if (list) list.push(...analysis.findings);
    else found.set(place, [...analysis.findings]);
  }
  return found;
}

/** To which entry something belongs that was found without looking at entries: the last one that begins before it. */
function attach(finding: Finding, entries: readonly SpecEntry[], { unit }: PlacedUnit): Found {
  const entry = entries.findLast(
    ({ analysis }) => lineStart(unit.text, analysis.range.start) <= finding.range.start,
  );
  return entry ? { finding, entry } : { finding };
}

/** Does a rule that reports nothing here find nothing? Others need to know more than the text: the server, the lock file, other files. */
function tellsFromText(code: RuleCode, { managedIds }: SpecOptions): boolean {
  if (code === 'unmanaged-id') return managedIds !== undefined;
  return !ruleFor(code).connected && code !== 'duplicate-name';
}

class Collector implements CollectedProblems {
  readonly all: EntryProblem[] = [];
  readonly byEntry = new Map<SpecEntry, EntryProblem[]>();
  private readonly used = new Set<Ignore>();
  private readonly restored = new Set<Finding>();
  private readonly inVersion = new Map<DocumentTop, readonly EntryProblem[]>();

  constructor(
    private readonly options: SpecOptions,
    private readonly first: PlacedUnit | undefined,
    private readonly forFile: readonly PlacedIgnore[],
  ) {}

  addUnit(place: PlacedUnit, found: readonly Found[]): void {
    const findings = new Findings(place.unit.text);
    const ignores = ignoresOf(place, place.start === 0, findings).filter(({ ignore }) => ignore.line);
    const kept: Found[] = [];
    const dropped: Found[] = [];
    const counting = [...ignores, ...this.forFile];
    for (const one of found) (this.isIgnored(one.finding, place, counting) ? dropped : kept).push(one);
    this.keepWhatMatters(kept, dropped);
    for (const { ignore } of ignores) this.reportUnused(ignore, findings);
    const errors = new EntryErrors(
      place,
      kept.filter((one) => this.isStillError(one)),
    );
    for (const one of kept) this.add(place, one, errors.ignorable(one));
    this.addOwn(place, findings);
  }

  reportUnusedFileIgnores(): void {
    for (const { ignore, place } of this.forFile) {
      const findings = new Findings(place.unit.text);
      this.reportUnused(ignore, findings);
      this.addOwn(place, findings);
    }
  }

  private reportUnused(ignore: Ignore, findings: Findings): void {
    if (!this.used.has(ignore) && tellsFromText(ignore.code, this.options)) unused(ignore, findings);
  }

  /** What is wrong with the comments themselves. */
  private addOwn(place: PlacedUnit, { list }: Findings): void {
    for (const finding of list) if (this.severityOf(finding.code) !== 'off') this.add(place, { finding });
  }

  /** What a document says in a format that isn't known means nothing, unless that was switched off. */
  readVersion(top: DocumentTop): void {
    const found = top.pieces.flatMap(({ place, analysis }) =>
      analysis.inVersion.map(({ code, range }) => ({ code, start: range.start + place.start })),
    );
    if (found.length === 0) return;
    const errors = this.all.filter(
      ({ code, severity, range }) =>
        severity === 'error' && found.some((one) => one.code === code && one.start === range.start),
    );
    this.inVersion.set(top, errors);
  }

  get hasVersionProblems(): boolean {
    return this.inVersion.size > 0;
  }

  answerForVersion(entry: SpecEntry, top: DocumentTop | undefined): void {
    const errors = top && this.inVersion.get(top);
    if (errors && errors.length > 0) this.byEntry.set(entry, [...errors, ...(this.byEntry.get(entry) ?? [])]);
  }

  /** Whatever can't be compiled in a unit with a tab for indentation can't because of it. */
  answerForTab({ start, unit }: PlacedUnit, own: readonly SpecEntry[]): void {
    const end = start + unit.text.length;
    const found = this.all.filter(
      ({ code, range }) => code === 'yaml-syntax' && range.start >= start && range.start < end,
    );
    for (const entry of own)
      if (!this.byEntry.has(entry) && entry.analysis.automations.includes(undefined))
        this.byEntry.set(entry, found);
  }

  /** An automation that can't be compiled because of the document's defaults has their problems too. */
  answerForDefaults(entry: SpecEntry, top: DocumentTop | undefined): void {
    const own = this.byEntry.get(entry) ?? [];
    if (own.some(({ severity }) => severity === 'error')) return;
    const inherited = (top?.pieces ?? []).flatMap(({ place, analysis }) =>
      analysis.inDefaults.map((finding) => shiftedProblem(finding, place.start)),
    );
    const errors = inherited.filter(({ severity }) => severity === 'error');
    if (errors.length > 0) this.byEntry.set(entry, [...own, ...errors]);
  }

  private isIgnored(finding: Finding, { unit }: PlacedUnit, ignores: readonly PlacedIgnore[]): boolean {
    const { code } = finding;
    const local = ignoreOf(finding, unit, ignores);
    if (local) this.used.add(local);
    return local !== undefined || this.severityOf(code) === 'off';
  }

  /**
   * Without any error left, an entry that can't be compiled would look fine: then its errors come back, those that were
   * switched off and those that were made something milder.
   */
  private keepWhatMatters(kept: Found[], dropped: readonly Found[]): void {
    const answered = new Set(kept.flatMap((one) => (this.isStillError(one) ? (one.entry ?? []) : [])));
    const matters = ({ entry, finding }: Found): boolean =>
      finding.severity === 'error' && isBroken(entry) && !answered.has(entry);
    for (const { finding } of kept.filter(matters)) this.restored.add(finding);
    for (const one of dropped.filter(matters)) {
      this.restored.add(one.finding);
      kept.push(one);
    }
  }

  private isStillError({ finding: { code, severity } }: Found): boolean {
    return this.severityOf(code, severity) === 'error';
  }

  private severityOf(code: RuleCode, own: Severity = 'error'): Severity | 'off' {
    return this.options.rules?.[code] ?? own;
  }

  private add(place: PlacedUnit, { finding, entry }: Found, ignorable?: Ignorable): void {
    const configured = this.severityOf(finding.code, finding.severity);
    // What came back stays what it was.
    const severity = configured === 'off' || this.restored.has(finding) ? finding.severity : configured;
    const problem = shiftedProblem({ ...finding, severity }, place.start);
    const withFixes = withWaysOut(problem, place, this.first, ignorable);
    this.all.push(withFixes);
    if (!entry) return;
    const list = this.byEntry.get(entry);
    if (list) list.push(withFixes);
    else this.byEntry.set(entry, [withFixes]);
  }
}
