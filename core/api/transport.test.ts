import { expect, it } from 'vitest';
import type { Fetch } from './fetch';
import { createLimiter } from './limiter';
import { createFakeClock } from './testing/fakeClock';
import { createTransport, longestHold } from './transport';

it('lets no request wait longer for those that a server never answers', async () => {
  const clock = createFakeClock();
  const asked: number[] = [];
  const start = clock.now();
  const never: Fetch = () => {
    asked.push(clock.now() - start);
    return new Promise(() => undefined);
  };
  const send = createTransport({
    baseUrl: 'https://api.wandb.ai',
    host: 'api.wandb.ai',
    credentials: { type: 'api-key', key: 'local-'.padEnd(46, 'a') },
    fetch: never,
    clock,
    limiter: createLimiter(2),
    userAgent: 'test',
  });
  const operation = { name: 'Viewer', text: 'query Viewer { viewer { id } }' };
  const { signal } = new AbortController();
  await clock.run(Promise.allSettled([1, 2, 3].map(() => send(operation, {}, signal))));
  expect(asked).toEqual([0, 0, longestHold]);
});
