import type { RegexMatcher } from './context';
import type { World } from './world';

type Engine = Awaited<ReturnType<World['loadRegexEngine']>>;

interface RegexParts {
  readonly load: World['loadRegexEngine'];
  readonly loaded: (engine: Engine) => void;
  readonly failed: (error: unknown) => void;
}

/** The engine of regular expressions is big: it is loaded when there is one. */
export class RegexEngine {
  private loading: Promise<void> | undefined;
  /** Absent until the engine is loaded. */
  matcher: RegexMatcher | undefined;

  constructor(private readonly parts: RegexParts) {}

  /** Resolves when it is there. */
  prepare(): Promise<void> {
    const { load, loaded, failed } = this.parts;
    this.loading ??= load().then((engine) => {
      this.matcher = engine.createRegexMatcher;
      loaded(engine);
    }, failed);
    return this.loading;
  }
}
