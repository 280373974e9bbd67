import * as vscode from 'vscode';
import { l10n } from 'vscode';
import type { LiveCatalog } from '../../core/api/liveCatalog';
import type { WandbClient } from '../../core/api/client';
import { parseBaseUrl, type Server, type ServerOrProblem } from '../../core/api/auth/host';
import type { Message } from '../../core/l10n/message';
import type { Account, AccountStore } from '../auth/accountStore';
import type { SpecFolders } from '../language/specFolders';
import { Refusal } from '../ui/failures';
import type { Health } from './health';

/** Whom the extension works for, and what it asks the server with. Lives until the user signs out or changes the account. */
export interface Connection {
  readonly account: Account;
  readonly client: WandbClient;
  readonly catalog: LiveCatalog;
  /** Fires when this connection isn't the session's any more: everything that runs for it ends. */
  readonly ended: AbortSignal;
}

export type SessionState =
  /** The accounts haven't been read yet. */
  | { readonly kind: 'starting' }
  /** The workspace isn't trusted: nobody talks to a server. */
  | { readonly kind: 'restricted' }
  /** The setting of the host makes no sense. */
  | { readonly kind: 'misconfigured'; readonly problem: Message }
  | { readonly kind: 'signed-out'; readonly server: Server }
  | {
      readonly kind: 'signed-in';
      readonly server: Server;
      readonly connection: Connection;
      readonly health: Health;
      /** On a server that the extension was lent for now: the sandbox. */
      readonly guest: boolean;
    };

/** An account with its key. One that is lent is nowhere saved and comes before all others, such as that of the sandbox. */
export interface Guest {
  readonly server: Server;
  readonly account: Account;
  readonly key: string;
}

/** What a session needs of the rest. */
export interface SessionWorld {
  readonly accounts: AccountStore;
  /** Whose configurations may name the server; where the workspace isn't trusted, they name none. */
  readonly folders: Pick<SpecFolders, 'hosts' | 'hostOf' | 'onDidChange'>;
  /** Where it is remembered which of several accounts is in use. */
  readonly memory: vscode.Memento;
  /** The same for this workspace alone. */
  readonly workspaceMemory: vscode.Memento;
  /** Makes a client and a catalog; asks nothing. */
  readonly connect: (
    to: Guest & { readonly tell: (health: Health) => void },
  ) => Pick<Connection, 'client' | 'catalog'>;
  /** Is told when it can't be found out who is signed in. */
  readonly failed: (error: unknown) => void;
}

type Found =
  | Exclude<SessionState, { readonly kind: 'signed-in' }>
  | (Guest & { readonly kind: 'signed-in'; readonly guest: boolean });

/** Key in the memory: id of the account in use. */
const ACTIVE = 'activeAccount';
/** Key in the memory of the workspace: id of the account that the user chose instead of the server that a configuration names. */
const CHOSEN = 'chosenAccount';

/** Who is signed in to which server, in this window. Follows the setting of the host, the accounts, and the workspace's trust. */
export class Session implements vscode.Disposable {
  private readonly change = new vscode.EventEmitter<SessionState>();
  readonly onDidChange = this.change.event;
  private readonly subscriptions: readonly vscode.Disposable[];
  private current: SessionState = { kind: 'starting' };
  private currentKey: string | undefined;
  private ending: AbortController | undefined;
  private guest: Guest | undefined;
  private updating: Promise<void> = Promise.resolve();

