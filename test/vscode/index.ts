import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';
import { env, version } from 'vscode';
import { environment, SUITE_ENDS, SUITE_STARTS, type SuiteResult, type Workspace } from './environment';

/** Milliseconds for one test. */
const TIMEOUT = 20_000;

/** On a busy machine VS Code itself may answer late or twice; whoever runs the suites is told of each, and refuses more than a few. */
const SECOND_TRIES = 1;

/**
 * What VS Code calls in its extension host, desktop and server alike: runs the `*.suite.ts` of this folder that want the
 * workspace which is open.
 * @throws when a test failed
 */
export async function run(): Promise<void> {
  console.log(
    `${SUITE_STARTS}${version} (${env.appName}, ${env.appHost}), Node ${process.versions.node}, display language ${env.language}`,
  );
  const grep = environment('WANDB_AUTOMATIONS_TEST_GREP');
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: TIMEOUT,
    retries: SECOND_TRIES,
    color: false,
    ...(grep && { fgrep: grep }),
  });
  const workspace = environment('WANDB_AUTOMATIONS_TEST_WORKSPACE');
  const [part = 1, parts = 1] = environment('WANDB_AUTOMATIONS_TEST_PART').split('/').map(Number);
  const files = readdirSync(__dirname)
    .sort()
    .filter((file) => workspaceOf(file) === workspace);
  for (const [index, file] of files.entries())
    if (index % parts === part - 1) mocha.addFile(join(__dirname, file));
  const result = await new Promise<SuiteResult>((resolve) => {
    const failures: string[] = [];
    const secondTries: string[] = [];
    const runner = mocha.run((failed) =>
      resolve({ version, passed: runner.stats?.passes ?? 0, failed, failures, secondTries }),
    );
    const said = (test: Mocha.Test, error: unknown): string => `${test.fullTitle()}: ${String(error)}`;
    runner.on('fail', (test, error: unknown) => failures.push(said(test, error)));
    runner.on('retry', (test: Mocha.Test, error: Error) => secondTries.push(said(test, error)));
  });
  writeFileSync(environment('WANDB_AUTOMATIONS_TEST_RESULT'), JSON.stringify(result));
  console.log(SUITE_ENDS);
  if (result.failed > 0) throw new Error(`${result.failed} tests failed`);
}

function workspaceOf(file: string): Workspace | undefined {
  if (file.endsWith('.bench.js')) return 'bench';
  const [, special] = /\.(none|bare|empty|restricted|folders)\.suite\.js$/.exec(file) ?? [];
  return (special as Workspace | undefined) ?? (file.endsWith('.suite.js') ? 'examples' : undefined);
}
