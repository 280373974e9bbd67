import * as vscode from 'vscode';
import type { LanguageSupport } from './language/languageSupport';
import type { SpecFolders } from './language/specFolders';
import type { AccountStore } from './auth/accountStore';
import { setKey } from './contextKeys';
import type { LocalSandbox } from './sandbox/localSandbox';
import type { Session, SessionState } from './session/session';
import { stepDone } from './walkthrough/steps';

/** Keeps the context keys that the `when` clauses of the manifest read. */
export function keepContextKeys(
  session: Session,
  accounts: AccountStore,
  sandbox: LocalSandbox,
  language: LanguageSupport,
  folders: SpecFolders,
): vscode.Disposable {
  const showSandbox = (): void => {
    const { address } = sandbox;
    setKey('sandboxRunning', address !== undefined);
    setKey('inSandbox', address !== undefined && session.connection?.account.baseUrl === address.url);
  };
  const showSession = (): void => {
    setKey('session', sessionKeys[session.state.kind]);
    if (session.connection) stepDone('start');
    showSandbox();
  };
  const showAccounts = async (): Promise<void> =>
    setKey('hasAccounts', session.isLent || (await accounts.list()).length > 0);
  const showEditor = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    setKey('markedSpec', document !== undefined && language.isSpecByContent(document));
  };
  showSession();
  showEditor();
  return vscode.Disposable.from(
    session.onDidChange(() => {
      showSession();
      void showAccounts();
    }),
    sandbox.onDidChange(showSandbox),
    folders.onDidChange(showEditor),
    vscode.window.onDidChangeActiveTextEditor(showEditor),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const first = contentChanges.some(({ range }) => range.start.line === 0);
      if (first && document === vscode.window.activeTextEditor?.document) showEditor();
    }),
  );
}

const sessionKeys: Readonly<Record<SessionState['kind'], string>> = {
  starting: 'starting',
  restricted: 'restricted',
  misconfigured: 'misconfigured',
  'signed-out': 'signedOut',
  'signed-in': 'signedIn',
};
