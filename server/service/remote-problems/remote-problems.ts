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
  const { uri } = document;
  const { facts, locks, regexMatcher: matcher } = context;
  const known: Known = { uri, facts, revision: facts.revision, lock: locks.lockOf(uri), matcher };
  return spec.entries
    .slice(0, MOST_ENTRIES)
    .flatMap((entry) => findingsOf(entry, known, context).flatMap((finding) => spec.admit(finding) ?? []));
}

/** All that findings are made from, besides the entry. */
interface Known {
  readonly uri: string;
  readonly facts: RemoteFacts;
  readonly revision: string;
  readonly lock: LockFile | undefined;
  readonly matcher: RegexMatcher | undefined;
}

const isSame = (one: Known, other: Known): boolean =>
  one.uri === other.uri &&
  one.facts === other.facts &&
  one.revision === other.revision &&
  one.lock === other.lock &&
  one.matcher === other.matcher;

interface Remembered {
  readonly known: Known;
  /** Where the entry was. */
  readonly start: number;
  readonly findings: readonly Finding[];
}

/** What was found for an entry, as long as it is written the same: an edit touches one of hundreds. */
const remembered = new WeakMap<EntryAnalysis, Remembered>();

function findingsOf(entry: SpecEntry, known: Known, context: FeatureContext): readonly Finding[] {
  const { analysis, start } = entry;
  const before = remembered.get(analysis);
  if (before && isSame(before.known, known)) {
    const moved = start - before.start;
    return before.findings.map((finding) => shiftedProblem(finding, moved));
  }
  const findings = [
    ...nameFindings(entry, context),
    ...supportFindings(entry, context),
    ...regexFindings(entry, context),
    ...driftFindings(entry, known.uri, context),
  ];
  remembered.set(analysis, { known, start, findings });
  return findings;
}
