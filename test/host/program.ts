/** A failure that one sentence explains: shown without a stack. */
export class Failure extends Error {}

type Release = () => void | Promise<void>;

/** What a program holds and has to give back, newest first, however it ends. */
export class Resources {
  readonly #held: Release[] = [];
  #released: Promise<void> | undefined;

  hold(release: Release): void {
    this.#held.push(release);
  }

  /** Whether everything is being given back: what ends now was told to. */
  get ending(): boolean {
    return this.#released !== undefined;
  }

  /** Gives everything back, once. One that fails is told and doesn't keep the others. */
  release(): Promise<void> {
    this.#released ??= this.#releaseAll();
    return this.#released;
  }

  async #releaseAll(): Promise<void> {
    for (let release = this.#held.pop(); release; release = this.#held.pop()) {
      try {
        await release();
      } catch (error) {
        console.error(`Cleaning up: ${describe(error)}`);
      }
    }
  }
}

/** 128 + SIGINT: what a shell expects of a program that was interrupted. */
const INTERRUPTED = 130;

/**
 * Runs a program to its exit code. Ctrl-C, a closed terminal and errors release its resources as well.
 * @param interrupted exit code after Ctrl-C; 0 for a program that is meant to be ended that way
 */
export function program(main: (resources: Resources) => Promise<number>, interrupted = INTERRUPTED): void {
  const resources = new Resources();
  const end = async (code: number): Promise<void> => {
    await resources.release();
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => void end(interrupted));
  main(resources).then(end, async (error: unknown) => {
    await resources.release();
    console.error(error instanceof Failure ? error.message : error);
    process.exit(1);
  });
}

export function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
