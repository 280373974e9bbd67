import type {
  DocumentHighlight,
  Location,
  TextEdit as LspTextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { maxNameLength } from '../../core/catalog/keys-automation';
import { message, type Message } from '../../core/l10n/message';
import { renameEntry } from '../../core/spec/edit/entry';
import type { SpecDocument } from '../../core/spec/document';
import type { SpecEntry } from '../../core/spec/entry';
import { identityKey } from '../../core/spec/scope-key';
import { scalarText } from '../../core/spec/yaml/quote';
import type { Range } from '../../core/text/range';
import type { FeatureContext } from '../context';
import type { OpenDocument } from '../open-document';
import { InvalidRequest } from '../runner';
import type { TextSnapshot } from '../text-snapshot';
import { uriKey } from '../workspace/address';
import type { IdentityPlace } from '../workspace/identities';
import type { TestFile } from '../workspace/test-file';
import { anchorAt } from './anchors';
import { mentionsIn, type Mention } from './mentions';
import { savedTriggers } from './server-state';
import { lockRename } from './lock-edit';
import { lspEdit } from './workspace-edit';

/** A name of a file that isn't open, or of one that is. */
export interface MentionPlace extends Pick<Mention, 'kind' | 'name'> {
  readonly location: Location;
}

/** What the whole workspace has to say to a question about one document. */
export interface WorkspaceView {
  /** Resolves when every spec has been read as it is now; rejects when nobody waits for that any more. */
  ready(signal: AbortSignal): Promise<void>;
  /** Do any two files have the same name in the same scope? */
  readonly shareNames: boolean;
  /** Where another file has the same name in the same scope. */
  elsewhere(uri: string, key: string): IdentityPlace | undefined;
  /** Metrics and integrations of all specs but this one. */
  otherMentions(uri: string): readonly MentionPlace[];
  /** All files of unit tests. */
  tests(): readonly TestFile[];
  /** Where a spec has an automation of that name. */
  automation(uri: string, name: string): Location | undefined;
  /** Has some spec an automation with this `identityKey`? */
  has(identity: string): boolean;
}

/** Where an anchor is set; for tests, the automation or the spec. */
export function definition(document: OpenDocument, spec: SpecDocument, offset: number): Location | null {
  const anchor = anchorAt(spec, offset);
  return anchor ? { uri: document.uri, range: document.toRange(anchor.anchor) } : null;
}

/** The automation that a test names, or the spec that it tests. */
export async function definitionInTest(
  { spec, mentions }: TestFile,
  offset: number,
  { workspace, signal }: Pick<FeatureContext, 'workspace' | 'signal'>,
): Promise<Location | null> {
  if (!spec) return null;
  if (holds(spec.range, offset)) return { uri: spec.uri, range: { start: origin, end: origin } };
  const mention = mentions.find(({ range }) => holds(range, offset));
  if (!mention) return null;
  await workspace.ready(signal);
  return workspace.automation(spec.uri, mention.name) ?? null;
}

const origin = { line: 0, character: 0 };

/** Uses of an anchor, of an automation in tests, of a metric or an integration in all specs. */
export async function references(
  document: OpenDocument,
  spec: SpecDocument,
  offset: number,
  includeDeclaration: boolean,
  { workspace: around, signal }: Pick<FeatureContext, 'workspace' | 'signal'>,
): Promise<Location[]> {
  const here = (range: Range): Location => ({ uri: document.uri, range: document.toRange(range) });
  const anchor = anchorAt(spec, offset);
  if (anchor) return [...(includeDeclaration ? [anchor.anchor] : []), ...anchor.aliases].map(here);
  const entry = named(spec, offset);
  if (entry?.name !== undefined) {
    await around.ready(signal);
    const uses = testUses(document.uri, entry.name, around);
    return [...(includeDeclaration ? [here(entry.selectionRange)] : []), ...uses];
  }
  const own = mentionsIn(spec);
  const mention = own.find(({ range }) => holds(range, offset));
  if (!mention) return [];
  await around.ready(signal);
  const same = ({ kind, name }: Pick<Mention, 'kind' | 'name'>): boolean =>
    kind === mention.kind && name === mention.name;
  return [
    ...own.filter(same).map(({ range }) => here(range)),
    ...around
      .otherMentions(document.uri)
      .filter(same)
      .map(({ location }) => location),
  ];
}

/** The same name elsewhere in the document. */
export function highlights(document: OpenDocument, spec: SpecDocument, offset: number): DocumentHighlight[] {
  const anchor = anchorAt(spec, offset);
  const own = mentionsIn(spec);
  const mention = own.find(({ range }) => holds(range, offset));
  const ranges = anchor
    ? [anchor.anchor, ...anchor.aliases]
    : own
        .filter(({ kind, name }) => kind === mention?.kind && name === mention.name)
        .map(({ range }) => range);
  return ranges.map((range) => ({ range: document.toRange(range) }));
}

/** What would be renamed. */
export function prepareRename(
  document: OpenDocument,
  spec: SpecDocument,
  offset: number,
): { range: Location['range']; placeholder: string } | null {
  const anchor = anchorAt(spec, offset);
  if (anchor) return { range: document.toRange(anchor.here), placeholder: anchor.name };
  const entry = named(spec, offset);
  return entry?.name === undefined
    ? null
    : { range: document.toRange(entry.selectionRange), placeholder: entry.name };
}

/**
 * Another name for an anchor and its aliases, or for an automation in its spec, its tests and the lock file. One that the server
 * has already keeps its old name under `previous_name`, so that it is renamed there.
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
  const { texts, workspace, locks, signal } = context;
  const anchor = anchorAt(spec, offset);
  if (anchor) {
    if (!/^[^\s,[\]{}*&#]+$/.test(newName))
      throw new InvalidRequest(
        texts.say(message('An anchor’s name can hold no spaces, brackets or commas.')),
      );
    if (anchor.others.includes(newName))
      throw new InvalidRequest(texts.say(message('There is an anchor "&{0}" here already.', newName)));
    const edits = [anchor.anchor, ...anchor.aliases].map((range) =>
      lspEdit(document, { range, newText: newName }),
    );
    return workspaceEdit(new Map([[document, edits]]), context);
  }
  const entry = named(spec, offset);
  if (entry?.name === undefined) return null;
  if (newName === entry.name) return null;
  await workspace.ready(signal);
  const problem = nameProblem(newName, entry, document, spec, workspace);
  if (problem) throw new InvalidRequest(texts.say(problem));
  const [saved] = savedTriggers(entry, document.uri, context);
  const changes = new Map<TextSnapshot, LspTextEdit[]>([
    [document, renameEntry(entry, newName, saved?.name).map((edit) => lspEdit(document, edit))],
  ]);
  for (const { document: test, spec: target, mentions } of workspace.tests()) {
    if (!target || uriKey(target.uri) !== uriKey(document.uri)) continue;
    const uses = mentions.filter(({ name }) => name === entry.name);
    if (uses.length > 0)
      changes.set(
        test,
        uses.map(({ range }) => lspEdit(test, { range, newText: scalarText(newName) })),
      );
  }
  const locked = await locks.readAgain(document.uri);
  const lockEdits = locked ? lockRename(locked, entry, newName) : [];
  if (locked && lockEdits.length > 0) changes.set(locked.document, lockEdits);
  return workspaceEdit(changes, context);
}

/** Why an automation can't be called that. */
function nameProblem(
  name: string,
  { analysis }: SpecEntry,
  document: OpenDocument,
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

/** The automation whose name an offset is in. */
function named(spec: SpecDocument, offset: number): SpecEntry | undefined {
  const entry = spec.entryAt(offset);
  return entry?.analysis.name && holds(entry.selectionRange, offset) ? entry : undefined;
}

function testUses(uri: string, name: string, around: WorkspaceView): Location[] {
  return around
    .tests()
    .flatMap(({ document, spec, mentions }) =>
      spec && uriKey(spec.uri) === uriKey(uri)
        ? mentions
            .filter((mention) => mention.name === name)
            .map(({ range }) => ({ uri: document.uri, range: document.toRange(range) }))
        : [],
    );
}

const holds = ({ start, end }: Range, offset: number): boolean => start <= offset && offset <= end;
