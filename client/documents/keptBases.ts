import type { Memento, Uri } from 'vscode';
import type { Trigger } from '../../core/api/model';

const KEY = 'documents.bases';

type Bases = Readonly<Record<string, Trigger>>;

/**
 * What documents with unsaved changes began as. VS Code keeps such changes when it is closed; whoever saves them afterwards still
 * has to hear what others changed since they were begun.
 */
export class KeptBases {
  constructor(
    /** Of the workspace. */
    private readonly memory: Memento,
  ) {}

  get(uri: Uri): Trigger | undefined {
    return this.all[uri.toString()];
  }

  keep(uri: Uri, base: Trigger): void {
    this.set({ ...this.all, [uri.toString()]: withoutAddress(base) });
  }

  forget(uri: Uri): void {
    const { [uri.toString()]: gone, ...others } = this.all;
    if (gone) this.set(others);
  }

  private get all(): Bases {
    return this.memory.get<Bases>(KEY, {});
  }

  private set(bases: Bases): void {
    void this.memory.update(KEY, bases);
  }
}

/** A webhook's address is often a secret, and no part of what is compared. */
function withoutAddress(trigger: Trigger): Trigger {
  const text = JSON.stringify(trigger, (key, value: unknown) => (key === 'urlEndpoint' ? undefined : value));
  return JSON.parse(text) as Trigger;
}
