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
  try {
    const json = parseJson(text);
    if (isJsonObject(json)) return json;
    if (!pinned)
      findings.add('payload-not-object', value, message('A payload is an object at the top: {…}.'));
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    if (pinned) return text;
    const { offset, sentence } = error;
    const range = mapScalar(findings.source, value).rangeToFile({
      start: offset,
      end: Math.min(offset + 1, text.length),
    });
    findings.add('payload-json', range, sentence, emptyPayloadFix(value, text));
  }
  return text;
}

/** `payload: ""` is best left out. */
function emptyPayloadFix({ start, end }: YamlScalar, text: string): ReturnType<typeof fix> {
  return text.trim() === ''
    ? fix(message('Change to {0}', '{}'), { range: { start, end }, newText: '{}' })
    : {};
}
