/** The last line of a check of everything: adds up what vitest, the suites in VS Code and the look at the packages found. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root';

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** vitest's names. */
interface VitestCounts {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly success: boolean;
}

const folder = join(root, 'out', 'results');
const sum = { passed: 0, failed: 0 };
for (const file of readdirSync(folder)) {
  const counts = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Counts | VitestCounts;
  if ('passed' in counts) {
    sum.passed += counts.passed;
    sum.failed += counts.failed;
  } else {
    sum.passed += counts.numPassedTests;
    // A file that doesn't even load fails without a failed test in it.
    sum.failed += counts.success ? 0 : Math.max(counts.numFailedTests, 1);
  }
}
// Types, lint, a build: whatever else made the run fail is one failure.
if (process.argv[2] !== '0') sum.failed = Math.max(sum.failed, 1);
console.log(`${sum.passed} passed, ${sum.failed} failed`);
