import { message } from '../l10n/message';
import { shiftedRange, type Problem } from '../problem';
import type { Range } from '../text/range';
import type { EntryAnalysis } from './analysis/automation';
import { isPinKey } from './analysis/claims';
import type { SpecDocument } from './document';

type Keys = readonly (string | undefined)[];

/** All that identifies an entry's automations on a host. */
export function keysOf({ identities, claims }: Pick<EntryAnalysis, 'identities' | 'claims'>): Keys {
  return claims.length === 0 ? identities : [...identities, ...claims.map(({ key }) => key)];
}

/**
 * What identifies a file's entries: names in scopes, names before, ids. An edit rarely touches one: a table stays the same object, with all that is known of it,
 * as long as {@link isOf} holds.
 */
export class IdentityTable {
  /** All of them. */
  readonly keys: ReadonlySet<string>;
  /** Is each there only once? */
  readonly areUnique: boolean;

  /** Of each entry in their order, as {@link keysOf} gives them. */
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

const known = new WeakMap<object, ReadonlyMap<string, Range>>();

/**
 * All that only one entry can be on a server, names in scopes, names before and ids, each with where it stands first in a file. Worked
 * out once for a document.
 */
export function identitiesOf(spec: Pick<SpecDocument, 'entries'>): ReadonlyMap<string, Range> {
  let found = known.get(spec);
  if (!found) known.set(spec, (found = placesOf(spec)));
  return found;
}

function placesOf({ entries }: Pick<SpecDocument, 'entries'>): ReadonlyMap<string, Range> {
  const found = new Map<string, Range>();
  const note = (key: string | undefined, range: Range): void => {
    if (key !== undefined && !found.has(key)) found.set(key, range);
  };
  for (const { analysis, selectionRange } of entries)
    for (const key of analysis.identities) note(key, selectionRange);
  for (const { analysis, start } of entries)
    for (const { key, range } of analysis.claims) note(key, shiftedRange(range, start));
  return found;
}

/** The problem of a name in a scope, or of an id, that another file has, too. Whoever knows other files reports it: a text alone can't tell. */
export function claimedElsewhere(key: string, range: Range, file: string): Problem {
  return {
    code: 'duplicate-name',
    severity: 'error',
    range,
    message: isPinKey(key)
      ? message('Another file of the workspace has an automation with this id: {0}.', file)
      : message(
          'Another file of the workspace has an automation with this name in the same scope: {0}.',
          file,
        ),
  };
}
