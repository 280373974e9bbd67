/** Runs the suite inside VS Code: `node out/host/test.js [--desktop] [--vscode VERSION] [--vsix FILE] [--grep TEXT]` */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { program } from './program';
import { root } from './root';
import { runSuite, useDesktop } from './suite';

program(async (resources) => {
  const { values } = parseArgs({
    options: {
      desktop: { type: 'boolean', default: false },
      vscode: { type: 'string' },
      vsix: { type: 'string' },
      grep: { type: 'string' },
    },
  });
  const start = performance.now();
  const result = await runSuite(resources, {
    ...values,
    desktop: useDesktop(values.desktop),
    version: values.vscode,
  });
  const { passed, failed, version } = result;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`In VS Code ${version}: ${passed} passed, ${failed} failed (${seconds} s with start)`);
  const results = join(root, 'out', 'results');
  await mkdir(results, { recursive: true });
  await writeFile(
    join(results, values.vsix === undefined ? 'vscode.json' : 'vsix.json'),
    JSON.stringify(result),
  );
  return failed === 0 && passed > 0 ? 0 : 1;
});
