import { message } from '../l10n/message';
import { fix, type Finding } from './analysis/findings';
import { itemLines } from './edit/item';
import type { SpecEntry } from './entry';
import { renameFix } from './free-name';

/** Automations of one file that have the same name in the same scope. The later one is at fault. */
export function findDuplicates(entries: readonly SpecEntry[]): ReadonlyMap<SpecEntry, readonly Finding[]> {
  const seen = new Map<string, SpecEntry>();
  const found = new Map<SpecEntry, Finding[]>();
  let all: ReadonlySet<string | undefined> | undefined;
  const isTaken = (identity: string): boolean => {
    all ??= new Set(entries.flatMap(({ analysis }) => analysis.identities));
    return all.has(identity);
  };
  for (const entry of entries) {
    for (const [index, identity] of entry.analysis.identities.entries()) {
      if (identity === undefined) continue;
      const first = seen.get(identity);
      if (!first) {
        seen.set(identity, entry);
        continue;
      }
      const finding = duplicate(entry, index, first, isTaken);
      if (!finding) continue;
      const list = found.get(entry);
      if (list) list.push(finding);
      else found.set(entry, [finding]);
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
  const { start, end } = first.selectionRange;
  // Moved with the finding, which counts from its own unit.
  const range = { start: start - entry.start, end: end - entry.start };
  const rename = renameFix(entry.analysis, isTaken);
  return {
    ...common,
    range: name.range,
    message: message('Another automation of this scope is called "{0}" too.', name.text),
    related: [{ range, message: message('The first one stands here.') }],
    ...(rename && { fixes: [rename] }),
  };
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
