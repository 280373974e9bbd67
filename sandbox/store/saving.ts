import { message, type Message } from '../../core/l10n/message';
import { writePrivate } from '../../node/files';
import { writeSnapshot } from './snapshot';
import type { Store } from './store';

/** Milliseconds from a change to its being on disk. Many changes at once are written once. */
const patience = 200;

/** Keeps a file up to date with the store. The file always holds a whole state: it is written beside and renamed. */
export class Saving {
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();
  private readonly stop: () => void;

  constructor(
    private readonly store: Store,
    private readonly path: string,
    private readonly warn: (sentence: Message) => void,
  ) {
    const later = (): void => {
      this.timer ??= setTimeout(() => void this.save(), patience);
    };
    this.stop = store.onChange(later);
    later();
  }

  /** Writes what isn't yet written. */
  async close(): Promise<void> {
    this.stop();
    if (this.timer) await this.save();
    await this.writing;
  }

  private save(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.writing = this.writing
      .then(() => writePrivate(this.path, writeSnapshot(this.store)))
      .catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        this.warn(message('{0} cannot be written: {1}', this.path, reason));
      });
    return this.writing;
  }
}
