/** Runs the suites inside VS Code: `node out/host/test.js [--desktop] [--vscode VERSION] [--vsix FILE] [--workspace NAME] [--grep TEXT]` */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { program, Resources } from './program';
import { root } from './root';
import { runSuite, useDesktop } from './suite';

/** Each has a VS Code of its own. */
const all = ['none', 'bare', 'empty', 'restricted', 'folders', 'examples'] as const;

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
  const workspaces = all.filter((name) => values.workspace === undefined || values.workspace === name);
  for (const workspace of workspaces) {
    const own = new Resources();
    resources.hold(() => own.release());
    const result = await runSuite(own, { ...values, workspace, desktop, version: values.vscode });
    await own.release();
    sum.version = result.version;
    sum.passed += result.passed;
    sum.failed += result.failed;
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(
    `In VS Code ${sum.version}: ${sum.passed} passed, ${sum.failed} failed (${seconds} s with ${workspaces.length} starts)`,
  );
  const results = join(root, 'out', 'results');
  await mkdir(results, { recursive: true });
  await writeFile(join(results, 'vscode.json'), JSON.stringify(sum));
  return sum.failed === 0 && sum.passed > 0 ? 0 : 1;
});
