import { env, type LogOutputChannel } from 'vscode';
import { signIn, type SignInWorld } from './auth/signIn';
import { signOut } from './auth/signOut';
import type { AccountStore } from './auth/accountStore';
import type { Command } from './commands';
import { createFromSpec } from './create/createFromSpec';
import type { RequestDocuments } from './create/preview';
import type { LanguageSupport } from './language/languageSupport';
import { openInWandb } from './open/openInWandb';
import type { LocalSandbox, SandboxAddress } from './sandbox/localSandbox';
import { startSandbox } from './sandbox/sandboxCommands';
import type { Connection, Guest, Session } from './session/session';
import type { AutomationsView } from './tree/automationsView';
import { isAutomationNode, isListNotice } from './tree/nodes';
import type { Dialogs } from './ui/dialogs';

/** The parts of the extension that commands work with. */
export interface Services {
  readonly dialogs: Dialogs;
  readonly accounts: AccountStore;
  readonly session: Session;
  readonly signInWorld: SignInWorld;
  readonly view: AutomationsView;
  readonly language: LanguageSupport;
  readonly sandbox: LocalSandbox;
  readonly documents: RequestDocuments;
  /** Signs in for this window only. */
  readonly visit: (address: SandboxAddress, signal: AbortSignal) => Promise<Guest>;
  readonly log: LogOutputChannel;
}

/** Every command of the manifest: what it needs, and what it does. */
export function commandTable(services: Services): Readonly<Record<string, Command>> {
  const { dialogs, session, view, language, sandbox, documents, log } = services;
  const connection = (): Connection => session.required;
  return {
    signIn: { needs: ['trust'], run: () => signIn(services.signInWorld) },
    signOut: { needs: [], run: () => signOut(services) },
    createFromSpec: {
      needs: ['trust', 'connection'],
      run: (argument) =>
        createFromSpec({ dialogs, language, connection, view, showRequest: documents.show }, argument),
    },
    refresh: {
      needs: ['trust', 'connection'],
      run: async () => {
        connection().catalog.invalidate();
        view.refresh();
        await language.remoteChanged('refresh');
      },
    },
    loadMore: {
      needs: ['trust', 'connection'],
      run: (node) => (isListNotice(node) ? node.list.goOn() : undefined),
    },
    openInWandb: {
      needs: ['trust', 'connection'],
      run: (argument) => openInWandb({ dialogs, language, connection }, argument),
    },
    copyId: {
      needs: [],
      run: (node) => (isAutomationNode(node) ? env.clipboard.writeText(node.trigger.id) : undefined),
    },
    startSandbox: { needs: ['trust'], run: () => startSandbox(services) },
    stopSandbox: { needs: [], run: () => sandbox.stop() },
    showLog: { needs: [], run: () => log.show() },
  };
}
