import type { World } from './world';

/** Work that is done once after a pause, however often it is asked for meanwhile. */
export class Gathered {
  private cancel: (() => void) | undefined;

  constructor(
    private readonly world: Pick<World, 'later'>,
    /** Milliseconds. */
    private readonly pause: number,
    private readonly work: () => void,
  ) {}

  soon(): void {
    this.cancel ??= this.world.later(this.pause, () => {
      this.cancel = undefined;
      this.work();
    });
  }

  /** Nothing more is done of what was asked for. */
  stop(): void {
    this.cancel?.();
    this.cancel = undefined;
  }
}
