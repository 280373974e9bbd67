import type { Action, Automation, AutomationEvent, Scope } from '../automation';
import { message } from '../l10n/message';
import { ownerOf } from '../spec/scope-key';
import { wireTypeOfFilter } from '../filter/wire-type';
import { type JsonValue, memberOf } from '../json/value';
import type { Range } from '../text/range';
import { Interpreter } from './interpreter';
import { parsePython } from './parse';
import { isNone } from './read-action';
import { readFilter } from './read-filter';
import { textOf, type AutomationDraft, type EventDraft, type Operand, type PythonProblem } from './values';

export type { PythonProblem } from './values';

/** An automation that a script makes. */
export interface PythonAutomation {
  /** What wasn't understood is empty in it: reading it as a spec gives an error at that place. */
  readonly automation: Automation;
  /** The code that makes it, in UTF-16 code units. */
  readonly range: Range;
  readonly problems: readonly PythonProblem[];
}

export interface PythonReading {
  /** In the order of the script. */
  readonly automations: readonly PythonAutomation[];
  /** What belongs to none of them. */
  readonly problems: readonly PythonProblem[];
}

export interface ReadOptions {
  /** Whose projects are meant where a script names nobody: the SDK's default entity. */
  readonly entity?: string;
}

/** Longer scripts aren't read. */
const MAX_LENGTH = 200_000;

/**
 * The automations that a Python script makes with W&B's SDK: `api.create_automation(event >> action, name=…)`, or pieces of
 * that. Nothing is ever run: what only running it would tell is a problem. Never throws.
 */
export function readPython(text: string, options: ReadOptions = {}): PythonReading {
  if (text.length > MAX_LENGTH) {
    const tooLong = message('The text is longer than {0} characters. Copy only the automations.', MAX_LENGTH);
    return {
      automations: [],
      problems: [{ severity: 'error', message: tooLong, range: { start: 0, end: 0 } }],
    };
  }
  const interpreter = new Interpreter(parsePython(text), options.entity);
  interpreter.run();
  const drafts = [...interpreter.automations, ...loneEvents(interpreter)];
  const automations = drafts
    .sort((a, b) => a.range.start - b.range.start)
    .map((draft) => new AutomationReader().read(draft));
  const { problems } = interpreter;
  if (automations.length > 0 || problems.length > 0) return { automations, problems };
  const nothing = message(
    'There is no automation in the text. Copy code such as api.create_automation(event >> action, name="…").',
  );
  return {
    automations,
    problems: [{ severity: 'error', message: nothing, range: { start: 0, end: text.length } }],
  };
}

/** Events that no automation has: those of a snippet that ends before `>>`. */
function loneEvents({ automations, events }: Interpreter): readonly AutomationDraft[] {
  const used = new Set(automations.map(({ event }) => event?.value.kind === 'event' && event.value.event));
  return events
    .filter((event) => !used.has(event))
    .map((event) => ({
      created: false,
      range: event.range,
      event: { node: { kind: 'other', range: event.range }, value: { kind: 'event', event } },
    }));
}

class AutomationReader {
  private readonly problems: PythonProblem[] = [];

  read(draft: AutomationDraft): PythonAutomation {
    const { range } = draft;
    const name = this.text(draft.name, 'name') ?? this.missingName(draft);
    const description = this.text(draft.description, 'description');
    const enabled = this.flag(draft.enabled);
    const event = draft.event?.value.kind === 'event' ? draft.event.value.event : undefined;
    if (!event)
      this.report(
        draft.event?.node.range ?? range,
        message(
          'Which event this is, only running the code tells. Write {0}.',
          'OnRunMetric(scope=…, filter=…)',
        ),
      );
    const scope = event ? this.scope(event) : noScope;
    const automation: Automation = {
      name,
      ...(description !== undefined && { description }),
      ...(enabled !== undefined && { enabled }),
      scope,
      event: event ? this.event(event) : noEvent,
      action: this.action(draft, scope),
    };
    return { automation, range, problems: this.problems };
  }

