/**
 * Loaded into a measured program before its own code (`node --require`): tells the benchmark what the process takes, when asked
 * and when it ends.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ownUsage, type Usage } from './usage';

/** `collect`: after the garbage was collected, so that only what is alive counts. */
export type Question = 'usage' | 'collect';

export interface Answer {
  readonly probe: Question | 'end';
  readonly usage: Usage;
}

function tell(probe: Answer['probe']): void {
  process.send?.({ probe, usage: ownUsage() } satisfies Answer);
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // What the first round finalizes is free after the second.
  collect();
  collect();
}

process.on('message', (question: Question) => {
  if (question === 'collect') collectGarbage();
  tell(question);
});
process.on('exit', () => tell('end'));
// The program ends when its own work is done.
process.channel?.unref();
