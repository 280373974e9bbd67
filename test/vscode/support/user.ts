import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Message } from '../../../core/l10n/message';
import type { TestApi } from '../../../client/extension';
import type { Choice, Dialogs, InputQuestion, Question } from '../../../client/ui/dialogs';
import type { PickStep, Step, StepAnswer, StepFrame, StepOption, TextStep } from '../../../client/ui/flow';

/** Enter, without choosing or writing anything. */
export const ENTER = Symbol('enter');
/** The button that leads back. With a text: it was written before. */
export const back = (draft?: string): Back => ({ draft });

interface Back {
  readonly draft: string | undefined;
}

/**
 * What the user does at a step: a part of a label, or what is written; where nothing offered has it in its label, it is typed.
 */
export type Move = string | typeof ENTER | Back;

/** How a user answers. What isn't said is cancelled. */
export interface Answers {
  /** Which action of a modal question. */
  readonly confirm?: (question: Question) => string | undefined | Promise<string | undefined>;
  /** Label of the choice, or a part of it. */
  readonly pick?: string;
  /** Labels, or parts of them; empty: what is preselected. */
  readonly pickSome?: readonly string[];
  readonly ask?: (question: InputQuestion) => string | undefined;
  /** Step after step of a flow; behind the last one the user gives up. */
  readonly steps?: readonly Move[];
  /** Name of the file to write, instead of the proposed one; `true`: the proposed one. */
  readonly saveAs?: string | true;
  /** Button of a notification. */
  readonly button?: string;
}

/** Takes the first action of every question. */
export const yes: Answers = { confirm: ({ actions }) => actions[0] };

/** What the user was told and asked. */
export class User {
  readonly informed: string[] = [];
  readonly complained: string[] = [];
  readonly buttons: string[] = [];
  readonly questions: Question[] = [];
  readonly offered: string[] = [];
  /** The same with what is said of each: `label | description`. */
  readonly described: string[] = [];
  readonly inputs: InputQuestion[] = [];
  /** What input boxes said was wrong. */
  readonly refused: string[] = [];
  /** Steps of flows: `2/9 prompt`. */
  readonly steps: string[] = [];
  /** What each step offered, as labels, or what stood in its box. */
  readonly stepContents: (readonly string[] | string)[] = [];
  readonly pages: string[] = [];
  /** Files that were proposed. */
  readonly files: string[] = [];

  /** Puts this user in front of the extension. */
  constructor(api: TestApi, answers: Answers = {}) {
    Object.assign(api.dialogs, this.dialogs(answers));
  }

  /** The only notification there was. */
  get told(): string {
    const all = [...this.informed, ...this.complained];
    assert.equal(all.length, 1, `one notification, not ${JSON.stringify(all)}`);
    return all[0] ?? '';
  }

  private dialogs({ confirm, pick, pickSome, ask, saveAs, button, steps = [] }: Answers): Dialogs {
    const moves = [...steps];
    const notify =
      (texts: string[]) =>
      async (message: string, ...actions: readonly string[]): Promise<string | undefined> => {
        texts.push(message);
        this.buttons.push(...actions);
        return Promise.resolve(actions.find((action) => action === button));
      };
    return {
      inform: notify(this.informed),
      complain: notify(this.complained),
      confirm: async (question) => {
        this.questions.push(question);
        return confirm?.(question);
      },
      pick: (choices) => {
        this.offered.push(...choices.map(({ label }) => label));
        this.described.push(...choices.map(({ label, description = '' }) => `${label} | ${description}`));
        return Promise.resolve(pick === undefined ? undefined : chosen(choices, pick)?.value);
      },
      pickSome: (choices) => {
        this.offered.push(...choices.map(({ label }) => label));
        if (!pickSome) return Promise.resolve(undefined);
        const picked =
          pickSome.length === 0
            ? choices.filter(({ picked }) => picked)
            : pickSome.flatMap((label) => chosen(choices, label) ?? []);
        return Promise.resolve(picked.map(({ value }) => value));
      },
      ask: async (question) => {
        this.inputs.push(question);
        const text = ask?.(question);
        if (text === undefined) return undefined;
        const problem = await question.validate(text, new AbortController().signal);
        if (problem === undefined) return text;
        this.refused.push(problem);
        return undefined;
      },
      step: (step, frame) => {
        this.steps.push(`${frame.number}/${frame.total} ${step.prompt}`);
        return this.takeStep(step, frame, moves.shift());
      },
      saveAs: (proposed) => {
        this.files.push(proposed.path);
        if (saveAs === undefined) return Promise.resolve(undefined);
        return Promise.resolve(saveAs === true ? proposed : vscode.Uri.joinPath(proposed, '..', saveAs));
      },
      openPage: (url) => {
        this.pages.push(url);
        return Promise.resolve();
      },
    };
  }

