import type { TestApi } from '../../../client/extension';
import { systemClock } from '../../../node/clock';
import { goWrong, heal, type Wrong } from './sandbox';

/** Milliseconds: what is longer is no pause between two tries, but how long an answer may take. */
const LONG = 5_000;

/** Milliseconds after which a server is asked again for what it didn't answer, also one that wants to be left alone. */
const HOLD_OFF = 61_000;

/**
 * Time for a server that goes wrong: pauses between tries are over at once, and so is the patience for an answer of a server that
 * hangs, and what passes before it is asked again. That of others is real.
 */
export class ImpatientClock {
  private skipped = 0;
  /** The end of the patience for the request that is made next. */
  private end: { readonly after: number; readonly run: () => void } | undefined;
  /** Where the server hangs; `*`: everywhere. */
  private hanging: string | undefined;
  private readonly fetch = globalThis.fetch;

  constructor(private readonly api: TestApi) {
    Object.assign(api.clock, {
      now: () => systemClock.now() + this.skipped,
      schedule: (run: () => void, milliseconds: number) => {
        if (milliseconds < LONG) return systemClock.schedule(run, 0);
        this.end = { after: milliseconds, run };
        return systemClock.schedule(run, milliseconds);
      },
    });
    const { fetch } = this;
    globalThis.fetch = (input, init) => {
      this.watch(typeof init?.body === 'string' ? init.body : '');
      return fetch(input, init);
    };
  }

  /** Lets the sandbox go wrong at a root field or an operation, or everywhere (`*`), until {@link heal}. */
  async goWrong(operation: string, wrong: Wrong): Promise<void> {
    // Before: others may ask meanwhile, and what they wait for is waited for by everybody.
    this.hanging = wrong.kind === 'latency' ? operation : undefined;
    await goWrong({ operation, ...wrong });
  }

  /** Nothing goes wrong any more, and users have had time to read what they were told. */
  async heal(): Promise<void> {
    await heal();
    this.hanging = undefined;
    // What others asked by then fails first.
    await new Promise(setImmediate);
    this.skipped += HOLD_OFF;
  }

  /** Time goes as usual again. */
  stop(): void {
    globalThis.fetch = this.fetch;
    Object.assign(this.api.clock, systemClock);
  }

  private watch(body: string): void {
    const { hanging, end } = this;
    this.end = undefined;
    if (!end || hanging === undefined || !(hanging === '*' || body.includes(hanging))) return;
    setImmediate(() => {
      this.skipped += end.after;
      end.run();
    });
  }
}
