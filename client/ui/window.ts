import * as vscode from 'vscode';
import type { Remark } from './flow';
import { withoutIcons, withoutLinks } from './plainText';

/**
 * Where VS Code makes links of `[text](command:…)`, whoever wrote that: in notifications, in progress, in what an input box says, and
 * in errors that it tells by itself. All of them are reached through here, where words become nothing but words, so that a click on
 * what a server or a file says runs nothing. A lint rule refuses the originals elsewhere.
 */

/** Gives the chosen action. */
export async function showNotification(
  severity: 'information' | 'error',
  message: string,
  actions: readonly string[],
): Promise<string | undefined> {
  const { showInformationMessage, showErrorMessage } = vscode.window;
  const show = severity === 'error' ? showErrorMessage : showInformationMessage;
  return show(withoutLinks(message), ...actions);
}

/** A question that has to be answered first. Of all that is shown, VS Code makes no links here: what it is about stays as it is. */
export async function showModal(
  severity: 'information' | 'warning',
  message: string,
  detail: string | undefined,
  actions: readonly string[],
): Promise<string | undefined> {
  const { showInformationMessage, showWarningMessage } = vscode.window;
  const show = severity === 'warning' ? showWarningMessage : showInformationMessage;
  return show(message, { modal: true, ...(detail !== undefined && { detail }) }, ...actions);
}

/** A notification with Cancel, until the task settles. `say`: what is being done now, behind the title. */
export async function showProgress(
  title: string,
  task: (say: (step: string) => void, cancelled: vscode.CancellationToken) => Promise<void>,
): Promise<void> {
  const location = vscode.ProgressLocation.Notification;
  await vscode.window.withProgress(
    { location, title: withoutLinks(title), cancellable: true },
    (progress, token) => task((step) => progress.report({ message: withoutLinks(step) }), token),
  );
}

/** An input box, and what it says about the text in it; undefined: nothing. */
export interface TextBox {
  readonly box: Omit<vscode.InputBox, 'prompt' | 'validationMessage'>;
  readonly say: (remark: Pick<Remark, 'text' | 'severity'> | undefined) => void;
}

export function createTextBox(prompt: string): TextBox {
  const box = vscode.window.createInputBox();
  box.prompt = onlyWords(prompt);
  const { Error: error, Warning: warning, Info: information } = vscode.InputBoxValidationSeverity;
  const severities = { error, warning, information };
  return {
    box,
    say: (remark) => {
      box.validationMessage = remark && {
        message: onlyWords(remark.text),
        severity: severities[remark.severity],
      };
    },
  };
}

/** Input boxes have icons, too. */
const onlyWords = (text: string): string => withoutIcons(withoutLinks(text));

/** An error that VS Code tells by itself, in a notification of its own. */
export function errorToTell(sentence: string): Error {
  return new Error(withoutLinks(sentence));
}

/** The same for what a file system can't do. */
export function fileErrorToTell(
  sentence: string,
  code?: 'FileNotFound' | 'Unavailable',
): vscode.FileSystemError {
  const message = withoutLinks(sentence);
  return code === undefined ? new vscode.FileSystemError(message) : vscode.FileSystemError[code](message);
}
