import type { CatalogLookup, CatalogLookups } from '../../core/api/catalog';
import type { Fact, UnknownReason } from '../../core/api/known';
import type { KnownFacts, RemoteFacts } from './facts';

/** How long an answer without anything local to say waits for the server, in milliseconds. */
const PATIENCE = 800;
/** A path is looked up part by part: what is known of one part tells what to ask for the next. */
const ROUNDS = 3;

/** Asks for facts without waiting and remembers which of them can be waited for. */
export class Lookups implements KnownFacts {
  private readonly waits: ((patience: number, signal: AbortSignal) => Promise<unknown>)[] = [];
  /** Why something isn't known, other than that it is on its way. */
  unknown: UnknownReason | undefined;

  constructor(private readonly facts: RemoteFacts) {}

  get loading(): boolean {
    return this.waits.length > 0;
  }

  get<Lookup extends CatalogLookup>(
    lookup: Lookup,
    ask: CatalogLookups[Lookup]['ask'],
  ): Fact<CatalogLookups[Lookup]['fact']> {
    const fact = this.facts.get(lookup, ask);
    if (fact.known) return fact;
    if (fact.reason === 'loading' || fact.reason === 'not-asked')
      this.waits.push((patience, signal) => this.facts.wait(patience, signal, lookup, ask));
    else this.unknown ??= fact.reason;
    return fact;
  }

  /** The fact, or nothing where it isn't known or surely isn't there. */
  value<Lookup extends CatalogLookup>(
    lookup: Lookup,
    ask: CatalogLookups[Lookup]['ask'],
  ): CatalogLookups[Lookup]['fact'] | undefined {
    const fact = this.get(lookup, ask);
    return fact.known ? fact.value : undefined;
  }

  /** Waits for what is on its way, or is only asked for by who waits, but not longer than `patience` milliseconds. */
  async settle(patience: number, signal: AbortSignal): Promise<void> {
    await Promise.all(this.waits.map((wait) => wait(patience, signal)));
  }
}

/**
 * An answer from what is known now; one that `isEmpty`, from what is known a moment later: a slow server never delays what can be
 * said without it.
 */
export async function patiently<Answer>(
  facts: RemoteFacts,
  signal: AbortSignal,
  answerFrom: (lookups: Lookups) => Answer,
  isEmpty: (answer: Answer) => boolean,
): Promise<{ readonly answer: Answer; readonly lookups: Lookups }> {
  let lookups = new Lookups(facts);
  let answer = answerFrom(lookups);
  const nothingLocal = isEmpty(answer);
  for (let round = 0; round < ROUNDS && nothingLocal && lookups.loading; round++) {
    await lookups.settle(PATIENCE, signal);
    lookups = new Lookups(facts);
    answer = answerFrom(lookups);
  }
  return { answer, lookups };
}
