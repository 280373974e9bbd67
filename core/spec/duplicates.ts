import { message, type Message } from '../l10n/message';
import { shiftedRange } from '../problem';
import type { Claim } from './analysis/claims';
import { fix, suggestion, type Finding } from './analysis/findings';
import { itemLines } from './edit/item';
import { removalOf } from './edit/remove';
import type { SpecEntry } from './entry';
import { renameFix } from './free-name';
import { keysOf } from './identities';

/**
 * Automations of one file that would be the same one on a server: they have the same name in the same scope, or the same id, or one had
 * the name that another has or had. The later one is at fault, and what says so besides the name.
 */
export function findDuplicates(entries: readonly SpecEntry[]): ReadonlyMap<SpecEntry, readonly Finding[]> {
  const seen = new Map<string, SpecEntry>();
  const found = new Map<SpecEntry, Finding[]>();
  let all: ReadonlySet<string | undefined> | undefined;
  const isTaken = (identity: string): boolean => {
    all ??= new Set(entries.flatMap(({ analysis }) => keysOf(analysis)));
    return all.has(identity);
  };
  const add = (entry: SpecEntry, finding: Finding | undefined): void => {
    if (!finding) return;
    const list = found.get(entry);
    if (list) list.push(finding);
    else found.set(entry, [finding]);
  };
  for (const entry of entries) {
    for (const [index, identity] of entry.analysis.identities.entries()) {
      if (identity === undefined) continue;
      const first = seen.get(identity);
      if (first) add(entry, duplicate(entry, index, first, isTaken));
      else seen.set(identity, entry);
    }
  }
  // By now every name is known, also those that stand further down.
  for (const entry of entries) {
    for (const claim of entry.analysis.claims) {
      const first = seen.get(claim.key);
      if (!first) seen.set(claim.key, entry);
      // A scope that stands in the list twice is reported already.
      else if (first !== entry || claim.by === 'id') add(entry, claimedTwice(entry, claim, first));
    }
  }
  return found;
}

function duplicate(
  entry: SpecEntry,
  scopeIndex: number,
  first: SpecEntry,
  isTaken: (identity: string) => boolean,
): Finding | undefined {
  const { name, scopes } = entry.analysis;
  const located = scopes?.list[scopeIndex];
  if (!name || !located) return undefined;
  const common = {
    code: 'duplicate-name',
    severity: 'error',
    ...(scopes.several && { scopeIndex }),
  } as const;
  if (first === entry) {
    const related = [{ range: name.range, message: message('The first one stands here.') }];
    return {
      ...common,
      range: located.range,
      message: message('This scope stands in the list twice.'),
      related,
      ...removalOfScope(entry, scopeIndex),
    };
  }
  const rename = renameFix(entry.analysis, isTaken);
  return {
    ...common,
    range: name.range,
    message: message('Another automation of this scope is called "{0}" too.', name.text),
    ...otherAt(first, entry),
    ...(rename && { fixes: [rename] }),
  };
}

/** Where the other one stands. */
function otherAt(first: SpecEntry, entry: SpecEntry): Pick<Finding, 'related'> {
  // Moved with the finding, which counts from its own unit.
  const range = shiftedRange(first.selectionRange, -entry.start);
  return { related: [{ range, message: message('The first one stands here.') }] };
}

/** By its id, or by the name that it had before, an entry is one that `first` is already. */
function claimedTwice(entry: SpecEntry, claim: Claim, first: SpecEntry): Finding {
  const { by, text, range, scopeIndex } = claim;
  const { analysis } = entry;
  return {
    code: 'duplicate-name',
    severity: 'error',
    range,
    message: twiceWords(by, text, first === entry),
    ...(analysis.scopes?.several && { scopeIndex }),
    ...(first !== entry && otherAt(first, entry)),
    ...removalOfClaim(entry, claim),
  };
}

/** Takes the key out, where it isn't one that others have merged in, too. */
function removalOfClaim(
  { analysis: { range }, source }: SpecEntry,
  { by, field: { entry } }: Claim,
): Pick<Finding, 'fixes'> {
  const isOwn = range.start <= entry.key.start && entry.value.end <= range.end;
  return isOwn ? suggestion(message('Remove "{0}"', by), removalOf(source, entry)) : {};
}

function twiceWords(by: Claim['by'], text: string, hasSeveralScopes: boolean): Message {
  if (by === 'previous_name')
    return message(
      'Another automation of this scope is or was called "{0}", too: both would be written to the same one on W&B. Remove "previous_name", or rename the other one.',
      text,
    );
  return hasSeveralScopes
    ? message('An id means one automation, and this entry has several scopes. Remove "id".')
    : message(
        'Another automation has this id, too: both would be written to the same one on W&B. Remove one.',
      );
}

/** Takes one of the later scopes out of its list. */
function removalOfScope({ analysis, source, place }: SpecEntry, index: number): Pick<Finding, 'fixes'> {
  const list = analysis.fields.get('scopes')?.node;
  const [item, before] = list?.kind === 'seq' ? [list.items[index], list.items[index - 1]] : [];
  if (list?.kind !== 'seq' || !item || !before) return {};
  const range = list.flow
    ? { start: before.end, end: item.end }
    : itemLines(source, place.unit.stream.comments, list, index);
  return range ? fix(message('Remove it'), { range, newText: '' }) : {};
}
