import type { World } from './world';

/** Milliseconds that a client's answer is waited for at the beginning. */
export const PATIENCE = 3000;

/** Waits for what a client has to answer, but not for one that doesn't: after {@link PATIENCE} everything goes on without its answer. */
export async function withoutWaiting(
  world: Pick<World, 'later'>,
  work: () => Promise<void>,
  failed: (error: unknown) => void,
): Promise<void> {
  const done = work().catch(failed);
  let stop = (): void => undefined;
  const late = new Promise<void>((resolve) => (stop = world.later(PATIENCE, resolve)));
  await Promise.race([done, late]);
  stop();
}
