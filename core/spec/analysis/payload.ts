import { JsonSyntaxError, parseJson, type JsonMember } from '../../json/parse';
import { isJsonObject, type JsonObject } from '../../json/value';
import { message, type Message } from '../../l10n/message';
import type { Fix, Problem } from '../../problem';
import { applyEdits, type Range } from '../../text/range';
import { scalarEdits } from '../edit/scalar';
import { missingSpaceAt, missingSpacesIn, spaceIsMissing } from '../yaml/missing-space';
import { mapScalar } from '../yaml/scalar';
import type { YamlScalar } from '../yaml/tree';
import { scalarValue } from '../yaml/value';
import type { YamlValue } from './fields';
import { fix, suggestion, type Findings } from './findings';
import { toJsonObject } from './free';
import { spaceFix } from './mend';
import { repairJson } from './repair-json';

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
  if (!pinned && missingSpaceAt(findings.source, value) !== undefined) {
    findings.add(
      'payload-not-object',
      value,
      spaceIsMissing,
      spaceFix(missingSpacesIn(findings.source, value)),
    );
    return undefined;
  }
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
  const repeated = (key: string, member: JsonMember, before: JsonMember): void => {
    if (pinned) return;
    const remove = (title: Message, one: JsonMember): Fix => ({
      title,
      edits: scalarEdits(findings.source, value, [{ range: withComma(text, one), newText: '' }]),
    });
    findings.add(
      'payload-json',
      places.rangeToFile(member.key),
      message('"{0}" stands here twice. Keep one of them.', key),
      { fixes: [remove(message('Remove it'), member), remove(message('Remove the first one'), before)] },
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
    const fixed = text.trim() === '' ? emptyPayloadFix(value, findings) : repairFix(value, text, findings);
    findings.add('payload-json', range, sentence, fixed);
  }
  return text;
}

/** A member with the comma behind it, or the one before. */
function withComma(text: string, { start, end }: JsonMember): Range {
  const behind = /^\s*,\s*/.exec(text.slice(end))?.[0].length;
  const before = /\s*,\s*$/.exec(text.slice(0, start))?.[0].length ?? 0;
  return behind === undefined ? { start: start - before, end } : { start, end: end + behind };
}

/** `payload: ""` is best left out. */
function emptyPayloadFix(value: YamlScalar, { source }: Findings): ReturnType<typeof suggestion> {
  const { start, end } = value;
  const written = source.slice(start, end).trimEnd();
  const range = { start, end: start + written.length };
  return suggestion(message('Change to {0}', '{}'), { range, newText: '{}' });
}

/** Makes JSON of what nearly is, where an object comes out in which no key is written twice. */
function repairFix(value: YamlScalar, text: string, { source }: Findings): Pick<Problem, 'fixes'> {
  const repair = repairJson(text);
  if (!repair || !isSoundObject(applyEdits(text, repair.edits))) return {};
  const title = repair.onlyCommas ? message('Remove "{0}"', ',') : message('Write it as JSON');
  const edits = scalarEdits(source, value, repair.edits);
  return repair.losesValues ? suggestion(title, ...edits) : fix(title, ...edits);
}

function isSoundObject(text: string): boolean {
  let repeats = 0;
  try {
    return isJsonObject(parseJson(text, () => repeats++)) && repeats === 0;
  } catch (error) {
    if (error instanceof JsonSyntaxError) return false;
    throw error;
  }
}

/** `[1, 2]` → `{items: [1, 2]}`. */
function underKey({ start, end }: YamlValue, { source }: Findings): ReturnType<typeof fix> {
  const newText = `{items: ${source.slice(start, end)}}`;
  return fix(message('Put it under the key "{0}"', 'items'), { range: { start, end }, newText });
}
