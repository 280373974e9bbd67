import { createWandbClient, type WandbClient, type WandbClientOptions } from '../client';
import type { Fetch } from '../fetch';
import { createFakeClock, type FakeClock } from './fakeClock';

export const testKey = 'local-0123456789abcdef0123456789abcdef01234567';

/** A client whose time is the test's. */
export function createTestClient(
  fetch: Fetch,
  more: Partial<WandbClientOptions> = {},
): { readonly client: WandbClient; readonly clock: FakeClock } {
  const clock = createFakeClock();
  const client = createWandbClient({
    baseUrl: 'https://api.example.com',
    credentials: { type: 'api-key', key: testKey },
    fetch,
    clock,
    random: () => 0.5,
    userAgent: 'test/1',
    ...more,
  });
  return { client, clock };
}
