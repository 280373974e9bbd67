import {
  InsertTextFormat,
  InsertTextMode,
  type CompletionItem,
  type CompletionList,
  type MarkupContent,
} from 'vscode-languageserver/node';
import type { Range } from '../../../core/text/range';
import type { ClientFeatures } from '../../client-features';
import type { FeatureContext } from '../../context';
import type { TextSnapshot } from '../../text-snapshot';
import type { Completion } from './complete';
import { markup } from '../markdown';
import type { LateParts } from './item-docs';
import { withoutStops, type Proposal } from './proposal';

/** Proposals as this client takes them. */
export function completionList(
  { proposals, incomplete }: Completion,
  document: TextSnapshot,
  context: FeatureContext,
): CompletionList {
  const { client, itemDocs } = context;
  const sorted = [...proposals].sort((a, b) => a.rank - b.rank);
  const range = client.completionEditRangeDefault ? sorted[0]?.range : undefined;
  const items = sorted.map(
    (proposal, index) =>
      [itemOf(proposal, index, range, document, context), latePartsOf(proposal, context)] as const,
  );
  return {
    isIncomplete: incomplete,
    ...(range && { itemDefaults: { editRange: document.toRange(range) } }),
    items: client.completionResolve
      ? itemDocs.keep(items)
      : items.map(([item, parts]) => ({ ...item, ...parts })),
  };
}

/** VS Code's; a client has it if it says so. */
const SUGGEST = 'editor.action.triggerSuggest';

function itemOf(
  proposal: Proposal,
  index: number,
  usual: Range | undefined,
  document: TextSnapshot,
  { client, commands }: FeatureContext,
): CompletionItem {
  const { label, kind, range, insert, filter, detail, preselect, commit, goesOn } = proposal;
  const isSnippet = client.snippets && withoutStops(insert) !== insert;
  const newText = isSnippet ? insert : withoutStops(insert);
  const isUsual = range.start === usual?.start && range.end === usual.end;
  return {
    label,
    kind,
    ...(isUsual ? { textEditText: newText } : { textEdit: { range: document.toRange(range), newText } }),
    sortText: String(index).padStart(5, '0'),
    ...(isSnippet && { insertTextFormat: InsertTextFormat.Snippet }),
    // The text brings its own indentation.
    ...(client.insertTextModes && newText.includes('\n') && { insertTextMode: InsertTextMode.asIs }),
    ...(filter !== undefined && filter !== label && { filterText: filter }),
    ...(detail !== undefined && client.completionLabelDetails && { labelDetails: { description: detail } }),
    ...(preselect && { preselect }),
    ...(commit && client.completionCommitCharacters && { commitCharacters: [...commit] }),
    ...(goesOn && commands.has(SUGGEST) && { command: { command: SUGGEST, title: '' } }),
  };
}

function latePartsOf({ docs, detail }: Proposal, { client }: FeatureContext): LateParts {
  return {
    ...(docs !== undefined && { documentation: documentationOf(docs, client) }),
    ...(detail !== undefined && !client.completionLabelDetails && { detail }),
  };
}

/** A client that doesn't say what it takes may know nothing but strings. */
function documentationOf(docs: string, { markdownCompletion }: ClientFeatures): string | MarkupContent {
  const documentation = markup(docs, markdownCompletion);
  return markdownCompletion ? documentation : documentation.value;
}
