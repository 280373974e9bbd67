import type { Range as LspRange, TextEdit as LspTextEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import { maxNameLength } from '../../core/catalog/keys-automation';
import { message, type Message } from '../../core/l10n/message';
import { renameEntry } from '../../core/spec/edit/entry';
import type { SpecDocument } from '../../core/spec/document';
import type { SpecEntry } from '../../core/spec/entry';
import { identityKey } from '../../core/spec/scope-key';
import type { FeatureContext } from '../context';
import type { OpenDocument } from '../open-document';
import { InvalidRequest } from '../runner';
import type { TextSnapshot } from '../text-snapshot';
import { fileNameOf, uriKey } from '../workspace/address';
import type { TestFile } from '../workspace/test-file';
import { anchorAt, type AnchorUses } from './anchors';
import { lockRename } from './lock-edit';
import { namedAt, type ReadSpec, type WorkspaceView } from './navigation';
import { savedTriggers } from './server-state';
import { mentionInTest } from './test-navigation';
import { lspEdit } from './workspace-edit';

/** What would be renamed: where it stands under the cursor, and what it is called. */
export interface Renamed {
  readonly range: LspRange;
  readonly placeholder: string;
}

export function prepareRename(document: OpenDocument, spec: SpecDocument, offset: number): Renamed | null {
  const anchor = anchorAt(spec, offset);
  if (anchor) return { range: document.toRange(anchor.here), placeholder: anchor.name };
  const entry = namedAt(spec, offset);
  return entry ? { range: document.toRange(entry.selectionRange), placeholder: entry.name } : null;
}

export function prepareRenameInTest(test: TestFile, offset: number): Renamed | null {
  const mention = mentionInTest(test, offset);
  return mention ? { range: test.document.toRange(mention.range), placeholder: mention.name } : null;
}

/**
 * Another name for an anchor and its aliases, or for an automation in its spec, its tests and the lock file.
 *
 * @throws InvalidRequest for a name that can't be.
 */
export async function rename(
  document: OpenDocument,
  spec: SpecDocument,
  offset: number,
  newName: string,
  context: FeatureContext,
): Promise<WorkspaceEdit | null> {
  const anchor = anchorAt(spec, offset);
  if (anchor) return renameAnchor(anchor, document, newName, context);
  const entry = namedAt(spec, offset);
  return entry ? await renameAutomation([entry], { document, spec }, newName, context) : null;
}

/**
 * Another name for the automation that a test names, as if it were renamed in the spec.
 *
 * @throws InvalidRequest for a name that can't be, and where the spec has no such automation.
 */
export async function renameInTest(
  test: TestFile,
  offset: number,
  newName: string,
  context: FeatureContext,
): Promise<WorkspaceEdit | null> {
  const mention = mentionInTest(test, offset);
  if (!mention || !test.spec) return null;
  const { texts, workspace, signal } = context;
  await workspace.ready(signal);
  const target = await workspace.spec(test.spec.uri);
  const entries = target?.spec.entries.filter(({ name }) => name === mention.name) ?? [];
  if (!target || entries.length === 0)
    throw new InvalidRequest(
      texts.say(message('There is no automation "{0}" in {1}.', mention.name, fileNameOf(test.spec.uri))),
    );
  return renameAutomation(entries, target, newName, context);
}

function renameAnchor(
  { anchor, aliases, others }: AnchorUses,
  document: OpenDocument,
  newName: string,
  context: FeatureContext,
): WorkspaceEdit {
  const { texts } = context;
  if (!/^[^\s,[\]{}*&#]+$/.test(newName))
    throw new InvalidRequest(texts.say(message('An anchor’s name can hold no spaces, brackets or commas.')));
  if (others.includes(newName))
    throw new InvalidRequest(texts.say(message('There is an anchor "&{0}" here already.', newName)));
  const edits = [anchor, ...aliases].map((range) => lspEdit(document, { range, newText: newName }));
  return workspaceEdit(new Map([[document, edits]]), context);
}

/**
 * Renames the entries of one name, which tests can't tell apart. One that the server has already keeps its old name under
 * `previous_name`, so that it is renamed there.
 */
async function renameAutomation(
  entries: readonly SpecEntry[],
  { document, spec }: ReadSpec,
  newName: string,
  context: FeatureContext,
): Promise<WorkspaceEdit | null> {
  const { texts, workspace, locks, signal } = context;
  const before = entries[0]?.name;
  if (before === undefined || newName === before) return null;
  await workspace.ready(signal);
  for (const entry of entries) {
    const problem = nameProblem(newName, entry, document, spec, workspace);
    if (problem) throw new InvalidRequest(texts.say(problem));
  }
  const edits = entries.flatMap((entry) => {
    const [saved] = savedTriggers(entry, document.uri, context);
    return renameEntry(entry, newName, saved?.name).map((edit) => lspEdit(document, edit));
  });
  const changes = new Map<TextSnapshot, LspTextEdit[]>([[document, edits]]);
  for (const { document: test, spec: target, mentions } of workspace.tests()) {
    if (!target || uriKey(target.uri) !== uriKey(document.uri)) continue;
    const uses = mentions.filter(({ name }) => name === before);
    if (uses.length > 0)
      changes.set(
        test,
        uses.map(({ rename }) => lspEdit(test, rename(newName))),
      );
  }
  const locked = await locks.readAgain(document.uri);
  const lockEdits = locked ? lockRename(locked, entries, newName) : [];
  if (locked && lockEdits.length > 0) changes.set(locked.document, lockEdits);
  return workspaceEdit(changes, context);
}

/** Why an automation can't be called that. */
function nameProblem(
  name: string,
  { analysis }: SpecEntry,
  document: TextSnapshot,
  spec: SpecDocument,
  workspace: WorkspaceView,
): Message | undefined {
  if (name.trim() === '') return message('A name can’t be blank.');
  // Code points, as W&B counts.
  if (Array.from(name).length > maxNameLength)
    return message('A name can’t be longer than {0} characters.', maxNameLength);
  const taken = new Set(spec.entries.flatMap((entry) => entry.analysis.identities));
  const isTaken = (analysis.scopes?.list ?? []).some((located) => {
    const key = located && identityKey(located.scope, name);
    return key !== undefined && (taken.has(key) || workspace.elsewhere(document.uri, key) !== undefined);
  });
  return isTaken ? message('Another automation of this scope is called "{0}" already.', name) : undefined;
}

function workspaceEdit(
  changes: ReadonlyMap<TextSnapshot, LspTextEdit[]>,
  { client }: FeatureContext,
): WorkspaceEdit {
  if (!client.documentChanges)
    return { changes: Object.fromEntries([...changes].map(([{ uri }, edits]) => [uri, edits])) };
  return {
    documentChanges: [...changes].map(([{ uri, version }, edits]) => ({
      textDocument: { uri, version },
      edits,
    })),
  };
}
