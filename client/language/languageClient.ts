import * as vscode from 'vscode';
import { l10n } from 'vscode';
import type * as library from 'vscode-languageclient/node';
import {
  protocolMethods,
  type FoldersChangedParams,
  type InitializationOptions,
  type OtherYamlSupport,
  type RemoteParams,
  type RemoteResult,
} from '../../core/protocol';
import type { Session } from '../session/session';
import type { Dialogs } from '../ui/dialogs';
import { answerRemote } from './remote';
import { Restarts } from './restarts';
import { ourFiles } from './specDocuments';
import type { SpecFolders } from './specFolders';

export interface LanguageWorld {
  /** `dist/server.js`. */
  readonly serverModule: string;
  readonly session: Session;
  readonly folders: SpecFolders;
  readonly dialogs: Pick<Dialogs, 'complain'>;
  readonly log: vscode.LogOutputChannel;
  /** Ids of commands that lenses may name. */
  readonly commands: readonly string[];
}

interface Wishes extends LanguageWorld {
  /** What others do already, looked up whenever the server starts. */
  readonly others: () => OtherYamlSupport;
  readonly specsChanged: () => void;
  /** What the W&B server said of something that a spec names. */
  readonly answered: (answer: RemoteResult) => void;
  /** Nothing is started any more. */
  readonly isOver: () => boolean;
}

/** Starts the language server; resolves when it is ready. */
export async function startLanguageClient(wishes: Wishes): Promise<library.LanguageClient> {
  const loaded = await import('./library');
  const run = { module: wishes.serverModule, transport: loaded.TransportKind.ipc };
  const client = new loaded.LanguageClient(
    'wandbAutomations',
    'W&B Automations',
    { run, debug: { ...run, options: { execArgv: ['--nolazy', '--inspect=6009'] } } },
    {
      ...optionsOf(wishes),
      // Errors of the language server are in the log; what concerns the user comes as a diagnostic.
      revealOutputChannelOn: loaded.RevealOutputChannelOn.Never,
      errorHandler: errorHandler(loaded, wishes),
    },
  );
  client.onRequest(protocolMethods.remote, async (params: RemoteParams, token: vscode.CancellationToken) => {
    const answer = await answerRemote(wishes.session.state, params, signalOf(token));
    if (params.lookup === 'scope' || params.lookup === 'automations') wishes.answered(answer);
    return answer;
  });
  client.onNotification(protocolMethods.specsChanged, wishes.specsChanged);
  client.onNotification(protocolMethods.foldersChanged, ({ folders }: FoldersChangedParams) =>
    wishes.folders.set(folders),
  );
  await client.start();
  return client;
}

function optionsOf({ log, commands, others }: Wishes): library.LanguageClientOptions {
  return {
    // Which YAML files are specs is the server's to say: a first line can make one of any.
    documentSelector: [{ language: 'yaml' }, { pattern: ourFiles }],
    outputChannel: log,
    markdown: { isTrusted: false, supportHtml: false },
    initializationOptions: (): InitializationOptions => ({
      remote: true,
      trusted: vscode.workspace.isTrusted,
      others: others(),
      commands,
      settings: vscode.workspace.getConfiguration().get('wandbAutomations') ?? {},
    }),
  };
}

/** A server that has crashed comes back by itself, each time later. The user is told once. */
function errorHandler(
  { CloseAction, ErrorAction }: Pick<typeof library, 'CloseAction' | 'ErrorAction'>,
  { dialogs, log, isOver }: Wishes,
): library.ErrorHandler {
  const restarts = new Restarts(() => performance.now());
  return {
    error: () => ({ action: ErrorAction.Continue, handled: true }),
    closed: async () => {
      const { pause, tell } = restarts.crashed();
      log.error(`The language server has crashed. It is started again in ${pause / 1000} s.`);
      if (tell) void complain(dialogs, log);
      await new Promise((resolve) => setTimeout(resolve, pause));
      return { action: isOver() ? CloseAction.DoNotRestart : CloseAction.Restart, handled: true };
    },
  };
}

async function complain(dialogs: Wishes['dialogs'], log: vscode.LogOutputChannel): Promise<void> {
  const show = l10n.t('Show Log');
  const sentence = l10n.t(
    'The language server for W&B automations has crashed again. It comes back by itself, after longer and longer pauses.',
  );
  if ((await dialogs.complain(sentence, show)) === show) log.show();
}

function signalOf(token: vscode.CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}
