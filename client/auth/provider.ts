import * as vscode from 'vscode';
import { plain } from '../../core/l10n/plain-text';
import { requireTrust } from '../session/trust';
import { sentenceOf } from '../ui/failures';
import { errorToTell } from '../ui/window';
import type { Account, AccountStore } from './accountStore';

/** Of the `authentication` contribution. */
export const PROVIDER = 'wandb';

/** As in the manifest: before a letter, `&` says in a menu which key chooses the item, and isn't shown. */
export const PROVIDER_LABEL = 'W&\ufeffB';

/** Puts the accounts into VS Code's Accounts menu, and lets other extensions ask for a key there, with the user's consent. */
export class WandbAuthenticationProvider implements vscode.AuthenticationProvider, vscode.Disposable {
  private readonly change =
    new vscode.EventEmitter<vscode.AuthenticationProviderAuthenticationSessionsChangeEvent>();
  readonly onDidChangeSessions = this.change.event;
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly accounts: AccountStore,
    /** Asks the user; undefined: cancelled. */
    private readonly signIn: () => Promise<Account | undefined>,
  ) {
    this.subscription = accounts.onDidChange(({ added, removed, changed }) => {
      const sessions = (of: readonly Account[]): vscode.AuthenticationSession[] =>
        of.map((account) => session(account, '', []));
      this.change.fire({ added: sessions(added), removed: sessions(removed), changed: sessions(changed) });
    });
  }

  async getSessions(
    scopes: readonly string[] | undefined,
    { account: wanted }: vscode.AuthenticationProviderSessionOptions,
  ): Promise<vscode.AuthenticationSession[]> {
    const accounts = await this.accounts.list();
    const chosen = accounts.filter(({ id }) => wanted === undefined || id === wanted.id);
    return Promise.all(chosen.map((account) => this.session(account, scopes ?? [])));
  }

  async createSession(scopes: readonly string[]): Promise<vscode.AuthenticationSession> {
    const account = await this.askUser();
    if (account === undefined) throw new vscode.CancellationError();
    return this.session(account, scopes);
  }

  async removeSession(sessionId: string): Promise<void> {
    await this.accounts.remove(sessionId);
  }

  dispose(): void {
    this.subscription.dispose();
    this.change.dispose();
  }

  /** VS Code, or the extension that wants the key, tells why nobody was signed in. */
  private async askUser(): Promise<Account | undefined> {
    try {
      requireTrust();
      return await this.signIn();
    } catch (error) {
      const sentence = sentenceOf(error);
      if (sentence === undefined) return undefined;
      throw errorToTell(sentence);
    }
  }

  private async session(account: Account, scopes: readonly string[]): Promise<vscode.AuthenticationSession> {
    return session(account, (await this.accounts.keyOf(account.id)) ?? '', scopes);
  }
}

function session(
  account: Account,
  accessToken: string,
  scopes: readonly string[],
): vscode.AuthenticationSession {
  return {
    id: account.id,
    accessToken,
    account: { id: account.id, label: `${plain(account.username, 40)} (${account.host})` },
    scopes,
  };
}
