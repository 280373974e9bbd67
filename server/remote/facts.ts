import type { CatalogLookup, CatalogLookups } from '../../core/api/catalog';
import { unknown, type Fact } from '../../core/api/known';

/** Puts one question to a `RemoteCatalog`, wherever that is. */
export type AskRemote = <Lookup extends CatalogLookup>(
  lookup: Lookup,
  ask: CatalogLookups[Lookup]['ask'],
) => Promise<Fact<CatalogLookups[Lookup]['fact']>>;

type Ask<Lookup extends CatalogLookup> = CatalogLookups[Lookup]['ask'];
type Known<Lookup extends CatalogLookup> = Fact<CatalogLookups[Lookup]['fact']>;

/** Asks again for what is known after this time, in the background. Milliseconds. */
const FRESH = 60_000;
/** Asks again for what could not be known. */
const RETRY = 15_000;
/** More than these aren't asked for by looking at files; whoever waits for an answer gets it all the same. */
export const MOST_FACTS = 5_000;

interface Entry {
  fact: Fact<unknown>;
  /** When it came. */
  at: number;
  /** When somebody last looked at it. */
  used: number;
  pending: Promise<Fact<unknown>> | undefined;
}

/** Where facts are looked up without waiting. */
export type KnownFacts = Pick<RemoteFacts, 'get'>;

/**
 * The server's facts as the features see them: at once or not at all, so that a slow network never delays a local answer.
 * What isn't known yet is asked for in the background, once; `arrived` tells when it came.
 */
export class RemoteFacts {
  /** What was used last stands last. */
  private readonly entries = new Map<string, Entry>();
  private changes = 0;

  constructor(
    private readonly ask: AskRemote,
    private readonly arrived: () => void,
    /** Milliseconds. */
    private readonly now: () => number,
  ) {}

  /** While it is the same, nothing is known that wasn't, and nothing has to be asked again: answers made from facts hold. */
  get revision(): string {
    return `${this.changes} ${Math.floor(this.now() / RETRY)}`;
  }

  /**
   * What is known now. Unknown because of `loading`: was asked for just now. Because of `not-asked`: as many
   * facts as are kept are in use.
   */
  get<Lookup extends CatalogLookup>(lookup: Lookup, ask: Ask<Lookup>): Known<Lookup> {
    const key = keyOf(lookup, ask);
    if (!this.entries.has(key) && !this.hasRoom()) return unknown('not-asked');
    return this.entry(key, lookup, ask).fact as Known<Lookup>;
  }

  /** What is known, or will be after at most `patience` milliseconds. For answers that have nothing local to say. */
  async wait<Lookup extends CatalogLookup>(
    patience: number,
    signal: AbortSignal,
    lookup: Lookup,
    ask: Ask<Lookup>,
  ): Promise<Known<Lookup>> {
    const { fact, pending } = this.entry(keyOf(lookup, ask), lookup, ask);
    if (fact.known || !pending) return fact as Known<Lookup>;
    return (await soon(pending, patience, signal)) as Known<Lookup>;
  }

  /** Nothing that was known holds any more. */
  forget(): void {
    this.changes++;
    this.entries.clear();
  }

  private entry<Lookup extends CatalogLookup>(key: string, lookup: Lookup, ask: Ask<Lookup>): Entry {
    const now = this.now();
    const entry = this.entries.get(key) ?? { fact: unknown('loading'), at: 0, used: now, pending: undefined };
    this.entries.delete(key);
    this.entries.set(key, entry);
    entry.used = now;
    if (!entry.pending && (entry.at === 0 || now - entry.at > (entry.fact.known ? FRESH : RETRY)))
      this.load(key, entry, lookup, ask);
    return entry;
  }

  /** What is in use stays: dropped for the next one, it would be asked for again, and its answer would have all be looked at again. */
  private hasRoom(): boolean {
    for (const [key, { used }] of this.entries) {
      if (this.entries.size < MOST_FACTS || this.now() - used <= FRESH) break;
      this.entries.delete(key);
    }
    return this.entries.size < MOST_FACTS;
  }

  private load<Lookup extends CatalogLookup>(
    key: string,
    entry: Entry,
    lookup: Lookup,
    ask: Ask<Lookup>,
  ): void {
    const before = JSON.stringify(entry.fact);
    entry.pending = this.ask(lookup, ask)
      .catch(() => unknown('failed'))
      .then((fact) => {
        entry.pending = undefined;
        // What was known stays known while the network is away for a moment.
        if (fact.known || !entry.fact.known) entry.fact = fact;
        entry.at = this.now();
        if (this.entries.get(key) === entry && JSON.stringify(entry.fact) !== before) {
          this.changes++;
          this.arrived();
        }
        return fact;
      });
  }
}

const keyOf = (lookup: CatalogLookup, ask: object): string => `${lookup} ${JSON.stringify(ask)}`;

function soon(
  pending: Promise<Fact<unknown>>,
  patience: number,
  signal: AbortSignal,
): Promise<Fact<unknown>> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(unknown('loading')), patience);
    const stop = (): void => {
      clearTimeout(timer);
      resolve(unknown('cancelled'));
    };
    signal.addEventListener('abort', stop, { once: true });
    void pending.then((fact) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      resolve(fact);
    });
  });
}
