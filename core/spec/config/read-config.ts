import { configShape, rulesShape } from '../../catalog/keys-config';
import type { ChoiceType, Shape, ValueType } from '../../catalog/keys';
import type { RuleCode } from '../../catalog/rules';
import { message, type Message } from '../../l10n/message';
import type { Severity } from '../../problem';
import { readFields, unknownKey, valueOf, type YamlValue } from '../analysis/fields';
import type { Findings } from '../analysis/findings';
import { readChoice, readText } from '../analysis/values';
import { nearest } from '../../text/nearest';
import type { YamlNode } from '../yaml/tree';
import { dereference, isEmpty } from '../yaml/value';
import { defaultConfig, type Config } from './config';
import { globProblem, pathProblem } from './spec-path';

/** What reading a configuration asks of higher rooms. */
export interface ConfigOptions {
  /** What is wrong with a base URL; undefined: nothing. Without it, any text is taken. */
  readonly hostProblem?: (text: string) => Message | undefined;
}

/** Reads the value of a configuration file; what is wrong in it is reported and left out. */
export function readConfig(node: YamlNode, findings: Findings, { hostProblem }: ConfigOptions): Config {
  const value = dereference(node);
  if (!value || isEmpty(value)) return defaultConfig;
  const fields = mappingFields(value, configShape, findings);
  const text = (name: string, problem?: (text: string) => Message | undefined): string | undefined => {
    const found = fields.get(name);
    return found && checkedText(found.value, findings, problem);
  };
  const inside = (name: string): Readonly<Record<string, string>> => {
    const found = fields.get(name);
    return found?.type.kind === 'mapping' ? choices(found.value, found.type.shape, findings) : {};
  };
  const files = fields.get('files');
  const [host, entity, lock] = [text('host', hostProblem), text('entity'), text('lock', pathProblem)];
  return {
    files: files ? globs(files.value, findings) : [],
    ...(host !== undefined && { host }),
    ...(entity !== undefined && { entity }),
    rules: severities(inside('rules')),
    lock: lock ?? defaultConfig.lock,
    assume: inside('assume'),
  };
}

interface Found {
  readonly value: YamlValue;
  readonly type: ValueType;
}

/** The known keys of a mapping that have a value. */
function mappingFields(value: YamlValue, shape: Shape, findings: Findings): ReadonlyMap<string, Found> {
  if (value.kind !== 'map') {
    findings.add('wrong-type', value, message('This must be a mapping.'));
    return new Map();
  }
  const fields = readFields(value, shape, findings, unknown);
  return new Map(
    shape.keys.flatMap(({ name, type }) => {
      const field = valueOf(fields, name, findings);
      return field ? [[name, { value: field.value, type }] as const] : [];
    }),
  );
}

/** More unknown keys than these help nobody; looking for what each was meant to be takes its time. */
const MOST_UNKNOWN = 100;

const unknown: typeof unknownKey = (name, entry, shape, findings, isThere) => {
  if (findings.list.length >= MOST_UNKNOWN) return undefined;
  const names = shape.keys.map((key) => key.name);
  // All rules there are would be a long list.
  if (shape !== rulesShape || nearest(name, names) !== undefined)
    return unknownKey(name, entry, shape, findings, isThere);
  findings.add('unknown-key', entry.key, message('There is no rule "{0}".', name));
  return undefined;
};

function checkedText(
  value: YamlValue,
  findings: Findings,
  problem: (text: string) => Message | undefined = () => undefined,
): string | undefined {
  const text = readText(value, findings);
  if (text === undefined) return undefined;
  const wrong = text.trim() === '' ? message('This can’t be blank.') : problem(text);
  if (wrong) findings.add('wrong-type', value, wrong);
  return wrong ? undefined : text.trim();
}

function globs(value: YamlValue, findings: Findings): readonly string[] {
  if (value.kind !== 'seq') {
    findings.add('wrong-type', value, message('This must be a list: [automations/**/*.yaml].'));
    return [];
  }
  return value.items.flatMap((item) => {
    const glob = dereference(item);
    return (glob && checkedText(glob, findings, globProblem)) ?? [];
  });
}

/** A mapping whose values are words of a list. */
function choices(value: YamlValue, shape: Shape, findings: Findings): Readonly<Record<string, string>> {
  const found = [...mappingFields(value, shape, findings)].flatMap(([name, one]) => {
    const choice = readChoice(one.value, one.type as ChoiceType, 'wrong-type', findings);
    return choice === undefined ? [] : [[name, choice] as const];
  });
  return Object.fromEntries(found);
}

function severities(words: Readonly<Record<string, string>>): Partial<Record<RuleCode, Severity | 'off'>> {
  return Object.fromEntries(
    Object.entries(words).map(([code, word]) => [code, word === 'info' ? 'information' : word]),
  );
}
