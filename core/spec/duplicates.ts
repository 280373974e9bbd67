import { message } from '../l10n/message';
import type { Finding } from './analysis/findings';
import type { SpecEntry } from './entry';

/** Automations of one file that have the same name in the same scope. The later one is at fault. */
export function findDuplicates(entries: readonly SpecEntry[]): ReadonlyMap<SpecEntry, readonly Finding[]> {
  const seen = new Map<string, SpecEntry>();
  const found = new Map<SpecEntry, Finding[]>();
  for (const entry of entries) {
    for (const [index, identity] of entry.analysis.identities.entries()) {
      if (identity === undefined) continue;
      const first = seen.get(identity);
      if (!first) {
        seen.set(identity, entry);
        continue;
      }
      const finding = duplicate(entry, index, first);
      if (!finding) continue;
      const list = found.get(entry);
      if (list) list.push(finding);
      else found.set(entry, [finding]);
    }
  }
  return found;
}

function duplicate(entry: SpecEntry, scopeIndex: number, first: SpecEntry): Finding | undefined {
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
    };
  }
  const { start, end } = first.selectionRange;
  // Moved with the finding, which counts from its own unit.
  const range = { start: start - entry.start, end: end - entry.start };
  return {
    ...common,
    range: name.range,
    message: message('Another automation of this scope is called "{0}" too.', name.text),
    related: [{ range, message: message('The first one stands here.') }],
  };
}
