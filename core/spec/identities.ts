import { message } from '../l10n/message';
import type { Problem } from '../problem';
import type { Range } from '../text/range';
import type { SpecDocument } from './document';

/** A name in a scope, which a server can have only once, and where it stands. */
export interface SpecIdentity {
  readonly key: string;
  readonly range: Range;
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
