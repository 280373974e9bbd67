import {
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  type CompletionItem,
  type CompletionList,
  type MarkupContent,
} from 'vscode-languageserver/node';
import type { FeatureContext } from '../../context';
import type { TextSnapshot } from '../../text-snapshot';
import type { Completion } from './complete';
import { withoutStops, type Proposal } from './proposal';

/** Proposals as this client takes them. */
export function completionList(
  { proposals, incomplete }: Completion,
  document: TextSnapshot,
  context: FeatureContext,
): CompletionList {
  return {
    isIncomplete: incomplete,
    items: [...proposals]
      .sort((a, b) => a.rank - b.rank)
      .map((proposal, index) => itemOf(proposal, index, document, context)),
  };
}

function itemOf(
  proposal: Proposal,
  index: number,
  document: TextSnapshot,
  { client }: FeatureContext,
): CompletionItem {
  const { label, kind, range, insert, filter, detail, docs, preselect, commit } = proposal;
  const isSnippet = client.snippets && withoutStops(insert) !== insert;
  const newText = isSnippet ? insert : withoutStops(insert);
  return {
    label,
    kind,
    textEdit: { range: document.toRange(range), newText },
    sortText: String(index).padStart(5, '0'),
    ...(isSnippet && { insertTextFormat: InsertTextFormat.Snippet }),
    // The text brings its own indentation.
    ...(client.insertTextModes && newText.includes('\n') && { insertTextMode: InsertTextMode.asIs }),
    ...(filter !== undefined && filter !== label && { filterText: filter }),
    ...(detail !== undefined &&
      (client.completionLabelDetails ? { labelDetails: { description: detail } } : { detail })),
    ...(docs !== undefined && { documentation: markup(docs, client.markdownCompletion) }),
    ...(preselect && { preselect }),
    ...(commit && client.completionCommitCharacters && { commitCharacters: [...commit] }),
  };
}

function markup(value: string, markdown: boolean): string | MarkupContent {
  return markdown ? { kind: MarkupKind.Markdown, value } : value;
}
