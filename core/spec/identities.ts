import { message } from '../l10n/message';
import type { Problem } from '../problem';
import type { Range } from '../text/range';
import type { SpecDocument } from './document';

/** A name in a scope, which a server can have only once, and where it stands. */
export interface SpecIdentity {
  readonly key: string;
  readonly range: Range;
}

type Keys = readonly (string | undefined)[];

/**
 * The names in scopes of a file's entries. An edit rarely touches one: a table stays the same object, with all that is known of it,
 * as long as {@link isOf} holds.
 */
export class IdentityTable {
  /** All of them. */
  readonly keys: ReadonlySet<string>;
  /** Is each there only once? */
  readonly areUnique: boolean;

  /** Of each entry in their order, one a scope. */
  constructor(private readonly ofEntries: readonly Keys[]) {
    const all = ofEntries.flatMap((keys) => keys.filter((key) => key !== undefined));
    this.keys = new Set(all);
    this.areUnique = this.keys.size === all.length;
  }

  /** Has a file with these the same table? */
  isOf(ofEntries: readonly Keys[]): boolean {
    return (
      ofEntries.length === this.ofEntries.length &&
      ofEntries.every((keys, index) => areSame(keys, this.ofEntries[index]))
    );
  }
}

function areSame(some: Keys, others: Keys | undefined): boolean {
  return (
    some === others || (some.length === others?.length && some.every((key, index) => key === others[index]))
  );
}

/** All names in scopes of a file, each where it stands first. */
export function identitiesOf({ entries }: Pick<SpecDocument, 'entries'>): readonly SpecIdentity[] {
  const found = new Map<string, Range>();
  for (const { analysis, selectionRange } of entries)
    for (const key of analysis.identities)
      if (key !== undefined && !found.has(key)) found.set(key, selectionRange);
  return Array.from(found, ([key, range]) => ({ key, range }));
}

/** The problem of a name that another file has in the same scope, too. Whoever knows other files reports it: a text alone can't tell. */
export function nameElsewhere(range: Range, file: string): Problem {
  return {
    code: 'duplicate-name',
    severity: 'error',
    range,
    message: message(
      'Another file of the workspace has an automation with this name in the same scope: {0}.',
      file,
    ),
  };
}
