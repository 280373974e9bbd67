import { message } from '../../l10n/message';
import type { EntryOptions } from './context';
import type { Problem } from '../../problem';
import { valueOf, type Field, type Fields, type YamlValue } from './fields';
import { fix, type Findings } from './findings';
import { partFix } from './mend-column';
import { readScope, type LocatedScope } from './scope';

/** The scopes that a mapping names. An item that is wrong is undefined, and reported. */
export interface Scopes {
  readonly list: readonly (LocatedScope | undefined)[];
  /** Written as `scopes`. */
  readonly several: boolean;
}

/** `scope` or `scopes`; undefined when neither is there. */
export function readScopes(fields: Fields, options: EntryOptions, findings: Findings): Scopes | undefined {
  const one = fields.get('scope');
  if (one) {
    const field = valueOf(fields, 'scope', findings);
    if (field?.value.kind === 'seq') {
      const text = message('A list of scopes stands under "scopes".');
      findings.add('wrong-type', one.keyNode, text, renameKey(one, 'scopes'));
      return { list: [undefined], several: false };
    }
    return { list: [field && readScope(field.node, options, findings, field.keyNode)], several: false };
  }
  const scopes = fields.get('scopes');
  if (!scopes) return undefined;
  const value = valueOf(fields, 'scopes', findings)?.value;
  if (!value) return { list: [undefined], several: true };
  if (value.kind !== 'seq') {
    findings.add(
      'wrong-type',
      value,
      message('"scopes" must be a list; a single scope stands under "scope".'),
      listFix(value, scopes, findings),
    );
    return { list: [undefined], several: true };
  }
  if (value.items.length === 0) findings.add('missing-key', value, message('"scopes" names no scope.'));
  return {
    list:
      value.items.length === 0 ? [undefined] : value.items.map((item) => readScope(item, options, findings)),
    several: true,
  };
}

function renameKey({ keyNode: { start, end } }: Field, newText: string): ReturnType<typeof fix> {
  return fix(message('Change to "{0}"', newText), { range: { start, end }, newText });
}

/** A mapping may be the only scope, or scopes whose dashes are run together with their keys. */
function listFix(value: YamlValue, scopes: Field, { source }: Findings): Pick<Problem, 'fixes'> {
  if (value.kind !== 'map') return {};
  return !value.flow && source.charAt(value.start) === '-'
    ? partFix(source, value.start)
    : renameKey(scopes, 'scope');
}
