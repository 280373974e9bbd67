import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { ApiError } from '../core/api/errors';
import type { RefusedKeyNotice } from './auth/refusedKey';
import type { Connection } from './session/session';
import { requireTrust } from './session/trust';
import type { Dialogs } from './ui/dialogs';
import { isRefusedKey, logFailure, Refusal, sentenceOf } from './ui/failures';

/** What must be given before a command runs. Where it isn't, one sentence says so and offers what to do. */
type Need = 'trust' | 'connection';

export interface Command {
  readonly needs: readonly Need[];
  /** Arguments come from menus, lenses and whoever calls `executeCommand`: check them. */
  readonly run: (...args: readonly unknown[]) => unknown;
}

interface CommandWorld {
  readonly dialogs: Dialogs;
  readonly log: vscode.LogOutputChannel;
  /** Undefined: nobody is signed in. */
  readonly connection: () => Connection | undefined;
  readonly refusedKey: Pick<RefusedKeyNotice, 'times' | 'isDue' | 'tell'>;
}

/** Registers every command of the table under `wandbAutomations.` and its name. */
export function registerCommands(
  table: Readonly<Record<string, Command>>,
  world: CommandWorld,
): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.entries(table).map(([name, command]) =>
      vscode.commands.registerCommand(`wandbAutomations.${name}`, (...args: unknown[]) =>
        runCommand(name, command, world, args),
      ),
    ),
  );
}

async function runCommand(
  name: string,
  { needs, run }: Command,
  world: CommandWorld,
  args: readonly unknown[],
): Promise<unknown> {
  return attempt(name, world, () => {
    for (const need of needs) check(need, world);
    return run(...args);
  });
}

/**
 * Who clicks waits for nothing that others have asked a slow server before. What goes wrong is told once: by the notice of a refused
 * key, or else for the command.
 */
async function attempt(name: string, world: CommandWorld, act: () => unknown): Promise<unknown> {
  const { refusedKey } = world;
  world.connection()?.catalog.renew();
  const before = refusedKey.times;
  try {
    return await act();
  } catch (error) {
    const isSaid = isRefusedKey(error) && refusedKey.times > before;
    if (isSaid) return undefined;
    void (isRefusedKey(error) && refusedKey.isDue ? refusedKey.tell() : tell(name, error, world));
    return undefined;
  }
}

function check(need: Need, { connection }: CommandWorld): void {
  if (need === 'trust') requireTrust();
  else if (!connection()) throw new Refusal(l10n.t('Sign in to W&B first.'), signInAgain());
}

/** The one notification of a command that failed. */
async function tell(name: string, error: unknown, world: CommandWorld): Promise<void> {
  const { dialogs, log } = world;
  const sentence = sentenceOf(error);
  if (sentence === undefined) return;
  logFailure(log, name, error);
  const remedy = remedyOf(error, log);
  const chosen = await dialogs.complain(sentence, ...(remedy ? [remedy.label] : []));
  if (remedy && chosen === remedy.label) await attempt(name, world, remedy.run);
}

function remedyOf(error: unknown, log: vscode.LogOutputChannel): Refusal['remedy'] {
  if (error instanceof Refusal) return error.remedy;
  if (!(error instanceof ApiError)) return { label: l10n.t('Show Log'), run: () => log.show() };
  return isRefusedKey(error) ? signInAgain() : undefined;
}

function signInAgain(): Refusal['remedy'] {
  return { label: l10n.t('Sign In'), run: () => vscode.commands.executeCommand('wandbAutomations.signIn') };
}
