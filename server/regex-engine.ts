import type { RegexMatcher } from './context';
import type { World } from './world';

type Engine = Awaited<ReturnType<World['loadRegexEngine']>>;

interface RegexParts {
  readonly load: World['loadRegexEngine'];
  readonly loaded: (engine: Engine) => void;
  readonly failed: (error: unknown) => void;
}

/** The engine of regular expressions is big: it is loaded when a text has one. */
export class RegexEngine {
  private loading: Promise<void> | undefined;
  /** Absent until the engine is loaded. */
  matcher: RegexMatcher | undefined;

  constructor(private readonly parts: RegexParts) {}

  /** Resolves when all that a text needs is there. */
  prepare(text: string): Promise<void> {
    if (!text.includes('regex')) return Promise.resolve();
    const { load, loaded, failed } = this.parts;
    this.loading ??= load().then((engine) => {
      this.matcher = engine.createRegexMatcher;
      loaded(engine);
    }, failed);
    return this.loading;
  }
}
