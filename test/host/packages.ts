/** Looks at the packages that `release.js` made, as who installs them would: `node out/host/packages.js [--desktop]` */
import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { npm } from './npm';
import { describe, program, type Resources } from './program';
import { root } from './root';
import { runSuite, useDesktop } from './suite';
import { temporaryFolder } from './temporary';
import { namesInZip } from './zip';

const KB = 1024;
/** Most bytes that a file may have. */
const budgets: Readonly<Record<string, number>> = {
  'out/packages/NAME.vsix': 1.8 * KB * KB,
  'dist/server.js': 25 * KB,
  'dist/languageServer.js': 190 * KB,
  'dist/serving.js': 495 * KB,
  'dist/client.js': 750 * KB,
};

program(async (resources) => {
  const { values } = parseArgs({ options: { desktop: { type: 'boolean', default: false } } });
  const { name, version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
  };
  const allowed = JSON.parse(await readFile(join(root, 'test', 'host', 'packages.json'), 'utf8')) as {
    vsix: string[];
    npm: string[];
  };
  const base = `${name}-${version}`;
  const vsix = join(root, 'out', 'packages', `${base}.vsix`);
  const tarball = join(root, 'out', 'packages', `${base}.tgz`);
  const installed = await installFromTarball(resources, tarball);

  const checks: [string, () => Promise<void>][] = [
    ...Object.entries(budgets).map(([file, budget]): [string, () => Promise<void>] => {
      const path = file.replace('NAME', base);
      return [
        `${path} is at most ${Math.round(budget / KB)} KB`,
        () => keepsBudget(join(root, path), budget),
      ];
    }),
    [
      'the extension holds what it should and nothing else',
      async () => assert.deepEqual((await namesInZip(vsix)).sort(), await withRulePages(allowed.vsix)),
    ],
    [
      'the npm package holds what it should and nothing else',
      async () =>
        assert.deepEqual(
          await filesBelow(join(installed, 'node_modules', name)),
          await withRulePages(allowed.npm),
        ),
    ],
    [
      `npx ${name} --version says ${version}`,
      async () => assert.equal(await npxVersion(resources, installed, name), version),
    ],
    [
      'the extension installs into a fresh VS Code and activates',
      () => activates(resources, vsix, values.desktop),
    ],
  ];

  let failed = 0;
  for (const [title, check] of checks) {
    try {
      await check();
      console.log(`  ✔ ${title}`);
    } catch (error) {
      failed += 1;
      console.log(`  ✘ ${title}\n${describe(error)}`);
    }
  }
  const results = join(root, 'out', 'results');
  await mkdir(results, { recursive: true });
  await writeFile(join(results, 'packages.json'), JSON.stringify({ passed: checks.length - failed, failed }));
  return failed === 0 ? 0 : 1;
});

/** The list with `docs/rules/*.md` replaced by the pages that there are: one a rule, as another test sees to. */
async function withRulePages(names: readonly string[]): Promise<string[]> {
  const pages = await readdir(join(root, 'docs', 'rules'));
  return names
    .flatMap((name) =>
      name.endsWith('docs/rules/*.md') ? pages.map((page) => name.replace('*.md', page)) : [name],
    )
    .sort();
}

async function keepsBudget(path: string, budget: number): Promise<void> {
  const { size } = await stat(path);
  console.log(`    ${(size / KB).toFixed(0)} KB`);
  assert.ok(size <= budget, `${size} bytes`);
}

/** Installs the tarball into an empty folder, as `npx` would. Returns the folder. */
async function installFromTarball(resources: Resources, tarball: string): Promise<string> {
  const folder = await temporaryFolder(resources);
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  await npm(resources, folder, ['install', tarball]);
  return folder;
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .sort();
}

async function npxVersion(resources: Resources, folder: string, name: string): Promise<string> {
  const output = await npm(resources, folder, ['exec', '--no', '--', name, '--version']);
  return output.split('\n').at(-1) ?? '';
}

/** The packaged extension, not the checkout, has to pass the suite's test of activation. */
async function activates(resources: Resources, vsix: string, desktop: boolean): Promise<void> {
  const { passed, failed } = await runSuite(resources, {
    workspace: 'empty',
    desktop: useDesktop(desktop),
    vsix,
  });
  assert.ok(passed > 0 && failed === 0, `${passed} passed, ${failed} failed`);
}
