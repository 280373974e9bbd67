import { createWandbClient, type WandbClient } from '../../../core/api/client';
import type { Clock } from '../../../core/api/clock';
import { systemClock } from '../../../node/clock';
import { createNodeFetch } from '../../../node/fetch';
import type { Fetch } from '../../../core/api/fetch';
import type { Sandbox } from '../../../sandbox/server';

/** The product's own client, signed in to a sandbox over real HTTP. */
export function clientOf(
  { url, apiKey }: Pick<Sandbox, 'url' | 'apiKey'>,
  fetch: Fetch = createNodeFetch({ variables: {} }),
  clock: Clock = systemClock,
): WandbClient {
  return createWandbClient({
    baseUrl: url,
    credentials: { type: 'api-key', key: apiKey },
    fetch,
    clock,
    random: () => 0.5,
    userAgent: 'wandb-automations (contract)',
  });
}
