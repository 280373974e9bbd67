import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TestApi } from '../../../client/extension';
import type { Choice, Dialogs, InputQuestion, Question } from '../../../client/ui/dialogs';

/** How a user answers. What isn't said is cancelled. */
export interface Answers {
  /** Which action of a modal question. */
  readonly confirm?: (question: Question) => string | undefined;
  /** Label of the choice, or a part of it. */
  readonly pick?: string;
  /** Labels, or parts of them; empty: what is preselected. */
  readonly pickSome?: readonly string[];
  readonly ask?: (question: InputQuestion) => string | undefined;
  /** Name of the file to write, instead of the proposed one; `true`: the proposed one. */
  readonly saveAs?: string | true;
  /** Button of a notification. */
  readonly button?: string;
}

/** What the user was told and asked. */
export class User {
  readonly informed: string[] = [];
  readonly complained: string[] = [];
  readonly buttons: string[] = [];
  readonly questions: Question[] = [];
  readonly offered: string[] = [];
  readonly inputs: InputQuestion[] = [];
  /** What input boxes said was wrong. */
  readonly refused: string[] = [];
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

  private dialogs({ confirm, pick, pickSome, ask, saveAs, button }: Answers): Dialogs {
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
      confirm: (question) => {
        this.questions.push(question);
        return Promise.resolve(confirm?.(question));
      },
      pick: (choices) => {
        this.offered.push(...choices.map(({ label }) => label));
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
}

function chosen<Value>(choices: readonly Choice<Value>[], label: string): Choice<Value> | undefined {
  const found = choices.find((choice) => choice.label.includes(label));
  assert.ok(found, `"${label}" is not among ${choices.map((choice) => choice.label).join(', ')}`);
  return found;
}
