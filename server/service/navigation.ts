import type { DocumentHighlight, Location } from 'vscode-languageserver/node';
import { isServerDocument } from '../../core/server-document';
import type { SpecDocument } from '../../core/spec/document';
import type { SpecEntry } from '../../core/spec/entry';
import type { Range } from '../../core/text/range';
import type { FeatureContext } from '../context';
import type { OpenDocument } from '../open-document';
import type { TextSnapshot } from '../text-snapshot';
import { uriKey } from '../workspace/address';
import type { IdentityPlace } from '../workspace/identities';
import type { TestFile } from '../workspace/test-file';
import { anchorAt } from './anchors';
import { mentionsIn, type Mention } from './mentions';

/** A name of a file that isn't open, or of one that is. */
export interface MentionPlace extends Pick<Mention, 'kind' | 'name'> {
  readonly location: Location;
}

/** A spec as the editor has it, or else as the disk has it. */
export interface ReadSpec {
  readonly document: TextSnapshot;
  readonly spec: SpecDocument;
}

/** What the whole workspace has to say to a question about one document. */
export interface WorkspaceView {
  /** Resolves when every spec has been read as it is now; rejects when nobody waits for that any more. */
  ready(signal: AbortSignal): Promise<void>;
  /** Do any two files have the same name in the same scope? */
  readonly shareNames: boolean;
  /** Where another file has the same name in the same scope of the same server. */
  elsewhere(uri: string, key: string): IdentityPlace | undefined;
  /** Metrics and integrations of all specs but this one. */
  otherMentions(uri: string): readonly MentionPlace[];
  /** All files of unit tests. */
  tests(): readonly TestFile[];
  /** Where a spec has an automation of that name. */
  automation(uri: string, name: string): Location | undefined;
  /** Has some spec of the server that `uri` belongs to an automation with this `identityKey`? */
  has(uri: string, identity: string): boolean;
  /** Is there a spec at this address, open or not? */
  holds(uri: string): boolean;
  /** A spec, open or not. */
  spec(uri: string): Promise<ReadSpec | undefined>;
}

type Around = Pick<FeatureContext, 'workspace' | 'others' | 'signal'>;

/**
 * Where an anchor is set. An integration is set where `defaults` name it. What is set nowhere, as metrics are, leads to every place
 * that speaks of it.
 */
export async function definition(
  document: OpenDocument,
  spec: SpecDocument,
  offset: number,
  around: Around,
): Promise<Location | Location[] | null> {
  const here = (range: Range): Location => ({ uri: document.uri, range: document.toRange(range) });
  const anchor = anchorAt(spec, offset);
  // Documents of the server have a language of their own, which no other extension looks at.
  const elsewhere = around.others.anchors === true && !isServerDocument(document.uri);
  if (anchor) return elsewhere ? null : here(anchor.anchor);
  const mention = mentionAt(spec, offset);
  if (!mention) return null;
  const set = spec.defaultIntegrations.find((each) => isSame(each, mention) && !holds(each.range, offset));
  return set ? here(set.range) : await places(mention, document, spec, around);
}

/** Uses of an anchor, of an automation in tests, of a metric or an integration in all specs. */
export async function references(
  document: OpenDocument,
  spec: SpecDocument,
  offset: number,
  includeDeclaration: boolean,
  around: Around,
): Promise<Location[]> {
  const here = (range: Range): Location => ({ uri: document.uri, range: document.toRange(range) });
  const anchor = anchorAt(spec, offset);
  if (anchor) return [...(includeDeclaration ? [anchor.anchor] : []), ...anchor.aliases].map(here);
  const entry = namedAt(spec, offset);
  if (entry) {
    await around.workspace.ready(around.signal);
    const uses = testUses(document.uri, entry.name, around.workspace);
    return [...(includeDeclaration ? [here(entry.selectionRange)] : []), ...uses];
  }
  const mention = mentionAt(spec, offset);
  return mention ? await places(mention, document, spec, around) : [];
}

/** The same name elsewhere in the document. */
export function highlights(document: OpenDocument, spec: SpecDocument, offset: number): DocumentHighlight[] {
  return alike(spec, offset).map((range) => ({ range: document.toRange(range) }));
}

function alike(spec: SpecDocument, offset: number): readonly Range[] {
  const anchor = anchorAt(spec, offset);
  if (anchor) return [anchor.anchor, ...anchor.aliases];
  const entry = namedAt(spec, offset);
  if (entry) return spec.entries.filter(({ name }) => name === entry.name).map((each) => each.selectionRange);
  const mention = mentionAt(spec, offset);
  return mention
    ? mentionsIn(spec)
        .filter((each) => isSame(each, mention))
        .map(({ range }) => range)
    : [];
}

/** The automation whose name an offset is in. */
export function namedAt(
  spec: SpecDocument,
  offset: number,
): (SpecEntry & { readonly name: string }) | undefined {
  const entry = spec.entryAt(offset);
  return entry && hasName(entry) && holds(entry.selectionRange, offset) ? entry : undefined;
}

/** Where tests name an automation of a spec. */
export function testUses(uri: string, name: string, workspace: WorkspaceView): Location[] {
  return workspace
    .tests()
    .flatMap(({ document, spec, mentions }) =>
      spec && uriKey(spec.uri) === uriKey(uri)
        ? mentions
            .filter((mention) => mention.name === name)
            .map(({ range }) => ({ uri: document.uri, range: document.toRange(range) }))
        : [],
    );
}

export const holds = ({ start, end }: Range, offset: number): boolean => start <= offset && offset <= end;

const hasName = (entry: SpecEntry): entry is SpecEntry & { readonly name: string } =>
  entry.name !== undefined;

const mentionAt = (spec: SpecDocument, offset: number): Mention | undefined =>
  mentionsIn(spec).find(({ range }) => holds(range, offset));

type Named = Pick<Mention, 'kind' | 'name'>;
const isSame = (one: Named, other: Named): boolean => one.kind === other.kind && one.name === other.name;

/** Every place of the workspace that speaks of the same, those of this document first. */
async function places(
  mention: Mention,
  document: OpenDocument,
  spec: SpecDocument,
  { workspace, signal }: Around,
): Promise<Location[]> {
  await workspace.ready(signal);
  const own = mentionsIn(spec)
    .filter((each) => isSame(each, mention))
    .map(({ range }) => ({ uri: document.uri, range: document.toRange(range) }));
  const others = workspace
    .otherMentions(document.uri)
    .filter((each) => isSame(each, mention))
    .map(({ location }) => location);
  return [...own, ...others];
}
