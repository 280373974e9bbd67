import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { keyPage, parseBaseUrl, type Server } from '../../core/api/auth/host';
import { apiKeyProblem } from '../../core/api/auth/key';
import type { Viewer } from '../../core/api/model';
import type { Session } from '../session/session';
import type { Choice, Dialogs } from '../ui/dialogs';
import { inWords, isRefusedKey, Refusal, sentenceOf } from '../ui/failures';
import { plainLabel } from '../ui/plainText';
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
  readonly session: Pick<Session, 'state' | 'lackingKey' | 'isNamed' | 'use'>;
}

type Way =
  | { readonly kind: 'paste'; readonly server: Server }
  | { readonly kind: 'account'; readonly account: Account }
  | { readonly kind: 'other-server' }
  | { readonly kind: 'found'; readonly found: FoundKey };

/**
 * Asks for a key in one of several ways, has the server say whose it is, and keeps it. Gives undefined when the user cancels;
 * throws when a key that was found is refused. A pasted key that is refused is told in the box, where it can be pasted anew.
 * `baseUrl`: the server that a key is wanted for; a pasted key goes to no other one, unless the user names it.
 */
export async function signIn(world: SignInWorld, baseUrl?: unknown): Promise<Account | undefined> {
  const wanted = typeof baseUrl === 'string' ? parseBaseUrl(baseUrl) : undefined;
  let servers = wanted && 'server' in wanted ? [wanted.server] : await serversFor(world);
  for (;;) {
    const way = await chooseWay(world, servers);
    switch (way?.kind) {
      case undefined:
        return undefined;
      case 'found':
        return useFound(world, way.found);
      case 'paste':
        return paste(world, way.server);
      case 'account':
        return useAgain(world, way.account);
      case 'other-server': {
        const other = await askServer(world.dialogs, servers[0]);
        if (other === undefined) return undefined;
        servers = [other];
      }
    }
  }
}

/** The one whose key was refused comes first, and behind the configured one those that only the workspace names. */
async function serversFor({ session }: SignInWorld): Promise<readonly Server[]> {
  const { refused, named } = await session.lackingKey();
  const configured = vscode.workspace.getConfiguration('wandbAutomations').get('host', '');
  const hasOther = refused.length + named.length > 0;
  const own = hasOther && 'problem' in parseBaseUrl(configured) ? [] : [configuredServer()];
  const all = [...refused, ...own, ...named];
  return [...new Map(all.map((server) => [server.baseUrl, server])).values()];
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

async function chooseWay(world: SignInWorld, servers: readonly Server[]): Promise<Way | undefined> {
  const { session } = world;
  const found = (await Promise.all(servers.map((server) => world.findKeys(server)))).flat();
  const distinct = [...new Map(found.map((key) => [`${key.where} ${key.server.baseUrl}`, key])).values()];
  // Who is signed in somewhere has the menu of accounts.
  const accounts = session.state.kind === 'signed-out' ? await world.accounts.list() : [];
  // Its author has chosen that server, not the user.
  const origin = (server: Server): Pick<Choice<Way>, 'detail'> =>
    session.isNamed(server) ? { detail: l10n.t('The configuration of this workspace names it') } : {};
  const choices: Choice<Way>[] = [
    ...servers.map((server): Choice<Way> => ({
      label: l10n.t('$(key) Paste an API key'),
      description: server.host,
      ...origin(server),
      value: { kind: 'paste', server },
    })),
    ...accounts.map((account): Choice<Way> => ({
      label: `$(account) ${plainLabel(account.username)}`,
      description: plainLabel(account.host),
      value: { kind: 'account', account },
    })),
    ...distinct.map((key): Choice<Way> => ({
      label: l10n.t('$(desktop-download) Use the key in {0}', key.where),
      description: key.server.host,
      ...origin(key.server),
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

async function askServer(dialogs: Dialogs, server: Server | undefined): Promise<Server | undefined> {
  const text = await dialogs.ask({
    title: l10n.t('Sign In to Another W&B Server'),
    prompt: l10n.t('Base URL of its API, such as https://api.wandb.ai or https://wandb.example.com'),
    value: server?.baseUrl ?? '',
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

/** An account whose key is here, on a server that isn't the configured one. */
async function useAgain({ session }: SignInWorld, account: Account): Promise<Account> {
  const parsed = parseBaseUrl(account.baseUrl);
  if ('server' in parsed) await session.use(parsed.server, account);
  return account;
}

async function keep(world: SignInWorld, server: Server, key: string, viewer: Viewer): Promise<Account> {
  const { baseUrl, host } = server;
  const account = { id: accountId(baseUrl, viewer.username), baseUrl, host, username: viewer.username };
  await world.accounts.add(account, key);
  await world.session.use(server, account);
  return account;
}
