import type { ActionEntry } from '../../catalog/actions';
import { canBeSecretName, findVariable, isFilledBy, variables } from '../../catalog/variables';
import { message } from '../../l10n/message';
import { nearest } from '../../text/nearest';
import { mapScalar } from '../yaml/scalar';
import type { YamlNode, YamlScalar } from '../yaml/tree';
import { dereference } from '../yaml/value';
import { effectiveEntries, type Fields } from './fields';
import { fix, type Findings } from './findings';

/** A string in which `${name}` stands for something of the event. */
export interface Template {
  readonly scalar: YamlScalar;
  /** Key of the action that it belongs to. */
  readonly key: string;
}

/** The strings of an action that may hold variables. */
export function templatesIn(action: ActionEntry, fields: Fields): readonly Template[] {
  const templates: Template[] = [];
  for (const { name, variables: allowed } of action.fields) {
    const value = allowed && fields.get(name)?.value;
    if (value) collect(value, name, templates, new Set());
  }
  return templates;
}

function collect(node: YamlNode, key: string, into: Template[], seen: Set<YamlNode>): void {
  const value = dereference(node);
  // An anchored value that is used a hundred times is looked at once.
  if (!value || seen.has(value)) return;
  if (value.kind === 'scalar') {
    if (value.text.includes('${')) into.push({ scalar: value, key });
    return;
  }
  seen.add(value);
  if (value.kind === 'seq') for (const item of value.items) collect(item, key, into, seen);
  else for (const entry of effectiveEntries(value)) collect(entry.value, key, into, seen);
}

/** `${name}` in a text: offsets of the whole and of the name. */
export interface VariableUse {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly nameStart: number;
  readonly nameEnd: number;
}

/** All `${name}` of a decoded text. */
export function variableUses(text: string): readonly VariableUse[] {
  return Array.from(text.matchAll(/\$\{([^{}]*)\}/g), (match) => {
    const name = match[1] ?? '';
    return {
      name,
      start: match.index,
      end: match.index + match[0].length,
      nameStart: match.index + 2,
      nameEnd: match.index + 2 + name.length,
    };
  });
}

/** Reports variables that don't exist, or that events of this type leave empty. */
export function checkTemplates(
  templates: readonly Template[],
  wireType: string | undefined,
  eventName: string,
  findings: Findings,
): void {
  for (const { scalar } of templates) {
    const uses = variableUses(scalar.text);
    if (uses.length === 0) continue;
    const map = mapScalar(findings.source, scalar);
    for (const { name, start, end, nameStart, nameEnd } of uses) {
      const variable = findVariable(name);
      if (variable) {
        if (wireType !== undefined && !isFilledBy(variable, wireType)) {
          const range = map.rangeToFile({ start, end });
          findings.add(
            'payload-empty-variable',
            range,
            message('"${{0}}" is always empty here: {1} doesn’t fill it.', name, eventName),
          );
        }
      } else if (!canBeSecretName(name)) {
        unknownVariable(
          name,
          map.rangeToFile({ start, end }),
          map.rangeToFile({ start: nameStart, end: nameEnd }),
          wireType,
          findings,
        );
      }
    }
  }
}

function unknownVariable(
  name: string,
  range: { start: number; end: number },
  nameRange: { start: number; end: number },
  wireType: string | undefined,
  findings: Findings,
): void {
  const names = variables
    .filter((one) => !one.prefix && (wireType === undefined || isFilledBy(one, wireType)))
    .map((one) => one.name);
  const meant = nearest(name, names);
  if (meant === undefined) {
    findings.add(
      'payload-unknown-variable',
      range,
      message('W&B knows no variable "{0}", and it can’t be the name of a secret.', name),
    );
    return;
  }
  findings.add(
    'payload-unknown-variable',
    range,
    message('W&B knows no variable "{0}". Did you mean "{1}"?', name, meant),
    {
      ...fix(message('Change to "{0}"', meant), { range: nameRange, newText: meant }),
    },
  );
}
