import { setKey } from '../contextKeys';

/** Ids of the walkthrough's steps in the manifest. */
export type WalkthroughStep = 'start' | 'sidebar' | 'write' | 'check' | 'create';

/** The user has done what the step is about. VS Code waits for the context key, and remembers the step. */
export function stepDone(step: WalkthroughStep): void {
  setKey(`done.${step}`, true);
}
