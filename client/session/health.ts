import type { Fetch } from '../../core/api/fetch';
import { answerTimeout } from '../../core/api/http';

/** What the last answer of the server said about the connection. `expired`: it doesn't accept the key any more. */
export type Health = 'fine' | 'offline' | 'expired';

/** A fetch that tells after every request how the connection is. A request that the user cancelled tells nothing. */
export function watched(fetch: Fetch, now: () => number, tell: (health: Health) => void): Fetch {
  return async (url, init) => {
    const start = now();
    try {
      const response = await fetch(url, init);
      tell(response.status === 401 ? 'expired' : 'fine');
      return response;
    } catch (error) {
      if (!init.signal.aborted || now() - start >= answerTimeout) tell('offline');
      throw error;
    }
  };
}
