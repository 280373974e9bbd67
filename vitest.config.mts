import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{core,node,server,client,cli,sandbox,test}/**/*.test.ts'],
    // Lifecycle of the VS Code that the in-host suites need belongs to test/host, not to vitest.
    exclude: ['**/node_modules/**', 'test/vscode/**'],
    setupFiles: ['test/seed.ts'],
    // No test changes what modules hold. A process of its own for each of 200 files costs more than the tests in them.
    isolate: false,
    // One for each core; the default leaves one of two idle.
    maxWorkers: '100%',
    // Milliseconds; a machine that has other things to do takes its time.
    testTimeout: 60_000,
  },
});
