import { expect } from 'vitest';
import type { Clock } from '../../../core/api/clock';
import { ApiError } from '../../../core/api/errors';
import type { Fetch } from '../../../core/api/fetch';
import { systemClock } from '../../../node/clock';
import { createNodeFetch } from '../../../node/fetch';
import type { FaultsConfig } from '../../../sandbox/faults';
import type { Sandbox } from '../../../sandbox/server';

/** Waits between tries take a two hundredth of their time; an answer has as much time as ever, or as much as a test says. */
export const hasty = (answerTimeout = 20_000): Clock => ({
  now: () => systemClock.now(),
  schedule: (callback, milliseconds) =>
    systemClock.schedule(callback, milliseconds >= 20_000 ? answerTimeout : milliseconds / 200),
});

/** A `fetch` that writes down the names of the documents that leave the client. */
export function countingFetch(): { readonly fetch: Fetch; readonly sent: string[] } {
  const inner = createNodeFetch({ variables: {} });
  const sent: string[] = [];
  return {
    sent,
    fetch: (url, init) => {
      sent.push(/"operationName":"(\w+)"/.exec(init.body)?.[1] ?? url);
      return inner(url, init);
    },
  };
}

/** Has the sandbox go wrong in these ways, and in no others. */
export async function disturb({ url, apiKey }: Sandbox, faults: FaultsConfig): Promise<void> {
  const response = await fetch(`${url}/sandbox/faults`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}` },
    body: JSON.stringify(faults),
  });
  expect(response.status).toBe(200);
}

/** The value, or the error in its place. */
export const outcomeOf = (work: Promise<unknown>): Promise<unknown> => work.catch((error: unknown) => error);

/** How a call ended: the kind of its failure, `nothing` for undefined, `answered` for everything else. */
export function kindOf(outcome: unknown): string {
  if (!(outcome instanceof ApiError)) return outcome === undefined ? 'nothing' : 'answered';
  const { failure } = outcome;
  return failure.kind === 'unreachable' ? `${failure.kind}: ${failure.cause}` : failure.kind;
}
