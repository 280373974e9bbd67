import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { parseBaseUrl } from '../../core/api/auth/host';
import type { Session } from '../session/session';
import type { Choice, Dialogs } from '../ui/dialogs';
import { plainLabel } from '../ui/plainText';
import type { Account, AccountStore } from './accountStore';

interface AccountMenuWorld {
  readonly dialogs: Dialogs;
  readonly accounts: AccountStore;
  readonly session: Session;
}

type Entry = () => unknown;

/** Lets the user work for another account, or do something else about accounts. */
export async function showAccountMenu({ dialogs, accounts, session }: AccountMenuWorld): Promise<void> {
  const current = session.connection?.account;
  const all = await accounts.list();
  const entry = (account: Account): Choice<Entry> => ({
    label: `${account.id === current?.id ? '$(check)' : '$(account)'} ${plainLabel(account.username)}`,
    description: plainLabel(account.host),
    value: () => switchTo(account, session),
  });
  const lent = session.isLent && current ? [entry(current)] : [];
  const run =
    (id: string): Entry =>
    (): unknown =>
      vscode.commands.executeCommand(`wandbAutomations.${id}`);
  const choices: Choice<Entry>[] = [
    ...lent,
    ...all.map(entry),
    { label: '', kind: vscode.QuickPickItemKind.Separator, value: () => undefined },
    { label: l10n.t('$(sign-in) Sign in with another account…'), value: run('signIn') },
    ...(current ? [{ label: l10n.t('$(sign-out) Sign out…'), value: run('signOut') }] : []),
    ...(current ? [{ label: l10n.t('$(link-external) Open W&B'), value: run('openInWandb') }] : []),
  ];
  const chosen = await dialogs.pick(choices, { title: l10n.t('W&B Account') });
  await chosen?.();
}

async function switchTo(account: Account, session: Session): Promise<void> {
  if (account.id === session.connection?.account.id) return;
  const parsed = parseBaseUrl(account.baseUrl);
  if ('server' in parsed) await session.use(parsed.server, account);
}
