import type { Automation, AutomationEvent, IntegrationReference, Scope } from '../automation';
import { findEventByWireType } from '../catalog/events';
import { writeFilter } from '../filter/print-mapping';
import { wireTypeOfFilter } from '../filter/wire-type';
import type { JsonObject, JsonValue } from '../json/value';
import { ownerOf, scopePath } from './scope-key';
import { afterDash, printEntry, printFlow } from './yaml/print';

export interface PrintOptions {
  /**
   * Keep the ids of integrations that the spec can name as well. Default true: then nothing has to be looked up. A name alone may
   * mean another one, so without `entity` the id always stays.
   */
  readonly ids?: boolean;
}

/** A spec file that holds the automations: a set, in the order given. Reading it gives the same automations again. */
export function printSpec(automations: readonly Automation[], options: PrintOptions = {}): string {
  if (automations.length === 0) return 'version: 1\nautomations: []\n';
  const items = automations.map((automation) => printItem(automation, 2, options).join('\n'));
  return `version: 1\nautomations:\n${items.join('\n\n')}\n`;
}

/** A spec file that is one automation. */
export function printSingle(automation: Automation, options: PrintOptions = {}): string {
  return `version: 1\n${printAutomation(automation, 0, options).join('\n')}\n`;
}

/** An automation as an item of a list whose dashes stand in `column`: lines without line breaks. */
export function printItem(
  automation: Automation,
  column: number,
  options: PrintOptions = {},
): readonly string[] {
  return afterDash(printAutomation(automation, column + 2, options), column);
}

/** The keys of an automation, beginning in `column`: lines without line breaks. */
export function printAutomation(
  automation: Automation,
  column: number,
  options: PrintOptions = {},
): readonly string[] {
  return entriesOf(automation, options).flatMap(([key, value]) =>
    key === 'scope' && !('raw' in (value as JsonObject))
      ? [`${' '.repeat(column)}${key}: ${printFlow(value)}`]
      : printEntry(key, value, column),
  );
}

/** An automation as it is written, on one line: `{name: a, …}`. */
export function printAutomationFlow(automation: Automation, options: PrintOptions = {}): string {
  return printFlow(Object.fromEntries(entriesOf(automation, options)));
}

/** The keys of an automation with their values, in the order in which they are written. */
function entriesOf(automation: Automation, options: PrintOptions): readonly (readonly [string, JsonValue])[] {
  const { name, description, enabled, previousName, id, scope, event } = automation;
  const entries: readonly (readonly [string, JsonValue | undefined])[] = [
    ['name', name],
    ['previous_name', previousName],
    ['id', id !== undefined && needsId(automation) ? id : undefined],
    ['description', description],
    ['enabled', enabled],
    ['scope', writeScope(scope)],
    ['event', writeEvent(event)],
    ['action', writeAction(automation, options)],
  ];
  return entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
}

/** Without its id an entry with parts that can only be read would be taken for a new one. */
function needsId({ event, scope, action }: Automation): boolean {
  if (!findEventByWireType(event.wireType) || scope.kind === 'raw' || action.type === 'raw') return true;
  return action.type === 'SendWebhook' && typeof action.payload === 'string';
}

function writeScope(scope: Scope): JsonObject {
  switch (scope.kind) {
    case 'id':
      return { type: scope.type, id: scope.id };
    case 'raw':
      return { raw: scope.raw };
    default:
      return { [scope.kind]: scopePath(scope) };
  }
}

function writeEvent({ wireType, filter }: AutomationEvent): JsonObject | string {
  const entry = findEventByWireType(wireType);
  // The three metric events are told apart by their filter; one that doesn't tell needs the wire name.
  const told = entry?.wireTypes.length === 1 || wireTypeOfFilter(filter) === wireType;
  const type = entry && told ? entry.name : wireType;
  const written = writeFilter(filter);
  return written === undefined ? type : { type, filter: written };
}

function writeAction({ action, scope }: Automation, options: PrintOptions): JsonObject | string {
  switch (action.type) {
    case 'DoNothing':
      return action.type;
    case 'raw':
      return { raw: action.raw };
    case 'SendPromptToAria':
      return { type: action.type, prompt: action.prompt };
    case 'SendWebhook':
      return {
        type: action.type,
        integration: writeIntegration(action.integration, 'name', scope, options),
        ...(action.payload !== undefined && { payload: action.payload }),
      };
    case 'SendNotification':
      return {
        type: action.type,
        integration: writeIntegration(action.integration, 'channel', scope, options),
        ...(action.title !== undefined && { title: action.title }),
        ...(action.text !== undefined && { text: action.text }),
        ...(action.level && { level: action.level }),
      };
  }
}

function writeIntegration(
  { id, name, workspace, entity }: IntegrationReference,
  nameKey: 'name' | 'channel',
  scope: Scope,
  { ids = true }: PrintOptions,
): JsonValue {
  const shown = name !== undefined && nameKey === 'channel' ? `#${name}` : name;
  const keepId = id !== undefined && (ids || name === undefined || entity === undefined);
  const owner = !ids && entity === ownerOf(scope) ? undefined : entity;
  if (shown !== undefined && !keepId && workspace === undefined && owner === undefined) return shown;
  return {
    ...(shown !== undefined && { [nameKey]: shown }),
    ...(workspace !== undefined && { workspace }),
    ...(owner !== undefined && { entity: owner }),
    ...(keepId && { id }),
  };
}
