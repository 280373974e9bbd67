import type { Action, IntegrationReference, Level } from '../../automation';
import { findAction, findActionByWireType, maxPromptBytes, type ActionEntry } from '../../catalog/actions';
import { actionVariant, actionTypes, levelType } from '../../catalog/keys-action';
import type { ChoiceType, Shape } from '../../catalog/keys';
import { message } from '../../l10n/message';
import type { Range } from '../../text/range';
import { dereference, keyText } from '../yaml/value';
import { columnOf, newlineOf } from '../../text/lines';
import type { Default, Defaults } from './context';
import { lacksSign, readFields, valueOf, type Field, type Fields, type YamlValue } from './fields';
import { additionFix } from './addition';
import { type Findings, fix, suggestion } from './findings';
import { readFree } from './free';
import { readIntegration } from './integration';
import { readPayload } from './payload';
import { redundantText } from './redundant';
import { templatesIn, type Template } from './templates';
import { readChoice, readText } from './values';

/** The action of an entry: what could be understood of it, and where it stands. */
export interface ActionSite {
  /** Absent where something of it is wrong. */
  readonly action?: Action;
  readonly entry?: ActionEntry;
  /** The value of `type`, or the whole value. */
  readonly typeRange: Range;
  readonly fields: Fields;
  /** Strings in which `${name}` is replaced. */
  readonly templates: readonly Template[];
}

const typeChoice: ChoiceType = { kind: 'choice', role: 'action-type', choices: actionTypes };
const variant = actionVariant as typeof actionVariant & { readonly kind: 'variant' };

interface Surroundings {
  readonly defaults: Defaults;
  readonly findings: Findings;
  /** The entry has an `id`: what the server has already may stand in it. */
  readonly pinned: boolean;
}

/** The value of `action`. */
export function readAction(
  field: Field & { readonly value: YamlValue },
  surroundings: Surroundings,
): ActionSite {
  const { findings } = surroundings;
  const { value } = field;
  if (value.kind === 'map') return readMapping(value, field, surroundings);
  const site = { typeRange: { start: value.start, end: value.end }, fields: new Map(), templates: [] };
  if (lacksSign(value, anyShape, findings)) return site;
  const entry = readType(value, findings);
  if (!entry) return site;
  const action = build(entry, new Map(), { ...surroundings, owner: field.keyNode, written: value });
  return { ...site, entry, ...(action && { action }) };
}

function readType(value: YamlValue, findings: Findings): ActionEntry | undefined {
  const name = readChoice(value, typeChoice, 'unknown-action-type', findings);
  if (name === undefined) return undefined;
  const known = findAction(name);
  const entry = known ?? findActionByWireType(name);
  if (entry && !known) {
    findings.add(
      'wire-name',
      value,
      message('"{0}" is the name on the wire; the W&B SDK says "{1}".', name, entry.name),
      {
        ...fix(message('Change to "{0}"', entry.name), {
          range: { start: value.start, end: value.end },
          newText: entry.name,
        }),
      },
    );
  }
  return entry;
}

function readMapping(
  value: YamlValue & { kind: 'map' },
  field: Field,
  surroundings: Surroundings,
): ActionSite {
  const { findings, pinned } = surroundings;
  const shape = shapeOf(value);
  const fields = readFields(value, shape, findings);
  const raw = fields.has('raw') && !fields.has('type') ? valueOf(fields, 'raw', findings) : undefined;
  const type = valueOf(fields, 'type', findings);
  const range = type?.value ?? field.keyNode;
  const site = { typeRange: { start: range.start, end: range.end }, fields };
  if (raw) {
    if (!pinned)
      findings.add(
        'unknown-action-type',
        raw.keyNode,
        message('An action of this kind can be kept but not created. An imported one needs its "id".'),
      );
    const json = readFree(raw.value, findings);
    return { ...site, templates: [], ...(json && { action: { type: 'raw' as const, raw: json } }) };
  }
  if (!fields.has('type')) missingType(value, field, findings);
  const entry = type && readType(type.value, findings);
  if (!entry) return { ...site, templates: [] };
  const action = build(entry, fields, { ...surroundings, owner: type.value, written: value });
  return { ...site, entry, templates: templatesIn(entry, fields), ...(action && { action }) };
}

/** Every key that an action of some type has: which of them are wrong can't be told before the type is right. */
const anyShape: Shape = {
  ...variant.base,
  keys: [
    ...new Map(
      [variant.base, ...variant.shapes.values()].flatMap(({ keys }) =>
        keys.map((key) => [key.name, key] as const),
      ),
    ).values(),
  ],
};

/** The shape that the mapping's `type` asks for. */
function shapeOf(map: YamlValue & { kind: 'map' }): Shape {
  const has = (name: string) => map.entries.find(({ key }) => keyText(key) === name);
  const type = has('type');
  const value = type && dereference(type.value);
  const known = value?.kind === 'scalar' ? variant.shapes.get(value.text) : undefined;
  return known ?? (has('raw') ? variant.base : anyShape);
}

function missingType(value: YamlValue, field: Field, findings: Findings): void {
  findings.add('missing-key', field.keyNode, message('An action needs "type".'), insertType(value, findings));
}

