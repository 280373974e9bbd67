import type { JsonObject, JsonValue } from '../../core/json/value';
import { isJsonArray, isJsonObject, JsonNumber } from '../../core/json/value';

/** Members whose values are names of an enumeration. */
const enumerations = new Set(['scopeType', 'triggeringEventType', 'triggeredActionType', 'severity']);

/** An input, with a remark for each member that still has to be filled in. */
export interface GraphqlInput {
  readonly input: JsonObject;
  /** Name of a member, at any depth → what belongs there. */
  readonly missing: ReadonlyMap<string, string>;
}

/** One GraphQL document that creates the automations, with everything in it: to be pasted into any client. */
export function printGraphql(inputs: readonly GraphqlInput[]): string {
  const fields = inputs.flatMap(({ input, missing }, index) => {
    const alias = inputs.length === 1 ? '' : `automation${index + 1}: `;
    return [
      `  ${alias}createFilterTrigger(`,
      `    input: {`,
      ...members(input, missing, 6),
      '    }',
      '  ) {',
      '    trigger {',
      '      id',
      '      name',
      '    }',
      '  }',
    ];
  });
  return ['mutation CreateAutomations {', ...fields, '}', ''].join('\n');
}

function members(object: JsonObject, missing: GraphqlInput['missing'], column: number): readonly string[] {
  const indent = ' '.repeat(column);
  return Object.entries(object).flatMap(([name, value]) => {
    const remark = value === null ? missing.get(name) : undefined;
    if (remark !== undefined) return [`${indent}# ${remark}`, `${indent}${name}: null`];
    if (!isJsonObject(value)) return [`${indent}${name}: ${literal(name, value)}`];
    return [`${indent}${name}: {`, ...members(value, missing, column + 2), `${indent}}`];
  });
}

function literal(name: string, value: Exclude<JsonValue, JsonObject>): string {
  if (typeof value === 'string') return enumerations.has(name) ? value : JSON.stringify(value);
  if (value instanceof JsonNumber) return value.text;
  return isJsonArray(value) ? JSON.stringify(value) : String(value);
}
