import { commands, l10n } from 'vscode';
import type { Guest, Session } from '../session/session';
import type { Dialogs } from '../ui/dialogs';
import { slowly } from '../ui/slow';
import type { LocalSandbox, SandboxAddress } from './localSandbox';

interface SandboxWorld {
  readonly dialogs: Pick<Dialogs, 'complain'>;
  readonly sandbox: LocalSandbox;
  readonly session: Session;
  readonly visit: (address: SandboxAddress, signal: AbortSignal) => Promise<Guest>;
}

/** Starts a sandbox, unless one runs, and works for its first user until it ends. */
export async function startSandbox(world: SandboxWorld): Promise<void> {
  const { sandbox, session } = world;
  const guest = await slowly(
    l10n.t('Starting a W&B sandbox on this machine'),
    new AbortController().signal,
    (signal) => enter(world, signal),
  );
  const subscription = sandbox.onDidChange((how) => {
    subscription.dispose();
    void leave(world, how === 'died');
  });
  await session.lend(guest);
}

/** Who didn't stop it has to know that from now on commands go to somebody's real server. */
async function leave({ session, dialogs }: SandboxWorld, isUnexpected: boolean): Promise<void> {
  if (!session.isLent) return;
  await session.lend(undefined);
  if (!isUnexpected) return;
  const again = l10n.t('Start Again');
  const host = session.connection?.account.host;
  const chosen = await dialogs.complain(
    host === undefined
      ? l10n.t('The local sandbox has ended by itself.')
      : l10n.t('The local sandbox has ended by itself. You work on {0} now.', host),
    again,
  );
  if (chosen === again) await commands.executeCommand('wandbAutomations.startSandbox');
}

async function enter({ sandbox, visit }: SandboxWorld, signal: AbortSignal): Promise<Guest> {
  if (sandbox.address) return visit(sandbox.address, signal);
  const address = await sandbox.start(signal);
  try {
    return await visit(address, signal);
  } catch (error) {
    // Nobody would know that it runs.
    sandbox.stop();
    throw error;
  }
}
