import type { CompletionItemKind } from 'vscode-languageserver/node';
import type { Range } from '../../../core/text/range';

/** Something that can be written at the cursor, before it becomes an item for a certain client. */
export interface Proposal {
  readonly label: string;
  readonly kind: CompletionItemKind;
  /** What is replaced. */
  readonly range: Range;
  /** In LSP's snippet syntax: text of others has to go through {@link literal}. */
  readonly insert: string;
  /** What the typed text is compared with, where that isn't the label. */
  readonly filter?: string;
  /** Beside the label: where it comes from, its last value. */
  readonly detail?: string;
  /** Markdown. */
  readonly docs?: string;
  /** Groups are shown in this order, each in the order of its proposals. */
  readonly rank: number;
  readonly preselect?: true;
  /** Characters that accept the proposal and are typed then. */
  readonly commit?: readonly string[];
  /** What comes next is proposed at once. */
  readonly goesOn?: true;
}

/** Text as it stands in a snippet for itself. */
export function literal(text: string): string {
  return text.replace(/[$}\\]/g, '\\$&');
}

/** A tab stop or an escaped character; 1: the placeholder, 2: the character. */
const SNIPPET_PART = /\$\d+|\$\{\d+(?::((?:\\.|[^}\\])*))?\}|\\([$}\\])/g;

/** A snippet without its tab stops, for clients that don't know them. */
export function withoutStops(snippet: string): string {
  return snippet.replace(
    SNIPPET_PART,
    (_, placeholder?: string, escaped?: string) => escaped ?? placeholder?.replace(/\\([$}\\])/g, '$1') ?? '',
  );
}

/** `change` applied to the text of a snippet, not to its tab stops. */
export function mapText(snippet: string, change: (text: string) => string): string {
  let result = '';
  let from = 0;
  for (const part of snippet.matchAll(SNIPPET_PART)) {
    if (part[2] !== undefined) continue;
    result += literal(change(withoutStops(snippet.slice(from, part.index)))) + part[0];
    from = part.index + part[0].length;
  }
  return result + literal(change(withoutStops(snippet.slice(from))));
}
