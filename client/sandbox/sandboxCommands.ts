import { l10n } from 'vscode';
import type { Guest, Session } from '../session/session';
import { slowly } from '../ui/slow';
import type { LocalSandbox, SandboxAddress } from './localSandbox';

interface SandboxWorld {
  readonly sandbox: LocalSandbox;
  readonly session: Session;
  readonly visit: (address: SandboxAddress, signal: AbortSignal) => Promise<Guest>;
}

/** Starts a sandbox and works for its first user until it ends. */
export async function startSandbox({ sandbox, session, visit }: SandboxWorld): Promise<void> {
  const guest = await slowly(
    l10n.t('Starting a W&B sandbox on this machine'),
    new AbortController().signal,
    async (signal) => visit(await sandbox.start(signal), signal),
  );
  await session.lend(guest);
  const subscription = sandbox.onDidChange(() => {
    subscription.dispose();
    if (session.connection?.account === guest.account) void session.lend(undefined);
  });
}
