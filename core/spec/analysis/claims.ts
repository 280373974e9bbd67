import type { Automation } from '../../automation';
import type { Range } from '../../text/range';
import { identityKey } from '../scope-key';
import type { Field, Fields } from './fields';
import type { Scopes } from './scopes';

/** What an entry says, besides its name, of which automation of the server it is. No two entries can be the same one. */
export interface Claim {
  /** The name before in its scope, as `identityKey` writes it, or an id. */
  readonly key: string;
  readonly by: 'id' | 'previous_name';
  readonly text: string;
  readonly field: Field;
  readonly range: Range;
  /** Which of the entry's scopes. */
  readonly scopeIndex: number;
}

/** The claims of an entry, one a scope. Where there is an id, no name is looked for. */
export function claimsOf(
  { id, previousName }: Pick<Automation, 'id' | 'previousName'>,
  name: string | undefined,
  fields: Fields,
  { list }: Scopes,
): readonly Claim[] {
  const by = id === undefined ? 'previous_name' : 'id';
  const text = id ?? previousName;
  const field = fields.get(by);
  if (text === undefined || !field || (by === 'previous_name' && text === name)) return [];
  const { start, end } = field.node;
  return list.flatMap((located, scopeIndex) => {
    if (!located) return [];
    const key = by === 'id' ? pinKey(text) : identityKey(located.scope, text);
    return { key, by, text, field, range: { start, end }, scopeIndex };
  });
}

/** Without a line break, which the key of a name always has. */
const pinKey = (id: string): string => JSON.stringify(id);

/** Is it the key of an id? */
export const isPinKey = (key: string): boolean => !key.includes('\n');
