import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { keyPage, parseBaseUrl, type Server } from '../../core/api/auth/host';
import { apiKeyProblem } from '../../core/api/auth/key';
import type { Viewer } from '../../core/api/model';
import type { Choice, Dialogs } from '../ui/dialogs';
import { inWords, isRefusedKey, Refusal, sentenceOf } from '../ui/failures';
import { slowly } from '../ui/slow';
import { accountId, type Account, type AccountStore } from './accountStore';

/** A key that is on this machine already. */
export interface FoundKey {
  /** Where it was found: `WANDB_API_KEY`, `~/.netrc`. */
  readonly where: string;
  readonly server: Server;
  readonly key: string;
}

export interface SignInWorld {
  readonly dialogs: Dialogs;
  readonly accounts: AccountStore;
  /** Keys for this server, and for the one of the environment. */
  readonly findKeys: (server: Server) => Promise<readonly FoundKey[]>;
  /** Asks the server whose key it is. Throws `ApiError`. */
  readonly identify: (server: Server, key: string, signal: AbortSignal) => Promise<Viewer>;
  /** Makes the account the one in use, and its server the configured one. */
  readonly use: (server: Server, account: Account) => Promise<void>;
}

type Way =
  | { readonly kind: 'paste' }
  | { readonly kind: 'other-server' }
  | { readonly kind: 'found'; readonly found: FoundKey };

/**
 * Asks for a key in one of several ways, has the server say whose it is, and keeps it. Gives undefined when the user cancels;
 * throws when a key that was found is refused. A pasted key that is refused is told in the box, where it can be pasted anew.
 */
export async function signIn(world: SignInWorld): Promise<Account | undefined> {
  let server = configuredServer();
  for (;;) {
    const way = await chooseWay(world, server);
    if (way === undefined) return undefined;
    if (way.kind === 'found') return useFound(world, way.found);
    if (way.kind === 'paste') return paste(world, server);
    const other = await askServer(world.dialogs, server);
    if (other === undefined) return undefined;
    server = other;
  }
}

function configuredServer(): Server {
  const configured = vscode.workspace.getConfiguration('wandbAutomations').get('host', '');
  const parsed = parseBaseUrl(configured);
  if ('server' in parsed) return parsed.server;
  throw new Refusal(l10n.t('The setting “Host” is wrong: {0}', inWords(parsed.problem)), {
    label: l10n.t('Open Settings'),
    run: () => vscode.commands.executeCommand('workbench.action.openSettings', 'wandbAutomations.host'),
  });
}

async function chooseWay(world: SignInWorld, server: Server): Promise<Way | undefined> {
  const found = await world.findKeys(server);
  const choices: Choice<Way>[] = [
    { label: l10n.t('$(key) Paste an API key'), description: server.host, value: { kind: 'paste' } },
    ...found.map((key): Choice<Way> => ({
      label: l10n.t('$(desktop-download) Use the key in {0}', key.where),
      description: key.server.host,
      value: { kind: 'found', found: key },
    })),
    { label: l10n.t('$(server-environment) Another server…'), value: { kind: 'other-server' } },
  ];
  return world.dialogs.pick(choices, {
    title: l10n.t('Sign In to W&B'),
    placeHolder: l10n.t('How do you want to sign in?'),
    ignoreFocusOut: true,
  });
}

async function askServer(dialogs: Dialogs, server: Server): Promise<Server | undefined> {
  const text = await dialogs.ask({
    title: l10n.t('Sign In to Another W&B Server'),
    prompt: l10n.t('Base URL of its API, such as https://api.wandb.ai or https://wandb.example.com'),
    value: server.baseUrl,
    validate: (value) => {
      const parsed = parseBaseUrl(value);
      return 'problem' in parsed ? inWords(parsed.problem) : undefined;
    },
  });
  const parsed = text === undefined ? undefined : parseBaseUrl(text);
  return parsed && 'server' in parsed ? parsed.server : undefined;
}

async function paste(world: SignInWorld, server: Server): Promise<Account | undefined> {
  let viewer: Viewer | undefined;
  const key = await world.dialogs.ask({
    title: l10n.t('Sign In to {0}', server.host),
    prompt: l10n.t('API key. It is kept in your system’s secret storage. Get one at {0}', keyPage(server)),
    password: true,
    page: { label: l10n.t('Open the Page with API Keys'), url: keyPage(server) },
    validate: async (text, signal) => {
      const problem = apiKeyProblem(text.trim());
      if (problem) return inWords(problem);
      try {
        viewer = await world.identify(server, text.trim(), signal);
        return undefined;
      } catch (error) {
        return sentenceOf(error);
      }
    },
  });
  return key === undefined || viewer === undefined ? undefined : keep(world, server, key.trim(), viewer);
}

async function useFound(world: SignInWorld, { server, key, where }: FoundKey): Promise<Account> {
  try {
    const viewer = await slowly(
      l10n.t('Signing in to {0}', server.host),
      new AbortController().signal,
      (signal) => world.identify(server, key, signal),
    );
    return await keep(world, server, key, viewer);
  } catch (error) {
    if (!isRefusedKey(error)) throw error;
    throw new Refusal(l10n.t('The key in {0} can’t be used. {1}', where, sentenceOf(error) ?? ''));
  }
}

async function keep(world: SignInWorld, server: Server, key: string, viewer: Viewer): Promise<Account> {
  const { baseUrl, host } = server;
  const account = { id: accountId(baseUrl, viewer.username), baseUrl, host, username: viewer.username };
  await world.accounts.add(account, key);
  await world.use(server, account);
  return account;
}
