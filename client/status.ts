import * as vscode from 'vscode';
import { l10n } from 'vscode';
import type { Session, SessionState } from './session/session';
import { plain } from '../core/l10n/plain-text';
import { plainLabel } from './ui/plainText';

/** What the item says and does. */
export interface Look {
  readonly text: string;
  readonly tooltip: string;
  readonly command: string;
  readonly warning?: boolean;
}

/** Who is signed in where, and whether the server answers. Hidden for people without specs who never signed in. */
export class StatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('account', vscode.StatusBarAlignment.Left, 0);
  private readonly subscription: vscode.Disposable;
  private hasSpecs = false;
  private current: Look | undefined;

  constructor(private readonly session: Session) {
    this.item.name = l10n.t('W&B account');
    this.subscription = session.onDidChange(() => this.draw());
  }

  /** There are specs in this window. */
  specsSeen(): void {
    this.hasSpecs = true;
    this.draw();
  }

  /** Undefined: hidden. */
  get look(): Look | undefined {
    return this.current;
  }

  dispose(): void {
    this.subscription.dispose();
    this.item.dispose();
  }

  private draw(): void {
    const look = lookOf(this.session.state, this.hasSpecs);
    this.current = look;
    if (!look) {
      this.item.hide();
      return;
    }
    this.item.text = look.text;
    this.item.tooltip = look.tooltip;
    this.item.command = look.command;
    this.item.accessibilityInformation = { label: look.tooltip, role: 'button' };
    this.item.backgroundColor = look.warning
      ? new vscode.ThemeColor('statusBarItem.warningBackground')
      : undefined;
    this.item.show();
  }
}

function lookOf(state: SessionState, hasSpecs: boolean): Look | undefined {
  if (state.kind === 'signed-out' && hasSpecs) {
    return {
      text: l10n.t('$(account) Sign in to W&B'),
      tooltip: l10n.t('Nobody is signed in to {0}', state.server.host),
      command: 'wandbAutomations.signIn',
    };
  }
  if (state.kind !== 'signed-in') return undefined;
  const { username, host } = state.connection.account;
  const who = `${plainLabel(username, 40)}@${plainLabel(host, 60)}`;
  switch (state.health) {
    case 'expired':
      return {
        text: `$(key) ${who}`,
        tooltip: l10n.t('{0} no longer accepts the API key of {1}. Sign in again.', host, plain(username)),
        command: 'wandbAutomations.signIn',
        warning: true,
      };
    case 'offline':
      return {
        text: `$(debug-disconnect) ${who}`,
        tooltip: l10n.t('{0} does not answer. Try again.', host),
        command: 'wandbAutomations.refresh',
        warning: true,
      };
    case 'fine':
      return {
        text: state.guest ? l10n.t('$(beaker) W&B sandbox') : `$(account) ${who}`,
        tooltip: l10n.t('Signed in to {0} as {1}', state.server.baseUrl, plain(username)),
        command: 'wandbAutomations.account',
      };
  }
}
