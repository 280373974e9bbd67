import { defineConfig } from 'vitest/config';

/** `npm run test:sdk`: the sandbox and the real Python SDK. */
export default defineConfig({
  test: {
    include: ['test/contract/sdk/*.suite.ts'],
    // Making the Python environment and running the SDK takes minutes on a slow machine.
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