  private takeStep<Value>(
    step: Step<Value>,
    frame: StepFrame,
    move: Move | undefined,
  ): Promise<StepAnswer<Value>> {
    return step.type === 'pick' ? this.takePick(step, move) : this.takeText(step, frame, move);
  }

  private async takeText<Value>(
    { value: before, load, check, accept }: TextStep<Value>,
    { draft }: StepFrame,
    move: Move | undefined,
  ): Promise<StepAnswer<Value>> {
    const value = (await load?.(new AbortController().signal)) ?? before;
    this.stepContents.push(draft ?? value);
    if (move === undefined) return undefined;
    if (typeof move === 'object') return { type: 'back', draft: move.draft ?? draft ?? value };
    const text = move === ENTER ? (draft ?? value) : move;
    const remark = check(text);
    if (remark) this.refused.push(remark.text);
    return remark?.severity === 'error' ? undefined : { type: 'next', value: accept(text) };
  }

  private async takePick<Value>(
    { options, load, typed, current }: PickStep<Value>,
    move: Move | undefined,
  ): Promise<StepAnswer<Value>> {
    const loaded = await load?.(new AbortController().signal, false).catch((error: unknown) => {
      this.refused.push(sentenceOf(error));
      return [];
    });
    const all = new Map([...options, ...(loaded ?? [])].map((option) => [option.key, option]));
    const offered = [...all.values()];
    this.stepContents.push(offered.map(({ label }) => label));
    if (move === undefined) return undefined;
    if (typeof move === 'object') return { type: 'back', draft: move.draft ?? '' };
    // What was typed before stands in the box again.
    const text = move === ENTER ? (all.has(current ?? '') ? undefined : current) : move;
    const option = text === undefined ? (all.get(current ?? '') ?? offered[0]) : byLabel(offered, text);
    if (option) {
      const remark = option.check?.();
      if (remark) this.refused.push(remark.text);
      return remark?.severity === 'error' ? undefined : { type: 'next', value: option.value };
    }
    const written = typed?.(text ?? '');
    assert.ok(written, `"${String(text)}" is not among ${offered.map(({ label }) => label).join(', ')}`);
    if ('severity' in written) {
      this.refused.push(written.text);
      return undefined;
    }
    const [meant, another] = written;
    assert.ok(meant && !another, `"${String(text)}" may be ${written.map(({ label }) => label).join(', ')}`);
    return { type: 'next', value: meant.value };
  }
}

/** What a step says of a failure: `Refusal` and `ApiError` know it themselves. */
function sentenceOf(error: unknown): string {
  const { sentence } = Object(error) as { readonly sentence?: string | Message };
  if (sentence === undefined) return String(error);
  return typeof sentence === 'string' ? sentence : vscode.l10n.t(sentence.text, ...sentence.args);
}

function byLabel<Value>(options: readonly StepOption<Value>[], label: string): StepOption<Value> | undefined {
  return (
    options.find((option) => option.label === label) ?? options.find((option) => option.label.includes(label))
  );
}

function chosen<Value>(choices: readonly Choice<Value>[], label: string): Choice<Value> | undefined {
  const found = choices.find((choice) => choice.label.includes(label));
  assert.ok(found, `"${label}" is not among ${choices.map((choice) => choice.label).join(', ')}`);
  return found;
}
