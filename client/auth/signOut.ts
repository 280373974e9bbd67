import { l10n } from 'vscode';
import type { Session } from '../session/session';
import type { Choice, Dialogs } from '../ui/dialogs';
import { plain } from '../../core/l10n/plain-text';
import { plainLabel } from '../ui/plainText';
import type { Account, AccountStore } from './accountStore';

interface SignOutWorld {
  readonly dialogs: Dialogs;
  readonly accounts: AccountStore;
  readonly session: Session;
}

/** Removes an account and its key from this machine, after asking. What runs for it ends. */
export async function signOut({ dialogs, accounts, session }: SignOutWorld): Promise<void> {
  const lent = session.isLent ? session.connection?.account : undefined;
  const all = [...(lent ? [lent] : []), ...(await accounts.list())];
  const [only, other] = all;
  const account =
    only && other ? await dialogs.pick(all.map(choice), { title: l10n.t('Sign Out of W&B') }) : only;
  if (!account) return;
  const confirm = l10n.t('Sign Out');
  const answer = await dialogs.confirm({
    message: l10n.t('Sign {0} out of {1}?', plain(account.username), account.host),
    detail: l10n.t('The API key is removed from this machine. It stays valid on the server.'),
    actions: [confirm],
  });
  if (answer !== confirm) return;
  if (account === lent) await session.lend(undefined);
  else await accounts.remove(account.id);
}

function choice(account: Account): Choice<Account> {
  return { label: plainLabel(account.username), description: plainLabel(account.host), value: account };
}
