import type { IntegrationReference } from '../../automation';
import type { Shape, ValueType } from '../../catalog/keys';
import { message } from '../../l10n/message';
import type { Range } from '../../text/range';
import type { YamlNode, YamlScalar } from '../yaml/tree';
import { keyText } from '../yaml/value';
import { readFields, valueOf, type Field, type YamlValue } from './fields';
import type { Findings } from './findings';
import { readFilledText, readText } from './values';

/** A name of an integration, and where it stands. */
export interface WrittenIntegration {
  readonly kind: 'slack' | 'webhook';
  /** A channel without its `#`. */
  readonly name: string;
  readonly range: Range;
}

/**
 * The name in the value of a key that takes an integration: the value itself, or `channel` or `name` in it. What an alias stands for is
 * written elsewhere.
 */
export function writtenIntegration(
  node: YamlNode,
  kind: WrittenIntegration['kind'],
): WrittenIntegration | undefined {
  const scalar = nameScalar(node);
  if (!scalar || scalar.text === '') return undefined;
  const { start, end } = scalar;
  return {
    kind,
    name: kind === 'slack' ? scalar.text.replace(/^#/, '') : scalar.text,
    range: { start, end },
  };
}

function nameScalar(node: YamlNode): YamlScalar | undefined {
  if (node.kind === 'scalar') return node;
  if (node.kind !== 'map') return undefined;
  const named = node.entries.find(({ key }) => ['channel', 'name'].includes(keyText(key) ?? ''))?.value;
  return named?.kind === 'scalar' ? named : undefined;
}

/** A Slack channel or a webhook: its name, or a mapping. */
export function readIntegration(
  { value, key }: Field & { readonly value: YamlValue },
  findings: Findings,
): IntegrationReference | undefined {
  const shape = mappingShape(key.type);
  const isSlack = shape?.id === 'slackIntegration';
  if (value.kind === 'map' && shape) return readMapping(value, shape, isSlack, findings);
  const text = readText(value, findings);
  if (text === undefined) return undefined;
  const name = isSlack ? text.replace(/^#/, '') : text;
  if (name.trim() !== '') return { name };
  findings.add(
    'integration-missing',
    value,
    isSlack ? message('Name a Slack channel.') : message('Name a webhook.'),
  );
  return undefined;
}

function mappingShape(type: ValueType): Shape | undefined {
  if (type.kind === 'mapping') return type.shape;
  if (type.kind !== 'either') return undefined;
  for (const one of type.of) if (one.kind === 'mapping') return one.shape;
  return undefined;
}

function readMapping(
  value: YamlValue & { kind: 'map' },
  shape: Shape,
  isSlack: boolean,
  findings: Findings,
): IntegrationReference | undefined {
  const fields = readFields(value, shape, findings);
  const nameKey = isSlack ? 'channel' : 'name';
  const text = (name: string): string | undefined => {
    const field = valueOf(fields, name, findings);
    return field && readText(field.value, findings);
  };
  const filled = (name: string): string | undefined => {
    const field = valueOf(fields, name, findings);
    return field && readFilledText(field.value, 'wrong-type', findings);
  };
  const [id, name, workspace, entity] = [
    text('id'),
    text(nameKey)?.replace(isSlack ? /^#/ : /^$/, ''),
    filled('workspace'),
    filled('entity'),
  ];
  const blank = [id, name].some((one) => one?.trim() === '');
  if (blank || (!fields.has('id') && !fields.has(nameKey))) {
    findings.add('integration-missing', value, message('An integration needs "{0}" or "id".', nameKey));
    return undefined;
  }
  const broken = [...fields.keys()].some(
    (key) => ({ id, [nameKey]: name, workspace, entity })[key] === undefined,
  );
  if (broken) return undefined;
  return {
    ...(id !== undefined && { id }),
    ...(name !== undefined && { name }),
    ...(workspace !== undefined && { workspace }),
    ...(entity !== undefined && { entity }),
  };
}
