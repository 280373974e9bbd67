import * as vscode from 'vscode';

/** Who is signed in where. Holds no key: only {@link AccountStore.keyOf} gives that. */
export interface Account {
  /** Stable: the same user on the same server has the same one after signing in again. */
  readonly id: string;
  readonly baseUrl: string;
  /** Host, with the port where it isn't the usual one. */
  readonly host: string;
  readonly username: string;
}

interface SavedAccount extends Account {
  readonly key: string;
}

export interface AccountsChange {
  readonly added: readonly Account[];
  readonly removed: readonly Account[];
  /** There was a new key for them. */
  readonly changed: readonly Account[];
}

/** Name of the one secret, a JSON array. */
const SECRET = 'wandb.accounts';

export const accountId = (baseUrl: string, username: string): string => `${username}@${baseUrl}`;

/** The accounts that the user signed in with. Keys are in VS Code's SecretStorage and nowhere else. */
export class AccountStore implements vscode.Disposable {
  private readonly change = new vscode.EventEmitter<AccountsChange>();
  readonly onDidChange = this.change.event;
  private readonly subscription: vscode.Disposable;
  private reading: Promise<readonly SavedAccount[]> | undefined;
  /** As they were read last; undefined: not yet. */
  private known: readonly SavedAccount[] | undefined;

  constructor(
    private readonly secrets: vscode.SecretStorage,
    /** Is told why it isn't known what another window has done. */
    failed: (error: unknown) => void,
  ) {
    // Also fires when another window has signed in or out.
    this.subscription = secrets.onDidChange(({ key }) => {
      if (key === SECRET) this.reload().catch(failed);
    });
  }

  async list(): Promise<readonly Account[]> {
    return (await this.load()).map(withoutKey);
  }

  async keyOf(id: string): Promise<string | undefined> {
    return (await this.load()).find((account) => account.id === id)?.key;
  }

  /** Takes the place of what was there for the same user and server. */
  async add(account: Account, key: string): Promise<void> {
    await this.save((accounts) => [...accounts.filter(({ id }) => id !== account.id), { ...account, key }]);
  }

  async remove(id: string): Promise<void> {
    await this.save((accounts) => accounts.filter((account) => account.id !== id));
  }

  dispose(): void {
    this.subscription.dispose();
    this.change.dispose();
  }

  private load(): Promise<readonly SavedAccount[]> {
    return this.reading ?? this.begin();
  }

  private begin(): Promise<readonly SavedAccount[]> {
    const reading = this.read();
    this.reading = reading;
    // What could not be read is read again by whoever asks next.
    reading.catch(() => {
      if (this.reading === reading) this.reading = undefined;
    });
    return reading;
  }

  private async read(): Promise<readonly SavedAccount[]> {
    const now = parseAccounts(await this.secrets.get(SECRET));
    const before = this.known;
    this.known = now;
    if (before) this.tell(before, now);
    return now;
  }

  private async save(edit: (accounts: readonly SavedAccount[]) => readonly SavedAccount[]): Promise<void> {
    // What another window wrote in the meantime isn't lost.
    const accounts = edit(await this.begin());
    if (accounts.length === 0) await this.secrets.delete(SECRET);
    else await this.secrets.store(SECRET, JSON.stringify(accounts));
    await this.reload();
  }

  private async reload(): Promise<void> {
    this.known ??= [];
    await this.begin();
  }

  private tell(before: readonly SavedAccount[], now: readonly SavedAccount[]): void {
    const keyBefore = new Map(before.map(({ id, key }) => [id, key]));
    const change = {
      added: now.filter(({ id }) => !keyBefore.has(id)).map(withoutKey),
      removed: before.filter(({ id }) => !now.some((account) => account.id === id)).map(withoutKey),
      changed: now.filter(({ id, key }) => keyBefore.has(id) && keyBefore.get(id) !== key).map(withoutKey),
    };
    if (change.added.length + change.removed.length + change.changed.length > 0) this.change.fire(change);
  }
}

function withoutKey({ id, baseUrl, host, username }: SavedAccount): Account {
  return { id, baseUrl, host, username };
}

/** What isn't an account is left out: it was written by another version, and can be had again by signing in. */
function parseAccounts(text: string | undefined): readonly SavedAccount[] {
  if (text === undefined) return [];
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed.filter(isSavedAccount) : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

function isSavedAccount(value: unknown): value is SavedAccount {
  if (typeof value !== 'object' || value === null) return false;
  const members = value as Record<string, unknown>;
  return ['id', 'baseUrl', 'host', 'username', 'key'].every((name) => typeof members[name] === 'string');
}
