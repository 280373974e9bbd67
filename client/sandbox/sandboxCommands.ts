import { l10n } from 'vscode';
import type { Guest, Session } from '../session/session';
import { slowly } from '../ui/slow';
import type { LocalSandbox, SandboxAddress } from './localSandbox';

interface SandboxWorld {
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
  const subscription = sandbox.onDidChange(() => {
    subscription.dispose();
    if (session.isLent) void session.lend(undefined);
  });
  await session.lend(guest);
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
