import type { IntegrationReference, Level } from '../../automation';
import type { ChoiceType } from '../../catalog/keys';
import { levelType } from '../../catalog/keys-action';
import { defaultsShape } from '../../catalog/keys-automation';
import { message } from '../../l10n/message';
import { noDefaults, type Default, type Defaults, type EntryOptions } from './context';
import { lacksSign, readFields, valueOf, type Fields, type YamlValue } from './fields';
import type { Findings } from './findings';
import { readIntegration, writtenIntegration } from './integration';
import { readScopes } from './scopes';
import { readBoolean, readChoice } from './values';

/** The value of `defaults`. What is wrong in it is reported once, here. */
export function readDefaults(value: YamlValue, options: EntryOptions, findings: Findings): Defaults {
  if (value.kind !== 'map') {
    if (!lacksSign(value, defaultsShape, findings))
      findings.add('wrong-type', value, message('"defaults" must be a mapping.'));
    return noDefaults;
  }
  const fields = readFields(value, defaultsShape, findings);
  const integration = (name: 'slack' | 'webhook'): Default<IntegrationReference> =>
    read(fields, name, findings, (field) => readIntegration(field, findings));
  return {
    scopes: readDefaultScopes(fields, options, findings),
    enabled: read(fields, 'enabled', findings, (field) => readBoolean(field.value, findings)),
    level: read(
      fields,
      'level',
      findings,
      (field) =>
        readChoice(field.value, levelType as ChoiceType, 'action-level', findings) as Level | undefined,
    ),
    slack: integration('slack'),
    webhook: integration('webhook'),
    integrations: (['slack', 'webhook'] as const).flatMap((kind) => {
      const field = fields.get(kind);
      return (field && writtenIntegration(field.node, kind)) ?? [];
    }),
  };
}

type ValueField = NonNullable<ReturnType<typeof valueOf>>;

function read<T>(
  fields: Fields,
  name: string,
  findings: Findings,
  reader: (field: ValueField) => T | undefined,
): Default<T> {
  if (!fields.has(name)) return { state: 'absent' };
  const field = valueOf(fields, name, findings);
  const value = field && reader(field);
  return value === undefined ? { state: 'broken' } : { state: 'set', value };
}

function readDefaultScopes(fields: Fields, options: EntryOptions, findings: Findings): Defaults['scopes'] {
  const scopes = readScopes(fields, options, findings);
  if (!scopes) return { state: 'absent' };
  return scopes.list.some((one) => one === undefined) || scopes.list.length === 0
    ? { state: 'broken' }
    : { state: 'set', value: scopes };
}
