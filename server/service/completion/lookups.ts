import type { CatalogLookup, CatalogLookups } from '../../../core/api/catalog';
import type { UnknownReason } from '../../../core/api/known';
import type { RemoteFacts } from '../../remote/facts';

/** Asks for facts without waiting and remembers which of them can be waited for. */
export class Lookups {
  private readonly waits: ((patience: number, signal: AbortSignal) => Promise<unknown>)[] = [];
  /** Why something isn't known, other than that it is on its way. */
  unknown: UnknownReason | undefined;

  constructor(private readonly facts: RemoteFacts) {}

  get loading(): boolean {
    return this.waits.length > 0;
  }

  /** The fact, or nothing where it isn't known or surely isn't there. */
  get<Lookup extends CatalogLookup>(
    lookup: Lookup,
    ask: CatalogLookups[Lookup]['ask'],
  ): CatalogLookups[Lookup]['fact'] | undefined {
    const fact = this.facts.get(lookup, ask);
    if (fact.known) return fact.value;
    if (fact.reason === 'loading' || fact.reason === 'not-asked')
      this.waits.push((patience, signal) => this.facts.wait(patience, signal, lookup, ask));
    else this.unknown ??= fact.reason;
    return undefined;
  }

  /** Waits for what is on its way, or is only asked for by who waits, but not longer than `patience` milliseconds. */
  async settle(patience: number, signal: AbortSignal): Promise<void> {
    await Promise.all(this.waits.map((wait) => wait(patience, signal)));
  }
}