function insertType(value: YamlValue, findings: Findings): ReturnType<typeof fix> {
  const keys = value.kind === 'map' ? value.entries.map(({ key }) => keyText(key)) : [];
  const names = new Set(keys);
  const type =
    names.has('payload') || names.has('requestPayload')
      ? 'SendWebhook'
      : names.has('prompt')
        ? 'SendPromptToAria'
        : 'SendNotification';
  const at = { start: value.start, end: value.start };
  if (value.kind !== 'map' || value.entries.length === 0) return {};
  // An integration alone doesn't tell what it is for.
  const write = keys.some((name) => name !== undefined && name !== 'integration') ? fix : suggestion;
  if (value.flow)
    return write(message('Add "{0}"', `type: ${type}`), {
      range: { start: at.start + 1, end: at.start + 1 },
      newText: `type: ${type}, `,
    });
  const column = columnOf(findings.source, value.start);
  return write(message('Add "{0}"', `type: ${type}`), {
    range: at,
    newText: `type: ${type}${newlineOf(findings.source)}${' '.repeat(column)}`,
  });
}

interface Reading extends Surroundings {
  /** What a missing key is reported at. */
  readonly owner: Range;
  readonly written: YamlValue;
}

function build(entry: ActionEntry, fields: Fields, reading: Reading): Action | undefined {
  switch (entry.name) {
    case 'SendNotification':
      return buildNotification(fields, reading);
    case 'SendWebhook':
      return buildWebhook(fields, reading);
    case 'SendPromptToAria':
      return buildPrompt(fields, reading);
    default:
      return { type: 'DoNothing' };
  }
}

/** Text of an optional key; `null` when it is there but wrong. */
function optionalText(fields: Fields, name: string, findings: Findings): string | undefined | null {
  if (!fields.has(name)) return undefined;
  const field = valueOf(fields, name, findings);
  return (field && readText(field.value, findings)) ?? null;
}

function integrationOf(
  fields: Fields,
  fallback: Default<IntegrationReference>,
  missing: string,
  { owner, written, findings }: Reading,
): IntegrationReference | undefined {
  if (fields.has('integration')) {
    const field = valueOf(fields, 'integration', findings);
    return field && readIntegration(field, findings);
  }
  if (fallback.state === 'set') return fallback.value;
  if (fallback.state === 'absent') {
    findings.add(
      'integration-missing',
      owner,
      message('Where to? Add "integration", or "{0}" under "defaults".', missing),
      additionFix(written, 'integration', missing === 'slack' ? '#my-channel' : 'my-webhook', findings),
    );
  }
  return undefined;
}

function buildNotification(fields: Fields, reading: Reading): Action | undefined {
  const { defaults, findings } = reading;
  const integration = integrationOf(fields, defaults.slack, 'slack', reading);
  const [title, text] = [optionalText(fields, 'title', findings), optionalText(fields, 'text', findings)];
  const level = readLevel(fields, defaults.level, findings);
  for (const name of ['title', 'text']) redundantText(fields, name, '', findings);
  if (!integration || title === null || text === null || level === null) return undefined;
  return {
    type: 'SendNotification',
    integration,
    ...(title !== undefined && { title }),
    ...(text !== undefined && { text }),
    ...(level !== undefined && { level }),
  };
}

function readLevel(fields: Fields, fallback: Default<Level>, findings: Findings): Level | undefined | null {
  if (!fields.has('level'))
    return fallback.state === 'set' ? fallback.value : fallback.state === 'broken' ? null : undefined;
  const field = valueOf(fields, 'level', findings);
  const level = field && readChoice(field.value, levelType as ChoiceType, 'action-level', findings);
  if (level !== undefined)
    redundantText(fields, 'level', fallback.state === 'set' ? fallback.value : 'INFO', findings);
  return (level as Level | undefined) ?? null;
}

function buildWebhook(fields: Fields, reading: Reading): Action | undefined {
  const integration = integrationOf(fields, reading.defaults.webhook, 'webhook', reading);
  const field = valueOf(fields, 'payload', reading.findings);
  const payload = field && readPayload(field.value, reading.pinned, reading.findings);
  if (!integration || (fields.has('payload') && payload === undefined)) return undefined;
  return { type: 'SendWebhook', integration, ...(payload !== undefined && { payload }) };
}

function buildPrompt(fields: Fields, { owner, written, findings }: Reading): Action | undefined {
  if (!fields.has('prompt')) {
    findings.add(
      'missing-key',
      owner,
      message('"{0}" needs "{1}".', 'SendPromptToAria', 'prompt'),
      additionFix(written, 'prompt', 'What happened here?', findings),
    );
    return undefined;
  }
  const field = valueOf(fields, 'prompt', findings);
  const text = field && readText(field.value, findings);
  if (text === undefined || !field) return undefined;
  const prompt = text.trim();
  const bytes = utf8Length(prompt);
  if (bytes > 0 && bytes <= maxPromptBytes) return { type: 'SendPromptToAria', prompt };
  findings.add(
    'prompt-length',
    field.value,
    bytes === 0
      ? message('A prompt can’t be blank.')
      : message('A prompt has at most {0} bytes of UTF-8; these are {1}.', maxPromptBytes, bytes),
  );
  return undefined;
}

/** How many bytes a text takes in UTF-8. */
function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
