import * as vscode from 'vscode';
import type { AskStep } from './flow';
import { askStep } from './steps';
import { createTextBox, showModal, showNotification } from './window';

export interface Question {
  readonly message: string;
  /** Several lines, shown below the message. */
  readonly detail?: string;
  /** What can be done; the first is what Enter does. Cancel is always there. */
  readonly actions: readonly string[];
  readonly warning?: boolean;
}

export interface Choice<Value> extends vscode.QuickPickItem {
  readonly value: Value;
}

export interface InputQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly value?: string;
  readonly placeholder?: string;
  readonly password?: boolean;
  /** A page that helps, behind a button of the box. */
  readonly page?: { readonly label: string; readonly url: string };
  /** Told while the user types. */
  readonly changed?: (text: string) => void;
  /**
   * What is wrong with the text; undefined: nothing. Asked when the user is done. May ask a server; the signal fires when the
   * user gives up.
   */
  readonly validate: (text: string, signal: AbortSignal) => string | undefined | Promise<string | undefined>;
}

/** Everything that asks or tells the user something and isn't a view. Tests put another in its place. */
export interface Dialogs {
  /** A modal question; undefined: cancelled. */
  confirm(question: Question): Promise<string | undefined>;
  /** A notification. Gives the chosen action. */
  inform(message: string, ...actions: readonly string[]): Promise<string | undefined>;
  complain(message: string, ...actions: readonly string[]): Promise<string | undefined>;
  pick<Value>(
    choices: readonly Choice<Value>[],
    options: vscode.QuickPickOptions,
  ): Promise<Value | undefined>;
  pickSome<Value>(
    choices: readonly Choice<Value>[],
    options: vscode.QuickPickOptions,
  ): Promise<readonly Value[] | undefined>;
  /** A line of text; undefined: cancelled. */
  ask(question: InputQuestion): Promise<string | undefined>;
  /** One step of several. */
  step: AskStep;
  /** Where to write a new spec file. */
  saveAs(proposed: vscode.Uri): Promise<vscode.Uri | undefined>;
  openPage(url: string): Promise<void>;
}

export function createDialogs(): Dialogs {
  return {
    confirm: ({ message, detail, actions, warning = false }) =>
      showModal(warning ? 'warning' : 'information', message, detail, actions),
    inform: (message, ...actions) => showNotification('information', message, actions),
    complain: (message, ...actions) => showNotification('error', message, actions),
    async pick(choices, options) {
      return (await vscode.window.showQuickPick(choices, options))?.value;
    },
    async pickSome(choices, options) {
      const picked = await vscode.window.showQuickPick(choices, { ...options, canPickMany: true });
      return picked?.map(({ value }) => value);
    },
    ask,
    step: askStep,
    async saveAs(proposed) {
      return vscode.window.showSaveDialog({
        defaultUri: proposed,
        filters: { [vscode.l10n.t('Automation specs')]: ['automation.yaml', 'yaml', 'yml'] },
      });
    },
    openPage,
  };
}

/** `showInputBox` with a button in its title. It stays open while the user is elsewhere, fetching the key. */
function ask(question: InputQuestion): Promise<string | undefined> {
  const { box, say } = createTextBox(question.prompt);
  box.title = question.title;
  box.value = question.value ?? '';
  box.placeholder = question.placeholder;
  box.password = question.password ?? false;
  box.ignoreFocusOut = true;
  const { page } = question;
  if (page) box.buttons = [{ iconPath: new vscode.ThemeIcon('link-external'), tooltip: page.label }];
  const given = new AbortController();
  return new Promise((resolve) => {
    const accept = async (): Promise<void> => {
      if (box.busy) return;
      box.busy = true;
      box.enabled = false;
      const text = box.value;
      const problem = await question.validate(text, given.signal);
      if (given.signal.aborted) return;
      box.busy = false;
      box.enabled = true;
      if (problem !== undefined) {
        say({ text: problem, severity: 'error' });
        return;
      }
      resolve(text);
      box.hide();
    };
    box.onDidTriggerButton(() => {
      if (page) void openPage(page.url);
    });
    // What was wrong isn't any more, perhaps: Enter asks again.
    box.onDidChangeValue((text) => {
      say(undefined);
      question.changed?.(text);
    });
    box.onDidAccept(() => void accept());
    box.onDidHide(() => {
      given.abort();
      resolve(undefined);
      box.dispose();
    });
    box.show();
  });
}

async function openPage(url: string): Promise<void> {
  await vscode.env.openExternal(vscode.Uri.parse(url, true));
}
