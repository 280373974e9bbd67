import type { Diagnostic } from 'vscode-languageserver/node';
import type { LockFile } from '../../../core/plan/lock-file';
import { shiftedProblem } from '../../../core/problem';
import type { EntryAnalysis } from '../../../core/spec/analysis/automation';
import type { SpecDocument } from '../../../core/spec/document';
import type { SpecEntry } from '../../../core/spec/entry';
import type { FeatureContext, RegexMatcher } from '../../context';
import type { RemoteFacts } from '../../remote/facts';
import type { TextSnapshot } from '../../text-snapshot';
import { driftFindings } from './drift';
import { findingDiagnostic, type Finding } from './finding';
import { nameFindings } from './names';
import { regexFindings } from './regexes';
import { supportFindings } from './support';

/** More entries than these are not looked up: each asks the server something. */
const MOST_ENTRIES = 500;

/** What is wrong according to the server, as far as that is known now. What isn't known is no problem. */
export function remoteProblems(
  document: TextSnapshot,
  spec: SpecDocument,
  context: FeatureContext,
): Diagnostic[] {
  return remoteFindings(document, spec, context).map((finding) =>
    findingDiagnostic(finding, document, context),
  );
}

/** The same, before it is told to a client. */
export function remoteFindings(
  document: TextSnapshot,
  spec: SpecDocument,
  context: FeatureContext,
): readonly Finding[] {
  return spec.entries
    .slice(0, MOST_ENTRIES)
    .flatMap((entry) =>
      findingsOf(entry, document.uri, context).flatMap((finding) => spec.admit(finding) ?? []),
    );
}

/** All that findings are made from, besides the entry. */
interface Known {
  readonly uri: string;
  readonly facts: RemoteFacts;
  readonly revision: string;
  readonly lock: LockFile | undefined;
  readonly matcher: RegexMatcher | undefined;
}

interface Remembered extends Known {
  /** Where the entry was. */
  readonly start: number;
  readonly findings: readonly Finding[];
}

/** What was found for an entry, as long as it is written the same: an edit touches one of hundreds. */
const remembered = new WeakMap<EntryAnalysis, Remembered>();

function findingsOf(entry: SpecEntry, uri: string, context: FeatureContext): readonly Finding[] {
  const { analysis, start } = entry;
  const { facts, locks, regexMatcher: matcher } = context;
  const known: Known = { uri, facts, revision: facts.revision, lock: locks.lockOf(uri), matcher };
  const before = remembered.get(analysis);
  if (before && (Object.keys(known) as (keyof Known)[]).every((key) => before[key] === known[key])) {
    const moved = start - before.start;
    return before.findings.map((finding) => shiftedProblem(finding, moved));
  }
  const findings = [
    ...nameFindings(entry, context),
    ...supportFindings(entry, context),
    ...regexFindings(entry, context),
    ...driftFindings(entry, uri, context),
  ];
  remembered.set(analysis, { ...known, start, findings });
  return findings;
}
