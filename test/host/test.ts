/** Runs the suites inside VS Code: `node out/host/test.js [--desktop] [--vscode VERSION] [--vsix FILE] [--workspace NAME] [--grep TEXT]` */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { program, Resources } from './program';
import { installRelease } from './release';
import { root } from './root';
import { runSuite, useDesktop } from './suite';
import type { Workspace } from '../vscode/environment';

/** Each has a VS Code of its own. One list is gone through beside the other, since most of a run is waiting. */
const lanes = [['examples'], ['none', 'bare', 'empty', 'restricted', 'folders']] as const;

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
  let starts = 0;
  const run = async (workspace: Workspace): Promise<void> => {
    const own = new Resources();
    resources.hold(() => own.release());
    const result = await runSuite(own, { ...values, workspace, desktop, version: values.vscode });
    await own.release();
    starts++;
    sum.version = result.version;
    sum.passed += result.passed;
    sum.failed += result.failed;
  };
  if (!desktop) await installRelease(resources, values.vscode);
  await Promise.all(
    lanes.map(async (lane) => {
      for (const workspace of lane)
        if (values.workspace === undefined || values.workspace === workspace) await run(workspace);
    }),
  );
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(
    `In VS Code ${sum.version}: ${sum.passed} passed, ${sum.failed} failed (${seconds} s with ${starts} starts)`,
  );
  const results = join(root, 'out', 'results');
  await mkdir(results, { recursive: true });
  await writeFile(join(results, 'vscode.json'), JSON.stringify(sum));
  return sum.failed === 0 && sum.passed > 0 ? 0 : 1;
});
