import type { Diagnostic } from 'vscode-languageserver/node';
import { message } from '../../core/l10n/message';
import { isServerDocument } from '../../core/server-document';
import type { SpecDocument } from '../../core/spec/document';
import { shiftedFix } from '../../core/problem';
import { renameFix } from '../../core/spec/free-name';
import { claimedElsewhere } from '../../core/spec/identities';
import type { FeatureContext } from '../context';
import type { TextSnapshot } from '../text-snapshot';
import { fileNameOf } from '../workspace/address';
import type { IdentityPlace } from '../workspace/identities';
import type { FileSummary } from '../workspace/summary';
import { findingDiagnostic, type Finding } from './remote-problems/finding';

/** Automations of an open document that another file of the workspace has too; what the server has is no second one beside a file's. */
export function duplicateFindings(
  document: TextSnapshot,
  spec: SpecDocument,
  { workspace }: FeatureContext,
): readonly Finding[] {
  if (!workspace.shareNames || isServerDocument(document.uri)) return [];
  const { uri } = document;
  const isTaken = (key: string): boolean =>
    spec.identities.keys.has(key) || workspace.elsewhere(uri, key) !== undefined;
  const findings: Finding[] = [];
  const add = (finding: Finding): void => {
    const admitted = spec.admit(finding);
    if (admitted) findings.push(admitted);
  };
  const elsewhere = (key: string | undefined, range: Finding['range']): readonly Finding[] => {
    const other = key === undefined ? undefined : workspace.elsewhere(uri, key);
    return key === undefined || !other ? [] : [duplicate(key, range, other)];
  };
  for (const entry of spec.entries) {
    const { analysis, start } = entry;
    const [named] = analysis.identities.flatMap((key) => elsewhere(key, entry.selectionRange));
    if (named) {
      const rename = renameFix(analysis, isTaken);
      add({ ...named, fixes: rename ? [shiftedFix(rename, start)] : [] });
    }
    const [claimed] = analysis.claims.flatMap(({ key, range }) => elsewhere(key, entry.shift(range)));
    if (claimed) add(claimed);
  }
  return findings;
}

/** The same for a file that isn't open. */
export function duplicatesIn({ uri, identities }: FileSummary, context: FeatureContext): Diagnostic[] {
  return identities.flatMap(({ key, range, severity }) => {
    const other = severity && context.workspace.elsewhere(uri, key);
    if (!other) return [];
    const unplaced = { uri, toRange: () => range };
    return findingDiagnostic({ ...duplicate(key, nowhere, other), severity }, unplaced, context);
  });
}

const nowhere = { start: 0, end: 0 };

function duplicate(key: string, range: Finding['range'], { uri, range: place }: IdentityPlace): Finding {
  const text = message('The other automation.');
  return { ...claimedElsewhere(key, range, fileNameOf(uri)), elsewhere: { uri, range: place, text } };
}
