import { RemoteFacts, type AskRemote } from './facts';

/** Where facts of W&B servers come from: the extension, or a client of our own. */
export interface RemoteSource {
  /** Asks the server at this base URL, or the one that the user works with anyway. */
  at(host: string | undefined): AskRemote;
  /** The credentials may be others now. */
  forget(): void;
  /** Loads what asking needs, without asking anything. */
  load?(): Promise<void>;
}

/** Facts by the server that they are of: each folder of the workspace can belong to another. */
export class FactsByHost {
  private readonly known = new Map<string | undefined, RemoteFacts>();

  constructor(
    private readonly source: RemoteSource,
    private readonly arrived: () => void,
    /** Milliseconds. */
    private readonly now: () => number,
  ) {}

  at(host: string | undefined): RemoteFacts {
    let facts = this.known.get(host);
    if (!facts) {
      facts = new RemoteFacts(this.source.at(host), this.arrived, this.now);
      this.known.set(host, facts);
    }
    return facts;
  }

  /** Loads what asking needs, without asking anything. */
  async load(): Promise<void> {
    await this.source.load?.();
  }

  /** Nothing that was known holds any more. */
  forget(): void {
    this.source.forget();
    for (const facts of this.known.values()) facts.forget();
  }
}

/** A source that is made when it is first asked. */
export function lazySource(make: () => Promise<RemoteSource>): RemoteSource {
  let made: Promise<RemoteSource> | undefined;
  const source = (): Promise<RemoteSource> => (made ??= make());
  return {
    at: (host) => async (lookup, ask) => (await source()).at(host)(lookup, ask),
    load: async () => {
      await source();
    },
    forget: () => void made?.then((source) => source.forget()),
  };
}
