import { JsonSyntaxError, parseJson } from '../../json/parse';
import { isJsonObject, type JsonObject } from '../../json/value';
import { message } from '../../l10n/message';
import { mapScalar } from '../yaml/scalar';
import type { YamlScalar } from '../yaml/tree';
import { scalarValue } from '../yaml/value';
import type { YamlValue } from './fields';
import { fix, type Findings } from './findings';
import { toJsonObject } from './free';

/**
 * A webhook's payload: a mapping, or a string that holds a JSON object. Another text is an error; in an entry that is
 * pinned to an automation by its id (`pinned`) it stays the text that the server has.
 */
export function readPayload(
  value: YamlValue,
  pinned: boolean,
  findings: Findings,
): JsonObject | string | undefined {
  if (value.kind === 'map') return toJsonObject(value, findings);
  if (value.kind === 'seq') {
    findings.add(
      'payload-not-object',
      value,
      message('A payload is an object at the top: put the list under a key.'),
      value.flow ? underKey(value, findings) : {},
    );
    return undefined;
  }
  const text = scalarValue(value);
  if (typeof text === 'string') return parseText(value, text, pinned, findings);
  findings.add(
    'payload-not-object',
    value,
    message('A payload is a mapping, or a string that holds a JSON object.'),
  );
  return undefined;
}

function parseText(
  value: YamlScalar,
  text: string,
  pinned: boolean,
  findings: Findings,
): JsonObject | string {
  const places = mapScalar(findings.source, value);
  // What the server has already is not for us to judge.
  const repeated = (key: string, start: number, end: number): void => {
    if (!pinned)
      findings.add(
        'payload-json',
        places.rangeToFile({ start, end }),
        message('"{0}" stands here twice. Keep one of them.', key),
      );
  };
  try {
    const json = parseJson(text, repeated);
    if (isJsonObject(json)) return json;
    if (!pinned)
      findings.add('payload-not-object', value, message('A payload is an object at the top: {…}.'));
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    if (pinned) return text;
    const { offset, sentence } = error;
    const range = places.rangeToFile({
      start: offset,
      end: Math.min(offset + 1, text.length),
    });
    const fixed = text.trim() === '' ? emptyPayloadFix(value) : commaFix(value, text, offset, findings);
    findings.add('payload-json', range, sentence, fixed);
  }
  return text;
}

/** `payload: ""` is best left out. */
function emptyPayloadFix({ start, end }: YamlScalar): ReturnType<typeof fix> {
  return fix(message('Change to {0}', '{}'), { range: { start, end }, newText: '{}' });
}

/** `{"a": 1,}`: YAML allows the comma, JSON doesn't. */
function commaFix(
  value: YamlScalar,
  text: string,
  offset: number,
  { source }: Findings,
): ReturnType<typeof fix> {
  const before = text.slice(0, offset).trimEnd();
  if (!before.endsWith(',') || !/[\]}]/.test(text.charAt(offset))) return {};
  const comma = { start: before.length - 1, end: before.length };
  const range = mapScalar(source, value).rangeToFile(comma);
  return fix(message('Remove "{0}"', ','), { range, newText: '' });
}

/** `[1, 2]` → `{items: [1, 2]}`. */
function underKey({ start, end }: YamlValue, { source }: Findings): ReturnType<typeof fix> {
  const newText = `{items: ${source.slice(start, end)}}`;
  return fix(message('Put it under the key "{0}"', 'items'), { range: { start, end }, newText });
}