  private missingName({ name, range }: AutomationDraft): string {
    if (!name || isNone(name)) this.report(range, message('It has no name. Write name="…".'));
    return '';
  }

  private text(operand: Operand | undefined, what: string): string | undefined {
    if (!operand || isNone(operand)) return undefined;
    const text = textOf(operand.value);
    if (text === undefined)
      this.report(
        operand.node.range,
        message('What {0} is, only running the code tells. Write it out.', what),
      );
    return text;
  }

  private flag(operand: Operand | undefined): boolean | undefined {
    if (!operand || isNone(operand)) return undefined;
    const { value } = operand;
    if (value.kind === 'json' && typeof value.value === 'boolean') return value.value;
    this.report(
      operand.node.range,
      message('What {0} is, only running the code tells. Write it out.', 'enabled'),
    );
    return undefined;
  }

  private event({ entry, range, filter: operand }: EventDraft): AutomationEvent {
    const { filter, problems } = readFilter(entry, range, operand);
    this.problems.push(...problems);
    const [{ name: wireType }] = entry.wireTypes;
    // An empty text is no filter at all, which a spec with it says.
    if (!filter) return { wireType, filter: { family: 'verbatim', json: '' } };
    return { wireType: wireTypeOfFilter(filter) ?? wireType, filter };
  }

  private scope({ scope: operand, range, entry }: EventDraft): Scope {
    const value = operand?.value;
    const scope =
      value?.kind === 'scope' ? value.scope : value?.kind === 'json' ? scopeIn(value.value) : undefined;
    const place = operand?.node.range ?? range;
    if (!scope) {
      this.report(place, message('Which scope this is, only running the code tells. Write it under scope.'));
      return entry.scopes.project === 'refused'
        ? { kind: 'collection', entity: '', project: '', collection: '' }
        : noScope;
    }
    if (ownerOf(scope) === '')
      this.report(
        place,
        message('Whose it is isn’t said here. Write the owner before the name: {0}.', pathOf(scope)),
      );
    return scope;
  }

  private action({ action: operand, range }: AutomationDraft, scope: Scope): Action {
    const value = operand?.value;
    if (value?.kind !== 'action') {
      this.report(
        operand?.node.range ?? range,
        operand
          ? message('Which action this is, only running the code tells. Write it under action.')
          : message('It has no action. Write event >> SendNotification(…) or the like.'),
      );
      return { type: 'raw', raw: {} };
    }
    this.problems.push(...value.problems);
    return withoutOwner(value.action, ownerOf(scope));
  }

  private report(range: Range, text: PythonProblem['message']): void {
    this.problems.push({ severity: 'error', message: text, range });
  }
}

const noScope: Scope = { kind: 'project', entity: '', project: '' };
const noEvent: AutomationEvent = { wireType: '', filter: { family: 'mutation' } };

function pathOf(scope: Scope): string {
  switch (scope.kind) {
    case 'project':
      return `entity/${scope.project}`;
    case 'registry':
      return `organization/${scope.registry}`;
    case 'collection':
      return `entity/${scope.project || 'project'}/${scope.collection}`;
    default:
      return '';
  }
}

/** The integrations of the scope's owner are meant by default. */
function withoutOwner(action: Action, owner: string | undefined): Action {
  if (action.type !== 'SendNotification' && action.type !== 'SendWebhook') return action;
  const { entity, ...integration } = action.integration;
  return entity !== undefined && entity === owner ? { ...action, integration } : action;
}

/** A scope as the server gives it: `{"__typename": "ArtifactPortfolio", "id": "…"}`. */
function scopeIn(value: JsonValue): Scope | undefined {
  const id = memberOf(value, 'id');
  const type = memberOf(value, '__typename') ?? memberOf(value, 'typename__');
  return typeof id === 'string' && (type === 'ArtifactPortfolio' || type === 'ArtifactSequence')
    ? { kind: 'id', type: 'collection', id }
    : undefined;
}
