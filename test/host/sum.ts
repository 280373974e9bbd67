/** The last line of a check of everything: adds up what vitest, the suites in VS Code and the look at the packages found. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root';

interface Counts {
  readonly passed?: number;
  readonly failed?: number;
  /** vitest's names. */
  readonly numPassedTests?: number;
  readonly numFailedTests?: number;
  readonly numFailedTestSuites?: number;
}

const folder = join(root, 'out', 'results');
const sum = { passed: 0, failed: 0 };
for (const file of readdirSync(folder)) {
  const counts = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Counts;
  sum.passed += counts.passed ?? counts.numPassedTests ?? 0;
  // A file that doesn't even load fails without a failed test in it.
  sum.failed += counts.failed ?? Math.max(counts.numFailedTests ?? 0, counts.numFailedTestSuites ?? 0);
}
// Types, lint, a build: whatever else made the run fail is one failure.
if (process.argv[2] !== '0') sum.failed = Math.max(sum.failed, 1);
console.log(`${sum.passed} passed, ${sum.failed} failed`);
