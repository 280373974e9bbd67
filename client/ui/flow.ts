/** What a step offers to choose from. */
export interface StepOption<Value> {
  /** What it is recognised by: in {@link PickStep.current}, and when a loaded option replaces one that was there before. */
  readonly key: string;
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  /** Name of a codicon. */
  readonly icon?: string;
  /** Asked when it is chosen. An error keeps it from being taken, and is shown in its place. */
  readonly check?: () => Remark | undefined;
  readonly value: Value;
}

/** A remark on a text that is being written. Only an error keeps it from being taken. */
export interface Remark {
  readonly text: string;
  readonly severity: 'error' | 'warning' | 'information';
  /** What it is about, in UTF-16 code units of the text. */
  readonly range?: { readonly start: number; readonly end: number };
}

/** One of several, or what the user types instead. */
export interface PickStep<Value> {
  readonly type: 'pick';
  readonly prompt: string;
  /** At hand at once. */
  readonly options: readonly StepOption<Value>[];
  /**
   * What takes a while: more options, or more about those that are there. A failure is shown among them, with Retry; `again` says
   * that it is one.
   */
  readonly load?: (signal: AbortSignal, again: boolean) => Promise<readonly StepOption<Value>[]>;
  /** Said where there is nothing to choose from. */
  readonly empty?: string;
  /** What typed text may stand for, or what is wrong with it. Absent: only what is offered can be chosen. */
  readonly typed?: (text: string) => readonly StepOption<Value>[] | Remark;
  /** Key of the option that was chosen before, or the text that was typed. */
  readonly current?: string;
}

/** A line of text. */
export interface TextStep<Value> {
  readonly type: 'text';
  readonly prompt: string;
  readonly value: string;
  readonly placeholder?: string;
  /** Asked at every change. */
  readonly check: (text: string) => Remark | undefined;
  /** What takes a while: {@link check} knows more then. Gives what is proposed instead of `value`, while that stands there untouched. */
  readonly load?: (signal: AbortSignal) => Promise<string>;
  readonly accept: (text: string) => Value;
}

export type Step<Value> = PickStep<Value> | TextStep<Value>;

/** What is around a step. */
export interface StepFrame {
  readonly title: string;
  /** From 1. */
  readonly number: number;
  readonly total: number;
  readonly canGoBack: boolean;
  /** What the user had written here before going back. */
  readonly draft?: string;
  /** Aborted when nothing comes of the answers any more: the step goes away. */
  readonly ended?: AbortSignal;
}

/** Undefined: the user gave up. */
export type StepAnswer<Value> =
  | { readonly type: 'next'; readonly value: Value }
  | { readonly type: 'back'; readonly draft: string }
  | undefined;

export type AskStep = <Value>(step: Step<Value>, frame: StepFrame) => Promise<StepAnswer<Value>>;

/** Steps in an order that may depend on what was answered. The state holds the answers; a step's answer is the next state. */
export interface Flow<State, Id extends string> {
  readonly title: string;
  /** All steps that the answers so far lead to, also those behind. */
  readonly steps: (state: State) => readonly Id[];
  readonly step: (id: Id, state: State) => Step<State>;
}

/**
 * Asks step by step. Back leads to the step before; everything that was answered or written stays. Undefined: the user gave up.
 * `at`: the first step, where what comes before is answered already; Back leads there, too. `ended`: the user signs out, say.
 */
export async function runFlow<State, Id extends string>(
  flow: Flow<State, Id>,
  ask: AskStep,
  start: State,
  { at, ended }: { readonly at?: Id; readonly ended?: AbortSignal | undefined } = {},
): Promise<State | undefined> {
  const drafts = new Map<Id, { readonly proposed: string | undefined; readonly text: string }>();
  let state = start;
  let id = at ?? flow.steps(state)[0];
  while (id !== undefined) {
    const ids = flow.steps(state);
    const index = ids.indexOf(id);
    const step = flow.step(id, state);
    const proposed = step.type === 'text' ? step.value : step.current;
    const draft = drafts.get(id);
    const answer = await ask(step, {
      title: flow.title,
      number: index + 1,
      total: ids.length,
      canGoBack: index > 0,
      // Other answers before may have made another proposal: then the draft belongs to something else.
      ...(draft?.proposed === proposed && draft && { draft: draft.text }),
      ...(ended && { ended }),
    });
    if (!answer || ended?.aborted) return undefined;
    if (answer.type === 'back') {
      drafts.set(id, { proposed, text: answer.draft });
      id = ids[index - 1];
    } else {
      drafts.delete(id);
      state = answer.value;
      const now = flow.steps(state);
      id = now[now.indexOf(id) + 1];
    }
  }
  return state;
}
