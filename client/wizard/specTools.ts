import type {
  Action,
  Automation,
  Level,
  Scope,
  ScopeKind,
  IntegrationReference,
} from '../../core/automation';
import { maxPromptBytes } from '../../core/catalog/actions';
import { findEvent, type EventEntry } from '../../core/catalog/events';
import { variablesFor } from '../../core/catalog/variables';
import { checkExpression } from '../../core/filter/check-expression';
import type { EventFilter } from '../../core/filter/model';
import { wireTypeOfFilter } from '../../core/filter/wire-type';
import type { JsonObject } from '../../core/json/value';
import { message, type Message } from '../../core/l10n/message';
import { openSpecDocument, type SpecDocument } from '../../core/spec/document';
import { addAutomation } from '../../core/spec/edit/list';
import { printSpec } from '../../core/spec/print';
import { applyEdits, type Range } from '../../core/text/range';
import { quoted } from '../../core/spec/yaml/quote';

/** Something about a filter or a name that the user should know before going on. */
export interface Finding {
  readonly message: Message;
  readonly isError: boolean;
  /** In UTF-16 code units. */
  readonly range?: Range;
}

/** A scope by its kind and the path as people write it, with the rules of specs. */
export function readScope(kind: ScopeKind, path: string): { readonly scope: Scope } | Finding {
  const text = `name: x\nscope: {${kind}: ${quoted(path)}}\nevent: OnLinkArtifact\naction: DoNothing\n`;
  const [entry] = openSpecDocument(text).entries;
  const problem = entry?.problems.find(({ severity }) => severity === 'error');
  const scope = entry?.automations[0]?.automation?.scope;
  if (scope && (problem === undefined || problem.code === 'scope-not-supported')) return { scope };
  return { message: problem?.message ?? message('This is no name of a scope.'), isError: true };
}

/** What is wrong with a filter, the worst first; undefined: nothing. */
export function checkFilter(event: EventEntry, text: string): Finding | undefined {
  if (text.trim() === '') {
    const example = event.exampleFilter ?? '';
    return event.filterRequired
      ? { message: message('{0} needs a filter, such as {1}', event.name, example), isError: true }
      : undefined;
  }
  const { problems } = checkExpression(text, event);
  const worst = problems.find(({ severity }) => severity === 'error') ?? problems[0];
  return worst && { message: worst.message, isError: worst.severity === 'error', range: worst.range };
}

/** What is wrong with a prompt to ARIA; undefined: nothing. */
export function checkPrompt(text: string): Finding | undefined {
  const bytes = new TextEncoder().encode(text.trim()).length;
  if (bytes === 0) return { message: message('A prompt can’t be blank.'), isError: true };
  if (bytes <= maxPromptBytes) return undefined;
  return {
    message: message('A prompt has at most {0} bytes of UTF-8; these are {1}.', maxPromptBytes, bytes),
    isError: true,
  };
}

/** Answers that make an automation. */
export interface NewAutomation {
  readonly name: string;
  readonly scope: Scope;
  /** Class of the SDK. */
  readonly event: string;
  /** As it is written; empty: none. */
  readonly filter: string;
  /** Class of the SDK. */
  readonly action: string;
  readonly integration?: IntegrationReference;
  readonly title?: string;
  readonly text?: string;
  readonly level?: Level;
  /** Of {@link payloadNames}. */
  readonly payload?: string;
  readonly prompt?: string;
}

/** The automation that the answers make. Every answer was checked before. */
export function automationOf(answers: NewAutomation): Automation {
  const event = findEvent(answers.event);
  if (!event) throw new TypeError(`no such event: ${answers.event}`);
  const filter = filterOf(event, answers.filter);
  const wireType = wireTypeOfFilter(filter) ?? event.wireTypes[0].name;
  const { name, scope } = answers;
  return { name, scope, event: { wireType, filter }, action: actionOf(answers, wireType) };
}

function filterOf(event: EventEntry, text: string): EventFilter {
  if (text.trim() === '' && event.family === 'mutation') return { family: 'mutation' };
  const { filter } = checkExpression(text, event);
  if (!filter) throw new TypeError('The filter has errors.');
  return filter;
}

