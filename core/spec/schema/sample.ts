import type { ValueType } from '../../catalog/keys';
import { toPlain, type PlainJson } from '../../json/plain';
import { isJsonArray, isJsonObject, JsonNumber, type JsonValue } from '../../json/value';
import { Findings } from '../analysis/findings';
import { toJsonObject } from '../analysis/free';
import { alternatives } from '../expected';
import { parseYaml } from '../yaml/parse';

/**
 * A default or example of the catalog, which stands there as it would be written in YAML, as a value. Undefined where it is words
 * for people (`window`: "as large as the window") and no value of the type.
 */
export function sampleValue(written: string, type: ValueType): PlainJson | undefined {
  const source = `sample: ${written}`;
  const contents = parseYaml(source).documents[0]?.contents;
  const value =
    contents?.kind === 'map' ? toJsonObject(contents, new Findings(source))?.['sample'] : undefined;
  if (value === undefined || !alternatives(type).some((one) => fits(value, one))) return undefined;
  return toPlain(value);
}

function fits(value: JsonValue, type: ValueType): boolean {
  switch (type.kind) {
    case 'text':
      return typeof value === 'string';
    case 'choice':
      return type.choices.some(({ name }) => name === (value instanceof JsonNumber ? value.text : value));
    case 'boolean':
      return typeof value === 'boolean';
    case 'number':
      return value instanceof JsonNumber;
    case 'list':
      return isJsonArray(value);
    case 'either':
      return type.of.some((one) => fits(value, one));
    default:
      return isJsonObject(value);
  }
}
