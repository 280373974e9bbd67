import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { sentenceOf } from './failures';
import { plainLabel } from './plainText';
import { createTextBox } from './window';
import type { PickStep, Remark, Step, StepAnswer, StepFrame, StepOption, TextStep } from './flow';

/** Asks one step of a flow in the quick input: by keyboard alone, with a button that leads back. */
export function askStep<Value>(step: Step<Value>, frame: StepFrame): Promise<StepAnswer<Value>> {
  return step.type === 'pick' ? pickOne(step, frame) : askText(step, frame);
}

interface Row<Value> extends vscode.QuickPickItem {
  readonly option?: StepOption<Value>;
  readonly retries?: true;
}

function pickOne<Value>(step: PickStep<Value>, frame: StepFrame): Promise<StepAnswer<Value>> {
  const box = vscode.window.createQuickPick<Row<Value>>();
  dress(box, frame);
  box.placeholder = step.prompt;
  box.matchOnDescription = true;
  box.matchOnDetail = true;
  box.value = frame.draft ?? '';
  const given = new AbortController();
  let options = step.options;
  let failure: string | undefined;

  const draw = (): void => {
    const rows = options.map(rowOf);
    const typed = typedRows(step, box.value, options);
    const notices = noticesOf<Value>(failure, !box.busy && rows.length === 0 ? step.empty : undefined);
    box.items = [...rows, ...typed, ...notices];
  };
  const select = (): void => {
    const current = box.items.find(({ option }) => option?.key === step.current);
    if (current && box.value === '') box.activeItems = [current];
  };
  /** Says at the row why it can't be taken. */
  const refuse = (refused: StepOption<Value>, { text }: Remark): void => {
    const told = { ...refused, icon: 'error', detail: text };
    options = options.map((option) => (option.key === refused.key ? told : option));
    draw();
    box.activeItems = box.items.filter(({ option }) => option === told);
  };
  const load = async (again: boolean): Promise<void> => {
    if (!step.load) return;
    box.busy = true;
    failure = undefined;
    draw();
    try {
      options = merged(step.options, await step.load(given.signal, again));
    } catch (error) {
      failure = sentenceOf(error);
    }
    if (given.signal.aborted) return;
    box.busy = false;
    draw();
    if (isTyped(step, options) && box.value === '') box.value = step.current ?? '';
    select();
  };

  return new Promise((resolve) => {
    const end = (answer: StepAnswer<Value>): void => {
      resolve(answer);
      box.hide();
    };
    box.onDidChangeValue(draw);
    box.onDidAccept(() => {
      const [row] = box.selectedItems;
      if (row?.retries) void load(true);
      if (!row?.option) return;
      const { option } = row;
      const remark = option.check?.();
      if (remark?.severity === 'error') refuse(option, remark);
      else end({ type: 'next', value: option.value });
    });
    box.onDidTriggerButton(() => end({ type: 'back', draft: box.value }));
    box.onDidHide(() => {
      given.abort();
      resolve(undefined);
      box.dispose();
    });
    draw();
    select();
    box.show();
    void load(false);
  });
}

/** Was the answer, when it was given before, none of the options? */
function isTyped<Value>({ typed, current }: PickStep<Value>, options: readonly StepOption<Value>[]): boolean {
  return typed !== undefined && current !== undefined && !options.some(({ key }) => key === current);
}

/** Options by key: what was loaded says more than what was there before. */
function merged<Value>(
  before: readonly StepOption<Value>[],
  loaded: readonly StepOption<Value>[],
): readonly StepOption<Value>[] {
  return [...new Map([...before, ...loaded].map((option) => [option.key, option])).values()];
}

function rowOf<Value>(option: StepOption<Value>): Row<Value> {
  const label = plainLabel(option.label);
  return {
    label: option.icon === undefined ? label : `$(${option.icon}) ${label}`,
    ...(option.description !== undefined && { description: plainLabel(option.description) }),
    ...(option.detail !== undefined && { detail: plainLabel(option.detail, 300) }),
    option,
  };
}

/** What stands for the text in the box, as the last rows that can be chosen. */
function typedRows<Value>(
  step: PickStep<Value>,
  text: string,
  options: readonly StepOption<Value>[],
): readonly Row<Value>[] {
  const name = text.trim();
  if (name === '' || !step.typed || options.some(({ label }) => label === name)) return [];
  const typed = step.typed(name);
  if ('severity' in typed) return [{ label: `$(error) ${plainLabel(typed.text)}`, alwaysShow: true }];
  return typed.map((option) => ({ ...rowOf({ icon: 'edit', ...option }), alwaysShow: true }));
}

function noticesOf<Value>(failure: string | undefined, empty: string | undefined): Row<Value>[] {
  if (failure !== undefined) {
    return [
      { label: `$(warning) ${plainLabel(failure)}`, alwaysShow: true },
      { label: `$(refresh) ${l10n.t('Retry')}`, alwaysShow: true, retries: true },
    ];
  }
  return empty === undefined ? [] : [{ label: `$(info) ${plainLabel(empty)}`, alwaysShow: true }];
}

function askText<Value>(step: TextStep<Value>, frame: StepFrame): Promise<StepAnswer<Value>> {
  const { box, say } = createTextBox(step.prompt);
  dress(box, frame);
  box.placeholder = step.placeholder;
  box.value = frame.draft ?? step.value;
  const look = (): Remark | undefined => {
    const remark = step.check(box.value);
    say(remark);
    return remark;
  };
  const given = new AbortController();
  const load = async (): Promise<void> => {
    if (!step.load) return;
    const proposed = await step.load(given.signal);
    if (given.signal.aborted) return;
    if (box.value === step.value && proposed !== step.value) {
      box.value = proposed;
      box.valueSelection = [0, proposed.length];
    }
    if (box.value !== '') look();
  };
  return new Promise((resolve) => {
    const end = (answer: StepAnswer<Value>): void => {
      resolve(answer);
      box.hide();
    };
    box.onDidChangeValue(look);
    box.onDidAccept(() => {
      const remark = look();
      if (remark?.severity !== 'error') end({ type: 'next', value: step.accept(box.value) });
      else if (remark.range) box.valueSelection = [remark.range.start, remark.range.end];
    });
    box.onDidTriggerButton(() => end({ type: 'back', draft: box.value }));
    box.onDidHide(() => {
      given.abort();
      resolve(undefined);
      box.dispose();
    });
    // Nothing is wrong with what nobody has written yet.
    if (box.value !== '') look();
    box.show();
    void load();
  });
}

/** Stays open while the user looks something up elsewhere. */
function dress(
  box: Pick<
    vscode.InputBox,
    'title' | 'step' | 'totalSteps' | 'ignoreFocusOut' | 'buttons' | 'hide' | 'onDidHide'
  >,
  frame: StepFrame,
): void {
  box.title = frame.title;
  box.step = frame.number;
  box.totalSteps = frame.total;
  box.ignoreFocusOut = true;
  box.buttons = frame.canGoBack ? [vscode.QuickInputButtons.Back] : [];
  const { ended } = frame;
  if (!ended) return;
  const hide = (): void => box.hide();
  ended.addEventListener('abort', hide);
  // It outlives the step by far.
  box.onDidHide(() => ended.removeEventListener('abort', hide));
}