function actionOf(answers: NewAutomation, wireType: string): Action {
  const { action, integration = {}, title = '', text = '', level, payload, prompt = '' } = answers;
  switch (action) {
    case 'SendNotification':
      return {
        type: action,
        integration,
        ...(title !== '' && { title }),
        ...(text !== '' && { text }),
        ...(level && { level }),
      };
    case 'SendWebhook': {
      const body = payloadOf(payload, wireType);
      return { type: action, integration, ...(body && { payload: body }) };
    }
    case 'SendPromptToAria':
      return { type: action, prompt: prompt.trim() };
    default:
      return { type: 'DoNothing' };
  }
}

/** Payloads to start from. */
export const payloadNames = ['facts', 'github', 'text', 'none'] as const;

/** The body of a webhook, made of the variables that the event fills; undefined: none. */
function payloadOf(name: string | undefined, wireType: string): JsonObject | undefined {
  const facts = Object.fromEntries(
    variablesFor(wireType)
      .filter(({ prefix, documentedFor }) => prefix === undefined && documentedFor.includes('webhook'))
      .map((variable) => [variable.name, `\${${variable.name}}`]),
  );
  switch (name) {
    case 'github':
      return { event_type: 'wandb-automation', client_payload: facts };
    case 'text':
      return { text: 'W&B: ${event_type} in ${entity_name}/${project_name}, by ${event_author}' };
    case 'none':
      return undefined;
    default:
      return facts;
  }
}

/** A spec with something new in it. */
export interface Added {
  readonly text: string;
  /** Where the name of the first new automation stands. */
  readonly name: Range;
}

/**
 * Adds automations to a spec. Undefined where the file is in such a state that something else would change with them, or that
 * they would not be understood.
 */
export function addToSpec(text: string, automations: readonly Automation[]): Added | undefined {
  const before = openSpecDocument(text);
  let after = before;
  for (const automation of automations) {
    const added = withOne(after, automation);
    // What it leaves out may mean something else here.
    after = isMeant(added, automation) ? added : withOne(after, spelledOut(automation));
  }
  const names = automations.map(({ name }) => name);
  const added = names.map((name) => after.entries.filter((entry) => entry.name === name).at(-1));
  const isRead = !after.problems.some(({ code }) => code === 'yaml-syntax');
  const isWhole = added.every((entry) => entry?.automations.every(({ automation }) => automation) ?? false);
  const others = after.entries.filter((entry) => !added.includes(entry)).map(({ name }) => name);
  const same = JSON.stringify(others) === JSON.stringify(before.entries.map(({ name }) => name));
  return isRead && isWhole && same && added[0]
    ? { text: after.text, name: added[0].selectionRange }
    : undefined;
}

function withOne(document: SpecDocument, automation: Automation): SpecDocument {
  return openSpecDocument(applyEdits(document.text, addAutomation(document, automation, { ids: false })));
}

/** Does the last one of its name mean what it should, also with the `defaults` of its file? */
function isMeant({ entries }: SpecDocument, automation: Automation): boolean {
  const found = entries.findLast(({ name }) => name === automation.name)?.automations.at(-1)?.automation;
  const meaning = (of: Automation): string => JSON.stringify(spelledOut(of), ['enabled', 'action', 'level']);
  return found !== undefined && meaning(found) === meaning(automation);
}

/** With what W&B takes where nothing is said. */
function spelledOut({ enabled = true, action, ...others }: Automation): Automation {
  const whole: Action =
    action.type === 'SendNotification' ? { ...action, level: action.level ?? 'INFO' } : action;
  return { ...others, enabled, action: whole };
}

/** A new spec with these automations, and where the name of the first stands. */
export function newSpecOf(automations: readonly Automation[]): Added {
  const text = printSpec(automations, { ids: false });
  return { text, name: openSpecDocument(text).entries[0]?.selectionRange ?? { start: 0, end: 0 } };
}