  constructor(private readonly world: SessionWorld) {
    const follow = (): void => void this.update().catch(world.failed);
    this.subscriptions = [
      world.accounts.onDidChange(follow),
      world.folders.onDidChange(follow),
      vscode.workspace.onDidGrantWorkspaceTrust(follow),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('wandbAutomations.host')) follow();
      }),
    ];
  }

  get state(): SessionState {
    return this.current;
  }

  /** The connection, if somebody is signed in. */
  get connection(): Connection | undefined {
    return this.current.kind === 'signed-in' ? this.current.connection : undefined;
  }

  /** The connection; throws a {@link Refusal} when nobody is signed in. */
  get required(): Connection {
    if (this.connection) return this.connection;
    throw new Refusal(l10n.t('Sign in to W&B first.'));
  }

  /** The connection for a spec; throws a {@link Refusal} when nobody is signed in, or the spec belongs to another server. */
  requiredFor(spec: vscode.Uri): Connection {
    const connection = this.required;
    const other = this.otherServerOf(spec);
    // A sandbox is there to try things out.
    if (this.guest || !other) return connection;
    throw new Refusal(
      l10n.t(
        '{0} belongs to {1}, by the configuration of its folder, and you are signed in to {2}.',
        vscode.workspace.asRelativePath(spec),
        other.host,
        connection.account.host,
      ),
      {
        label: l10n.t('Switch Account'),
        run: () => vscode.commands.executeCommand('wandbAutomations.account'),
      },
    );
  }

  /** The server that a spec belongs to by the configuration of its folder, where another one is asked now. */
  otherServerOf(spec: vscode.Uri): Server | undefined {
    const named = serverOf(this.world.folders.hostOf(spec));
    const asked = 'server' in this.current ? this.current.server : undefined;
    return named && named.baseUrl !== asked?.baseUrl ? named : undefined;
  }

  /** The servers for which a key is missing: of the account whose key was refused, and those that configurations of the workspace name. */
  async lackingKey(): Promise<{ readonly refused: readonly Server[]; readonly named: readonly Server[] }> {
    const state = this.current;
    const accounts = await this.world.accounts.list();
    return {
      refused: state.kind === 'signed-in' && state.health === 'expired' ? [state.server] : [],
      named: this.namedServers().filter((server) => !isKnown(server, accounts)),
    };
  }

  /** Does a configuration of the workspace name the server? */
  isNamed({ baseUrl }: Server): boolean {
    return this.namedServers().some((named) => named.baseUrl === baseUrl);
  }

  /** Looks again who is signed in. Asks no server. */
  update(): Promise<void> {
    // One after the other; the next doesn't care whether the last one failed.
    this.updating = this.updating.catch(() => undefined).then(() => this.look());
    return this.updating;
  }

  /** Makes this account the one in use: in this workspace, where a configuration names another server, else everywhere. */
  async use(server: Server, account: Account): Promise<void> {
    const { memory, workspaceMemory, accounts } = this.world;
    this.guest = undefined;
    await memory.update(ACTIVE, account.id);
    const named = this.namedServer(await accounts.list());
    const isOther = named !== undefined && named.baseUrl !== server.baseUrl;
    await workspaceMemory.update(CHOSEN, isOther ? account.id : undefined);
    if (named === undefined) await setConfiguredServer(server);
    await this.update();
    // The same key again: the server has just accepted it.
    if (this.connection?.account.id === account.id) this.tell(this.connection, 'fine');
  }

  /** Works for a guest, until it is `undefined` again. */
  async lend(guest: Guest | undefined): Promise<void> {
    this.guest = guest;
    await this.update();
  }

  /** Works for somebody who isn't saved: {@link lend} takes it back. */
  get isLent(): boolean {
    return this.guest !== undefined;
  }

  dispose(): void {
    this.ending?.abort();
    for (const subscription of this.subscriptions) subscription.dispose();
    this.change.dispose();
  }

  private async look(): Promise<void> {
    this.settle(await this.find());
  }

  private async find(): Promise<Found> {
    if (!vscode.workspace.isTrusted) return { kind: 'restricted' };
    if (this.guest) return { kind: 'signed-in', guest: true, ...this.guest };
    const accounts = await this.world.accounts.list();
    const named = this.chosenServer(accounts) ?? this.namedServer(accounts);
    const parsed: ServerOrProblem = named ? { server: named } : configuredServer();
    if ('problem' in parsed) return { kind: 'misconfigured', problem: parsed.problem };
    const { server } = parsed;
    const here = accounts.filter(({ baseUrl }) => baseUrl === server.baseUrl);
    const active = this.world.memory.get<string>(ACTIVE);
    const account = here.find(({ id }) => id === active) ?? here.at(-1);
    const key = account && (await this.world.accounts.keyOf(account.id));
    if (account === undefined || key === undefined)
      return { kind: 'signed-out', server: this.namedServers()[0] ?? server };
    return { kind: 'signed-in', guest: false, server, account, key };
  }

  /** The server that a configuration of the workspace names, if the user has signed in there before: nobody's word sends a key. */
  private namedServer(accounts: readonly Account[]): Server | undefined {
    const [named] = this.namedServers();
    return named && isKnown(named, accounts) ? named : undefined;
  }

  /** In the order of their folders. */
  private namedServers(): readonly Server[] {
    return this.world.folders.hosts.flatMap((host) => serverOf(host) ?? []);
  }

  /** The server that the user prefers to the one that a configuration of the workspace names. */
  private chosenServer(accounts: readonly Account[]): Server | undefined {
    const chosen = this.world.workspaceMemory.get<string>(CHOSEN);
    return serverOf(accounts.find(({ id }) => id === chosen)?.baseUrl);
  }

  private settle(found: Found): void {
    if (found.kind !== 'signed-in') {
      this.become(found);
      return;
    }
    const { server, account, key, guest } = found;
    if (this.connection?.account.id === account.id && this.currentKey === key) return;
    const ending = new AbortController();
    const tell = (health: Health): void => this.tell(connection, health);
    const parts = this.world.connect({ server, account, key, tell });
    const connection: Connection = { ...parts, account, ended: ending.signal };
    this.become({ kind: 'signed-in', server, connection, health: 'fine', guest }, key, ending);
  }

  private tell(connection: Connection, health: Health): void {
    const state = this.current;
    if (state.kind !== 'signed-in' || state.connection !== connection || state.health === health) return;
    this.current = { ...state, health };
    this.change.fire(this.current);
  }

  private become(state: SessionState, key?: string, ending?: AbortController): void {
    this.ending?.abort();
    this.ending = ending;
    this.currentKey = key;
    this.current = state;
    this.change.fire(state);
  }
}

/** Has the user signed in there before? */
const isKnown = ({ baseUrl }: Server, accounts: readonly Account[]): boolean =>
  accounts.some((account) => account.baseUrl === baseUrl);

/** Undefined for what is no base URL. */
function serverOf(baseUrl: string | undefined): Server | undefined {
  const parsed = baseUrl === undefined ? undefined : parseBaseUrl(baseUrl);
  return parsed && 'server' in parsed ? parsed.server : undefined;
}

/** Writes the user's setting, if it says something else. */
async function setConfiguredServer({ baseUrl }: Server): Promise<void> {
  const parsed = configuredServer();
  if ('server' in parsed && parsed.server.baseUrl === baseUrl) return;
  const configuration = vscode.workspace.getConfiguration('wandbAutomations');
  await configuration.update('host', baseUrl, vscode.ConfigurationTarget.Global);
}

function configuredServer(): ServerOrProblem {
  return parseBaseUrl(vscode.workspace.getConfiguration('wandbAutomations').get('host', ''));
}
