/** Runs the suites inside VS Code: `node out/host/test.js [--desktop] [--vscode VERSION] [--vsix FILE] [--workspace NAME] [--grep TEXT]` */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { program, Resources } from './program';
import { root } from './root';
import { runSuite, useDesktop, type SuiteOptions } from './suite';

type Job = Pick<SuiteOptions, 'workspace' | 'part'>;

/** Each has a VS Code of its own. The examples, which have most of the tests, have several. */
const all: readonly Job[] = [
  ...['1/3', '2/3', '3/3'].map((part): Job => ({ workspace: 'examples', part })),
  ...(['folders', 'empty', 'restricted', 'none', 'bare'] as const).map((workspace): Job => ({ workspace })),
];

/** More than so many tests that need a second try are a failure of their own. */
const MOST_SECOND_TRIES = 2;

/** Suites wait for a window most of the time, so that two take little longer than one. On a desktop they would fight for the focus. */
const AT_ONCE = 2;

program(async (resources) => {
  const { values } = parseArgs({
    options: {
      desktop: { type: 'boolean', default: false },
      vscode: { type: 'string' },
      vsix: { type: 'string' },
      workspace: { type: 'string' },
      grep: { type: 'string' },
    },
  });
  const start = performance.now();
  const desktop = useDesktop(values.desktop);
  const sum = { version: '', passed: 0, failed: 0 };
  const failures: string[] = [];
  const secondTries: string[] = [];
  const jobs = jobsFor(values.workspace, values.grep);
  const starts = jobs.length;
  const lane = async (): Promise<void> => {
    for (let job = jobs.shift(); job; job = jobs.shift()) {
      const own = new Resources();
      resources.hold(() => own.release());
      const result = await runSuite(own, { ...values, ...job, desktop, version: values.vscode });
      await own.release();
      sum.version = result.version;
      sum.passed += result.passed;
      sum.failed += result.failed;
      failures.push(...result.failures);
      secondTries.push(...result.secondTries);
    }
  };
  await Promise.all(Array.from({ length: desktop ? 1 : AT_ONCE }, lane));
  // Once more, where nobody has to look for it: the suites print many lines.
  for (const each of secondTries) console.log(`Tried twice: ${each}`);
  if (secondTries.length > MOST_SECOND_TRIES) {
    failures.push(`${secondTries.length} tests had to be tried twice`);
    sum.failed++;
  }
  for (const failure of failures) console.log(`Failed: ${failure}`);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(
    `In VS Code ${sum.version}: ${sum.passed} passed, ${sum.failed} failed (${seconds} s with ${starts} starts)`,
  );
  const results = join(root, 'out', 'results');
  await mkdir(results, { recursive: true });
  await writeFile(join(results, 'vscode.json'), JSON.stringify(sum));
  return sum.failed === 0 && sum.passed > 0 ? 0 : 1;
});

/** Who looks for few tests isn't served by many starts. */
function jobsFor(workspace: string | undefined, grep: string | undefined): Job[] {
  const wanted = all.filter((job) => workspace === undefined || job.workspace === workspace);
  if (grep === undefined) return wanted;
  const whole = wanted.map((job): Job => ({ workspace: job.workspace }));
  return whole.filter(
    ({ workspace: name }, index) => whole.findIndex((job) => job.workspace === name) === index,
  );
}
