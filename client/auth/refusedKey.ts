import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { plain } from '../../core/l10n/plain-text';
import type { Connection, Session } from '../session/session';
import type { Dialogs } from '../ui/dialogs';
import { isRefusedKey } from '../ui/failures';

/**
 * Says that the server no longer accepts the key in use, and offers to sign in again: once, however many requests are refused.
 * A command that fails for it later says it again, since the user wants to know why nothing happened.
 */
export class RefusedKeyNotice implements vscode.Disposable {
  private readonly subscription: vscode.Disposable;
  private toldOf: Connection | undefined;
  private count = 0;
  /** Actions under way that tell a refused key themselves. */
  private spared = 0;

  constructor(
    private readonly session: Session,
    private readonly dialogs: Dialogs,
  ) {
    this.subscription = session.onDidChange(() => this.tellNews());
  }

  /** How often it was said. */
  get times(): number {
    return this.count;
  }

  /** The key in use is one that was refused. */
  get isDue(): boolean {
    const { state } = this.session;
    return state.kind === 'signed-in' && state.health === 'expired';
  }

  /** Runs something of which VS Code itself tells why it failed: if that is the key, the user knows, and there is no notice. */
  async spare<Result>(action: () => Promise<Result>): Promise<Result> {
    this.spared++;
    try {
      return await action();
    } catch (error) {
      if (isRefusedKey(error)) this.toldOf = this.session.connection;
      throw error;
    } finally {
      this.spared--;
      this.tellNews();
    }
  }

  async tell(): Promise<void> {
    const { connection } = this.session;
    if (!connection) return;
    this.toldOf = connection;
    this.count++;
    const signIn = l10n.t('Sign In');
    const { host, username, baseUrl } = connection.account;
    const chosen = await this.dialogs.inform(
      l10n.t('{0} no longer accepts the API key of {1}. Sign in again.', host, plain(username)),
      signIn,
    );
    // Of another account, perhaps, by the time that the button is pressed.
    if (chosen === signIn) await vscode.commands.executeCommand('wandbAutomations.signIn', baseUrl);
  }

  private tellNews(): void {
    if (this.spared === 0 && this.isDue && this.session.connection !== this.toldOf) void this.tell();
  }

  dispose(): void {
    this.subscription.dispose();
  }
}
