import { message } from '../l10n/message';
import type { Finding } from './analysis/findings';
import type { SpecEntry } from './entry';
import { scopeKey } from './scope-key';

/** Automations of one file that have the same name in the same scope. The later one is at fault. */
export function findDuplicates(entries: readonly SpecEntry[]): ReadonlyMap<SpecEntry, readonly Finding[]> {
  const seen = new Map<string, SpecEntry>();
  const found = new Map<SpecEntry, Finding[]>();
  for (const entry of entries) {
    const { name, scopes } = entry.analysis;
    if (!name || !scopes) continue;
    scopes.list.forEach((located, scopeIndex) => {
      if (!located) return;
      const key = `${scopeKey(located.scope)}\n${name.text}`;
      const first = seen.get(key);
      if (!first) {
        seen.set(key, entry);
        return;
      }
      const range = first === entry ? located.range : name.range;
      const other = first === entry ? name.range : first.selectionRange;
      const finding: Finding = {
        code: 'duplicate-name',
        severity: 'error',
        range,
        message:
          first === entry
            ? message('This scope stands in the list twice.')
            : message('Another automation of this scope is called "{0}" too.', name.text),
        // Moved with the finding, which counts from its unit.
        related: [
          {
            range:
              first === entry ? other : { start: other.start - entry.start, end: other.end - entry.start },
            message: message('The first one stands here.'),
          },
        ],
        ...(scopes.several && { scopeIndex }),
      };
      const list = found.get(entry);
      if (list) list.push(finding);
      else found.set(entry, [finding]);
    });
  }
  return found;
}
