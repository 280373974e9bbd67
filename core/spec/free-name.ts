import { maxNameLength } from '../catalog/keys-automation';
import { message } from '../l10n/message';
import type { Fix } from '../problem';
import type { EntryAnalysis } from './analysis/automation';
import { identityKey } from './scope-key';
import { scalarText } from './yaml/quote';

/** More automations than these hardly share one name. */
const MOST_TRIES = 1000;

/**
 * Calls an automation by the first of `name-2`, `name-3` … that is free in all its scopes. Offsets are those of the analysis.
 * Undefined where the name isn't its own: an alias, or a key that was merged.
 */
export function renameFix(
  { name, fields, scopes, range }: EntryAnalysis,
  isTaken: (identity: string) => boolean,
): Fix | undefined {
  const node = fields.get('name')?.node;
  if (!name || node?.kind !== 'scalar' || node.start < range.start || node.end > range.end) return undefined;
  const own = (scopes?.list ?? []).flatMap((located) => located?.scope ?? []);
  for (let number = 2; number < MOST_TRIES; number++) {
    const free = `${name.text}-${String(number)}`;
    if (Array.from(free).length > maxNameLength) return undefined;
    if (own.some((scope) => isTaken(identityKey(scope, free)))) continue;
    return {
      title: message('Change to "{0}"', free),
      edits: [{ range: name.range, newText: scalarText(free, { flow: true }) }],
      needsLook: true,
    };
  }
  return undefined;
}
