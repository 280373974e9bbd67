import type { Message } from '../../l10n/message';
import type { Range } from '../../text/range';
import type { YamlEntry } from './tree';

/** Something that YAML itself doesn't allow, or that it takes for something else than was meant. */
export interface YamlProblem {
  readonly code: 'yaml-syntax' | 'duplicate-key' | 'unresolved-alias';
  readonly message: Message;
  readonly start: number;
  readonly end: number;
  readonly related?: { readonly range: Range; readonly message: Message };
  readonly mend?: Mend;
  /** A quote is open to the end. */
  readonly unclosed?: true;
}

/** Where lines belong that stand in no column of a mapping. */
export interface IndentPlace {
  readonly column: number;
  /** The key whose mapping has that column; absent: nothing says so, or a list is there. */
  readonly owner?: string;
  /** From here on YAML has read what they belong to without them. Where they begin themselves: it has read them as what they are. */
  readonly from: number;
}

export type Mend =
  /** Text was meant (or may have been: `unsure`): put everything from `start` to the end of the line (or of the flow item) in quotes. */
  | { readonly kind: 'quote'; readonly start: number; readonly unsure?: true }
  /** One of these entries of a mapping has to go. */
  | { readonly kind: 'remove-one'; readonly entries: readonly [YamlEntry, YamlEntry] }
  /** Write spaces for the tabs at the beginning of lines. */
  | { readonly kind: 'untabify' }
  /** A key and its value are written as one word: a space at `at` parts them. */
  | { readonly kind: 'space'; readonly at: number }
  /** A sign that has no place there. */
  | { readonly kind: 'remove'; readonly start: number; readonly end: number }
  /** The line of `at`, and all as far in below it, belong into another column: `places`, the likeliest first. */
  | {
      readonly kind: 'indent';
      readonly at: number;
      readonly places: readonly [IndentPlace, ...IndentPlace[]];
    }
  /** At `at`, the dash of a list item is written as one word with the key behind it. */
  | { readonly kind: 'part'; readonly at: number }
  /** A list item begins at `at`, without its dash. */
  | { readonly kind: 'dash'; readonly at: number }
  /** A sign that is missing; `closes`: the bracket that it is for. */
  | { readonly kind: 'insert'; readonly at: number; readonly text: string; readonly closes?: number };
