import type { IntegrationReference, Level, ScopeKind } from '../../core/automation';
import { findEvent, type EventEntry } from '../../core/catalog/events';
import { findPattern } from './patterns';
import { depthOf, scopeSteps, type ScopeChoices, type ScopeStepId } from './scopeChoices';

/** Where the new entry goes. */
export type Target =
  | { readonly type: 'file'; readonly uri: string; readonly label: string; readonly names: readonly string[] }
  /** A file that isn't there yet. `typed`: what the user wrote for it. */
  | { readonly type: 'new'; readonly uri: string; readonly typed?: string }
  /** There is no folder: an editor without a file. */
  | { readonly type: 'untitled' };

/** What was answered so far to New Automation…. Answers that don't fit any more are taken out by the functions below. */
export interface Choices extends ScopeChoices {
  /** Without a folder there is nothing to choose a file from. */
  readonly hasFolder: boolean;
  /** Class of the SDK. */
  readonly event?: string;
  readonly pattern?: string;
  readonly metric?: string;
  /** As it is written; empty: none. */
  readonly filter?: string;
  /** Class of the SDK. */
  readonly action?: string;
  readonly integration?: IntegrationReference;
  readonly title?: string;
  readonly text?: string;
  readonly level?: Level;
  readonly payload?: string;
  readonly prompt?: string;
  readonly target?: Target;
  readonly name?: string;
}

export type StepId =
  | ScopeStepId
  | 'event'
  | 'pattern'
  | 'metric'
  | 'filter'
  | 'action'
  | 'integration'
  | 'title'
  | 'text'
  | 'level'
  | 'payload'
  | 'prompt'
  | 'target'
  | 'name';

const actionSteps: Readonly<Record<string, readonly StepId[]>> = {
  SendNotification: ['integration', 'title', 'text', 'level'],
  SendWebhook: ['integration', 'payload'],
  DoNothing: [],
  SendPromptToAria: ['prompt'],
};

/** Every step that the answers so far lead to. What isn't known yet is taken for the most usual, so that the count hardly changes. */
export function stepsOf(choices: Choices): readonly StepId[] {
  const { event = 'OnRunMetric', action = 'SendNotification', hasFolder } = choices;
  return [
    ...scopeSteps(choices),
    'event',
    ...eventSteps(choices, findEvent(event)),
    'action',
    ...(actionSteps[action] ?? []),
    ...(hasFolder ? (['target'] as const) : []),
    'name',
  ];
}

function eventSteps({ online, kind, pattern }: Choices, event: EventEntry | undefined): readonly StepId[] {
  if (event?.family === 'mutation') return ['filter'];
  if (event?.family === 'run-state') return ['pattern', 'filter'];
  // The metrics of a project can be offered; those of a whole team nobody can list.
  const choosesMetric = online && (kind ?? 'project') === 'project' && findPattern(pattern)?.family !== 'own';
  return choosesMetric ? ['pattern', 'metric', 'filter'] : ['pattern', 'filter'];
}

/** Are all the answers there that make a scope? */
export function hasScope({ kind, path }: ScopeChoices): boolean {
  return kind !== undefined && path.length === depthOf(kind);
}

/** Another scope: an event that it doesn't allow and an integration of somebody else are dropped. */
export function withScope(choices: Choices, scope: Pick<ScopeChoices, 'kind' | 'path'>): Choices {
  const next = { ...choices, ...scope };
  const moved = choices.path[0] !== scope.path[0] || choices.kind !== scope.kind;
  const placed = moved ? without(next, 'integration') : next;
  return allows(scope.kind, findEvent(choices.event ?? '')) ? placed : withoutEvent(placed);
}

/** Does a scope of that kind allow the event? Where one of them isn't known yet: yes. */
export function allows(kind: ScopeKind | undefined, event: EventEntry | undefined): boolean {
  return kind === undefined || event?.scopes[kind] !== 'refused';
}

export function withEvent(choices: Choices, event: string): Choices {
  return choices.event === event ? choices : { ...withoutEvent(choices), event };
}

export function withPattern(choices: Choices, pattern: string): Choices {
  return choices.pattern === pattern ? choices : { ...without(choices, 'filter'), pattern };
}

export function withMetric(choices: Choices, metric: string): Choices {
  return choices.metric === metric ? choices : { ...without(choices, 'filter'), metric };
}

/** Another action: an integration of the other kind is dropped. */
export function withAction(choices: Choices, action: string): Choices {
  return choices.action === action ? choices : { ...without(choices, 'integration'), action };
}

function withoutEvent(choices: Choices): Choices {
  return without(choices, 'event', 'pattern', 'metric', 'filter');
}

function without(choices: Choices, ...keys: readonly (keyof Choices)[]): Choices {
  return Object.fromEntries(
    Object.entries(choices).filter(([key]) => !keys.includes(key as keyof Choices)),
  ) as unknown as Choices;
}
