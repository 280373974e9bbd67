// Makes what is published from what `npm run build` made, into out/packages:
//   the extension (.vsix), whose files are the "files" of package.json, and
//   the command line for npm (.tgz), which has a package.json of its own, derived from the same one.
// Nothing is published from here: `npx vsce publish --packagePath FILE.vsix`, `npm publish FILE.tgz`.
const { createVSIX } = require('@vscode/vsce');
const { spawnSync } = require('node:child_process');
const { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const out = join(__dirname, 'out', 'packages');
const manifest = readJson('package.json');

/** What `npx wandb-automations` needs: the command line and what it loads. */
const npmFiles = [
  ...[
    'dist/cli.js',
    'dist/server.js',
    'dist/serving.js',
    'dist/languageServer.js',
    'dist/sandbox.js',
    'dist/connect.js',
    'dist/re2.js',
    'dist/l10n',
  ],
  ...['docs/rules', 'README.md', 'CHANGELOG.md', 'LICENSE'],
];

function npmManifest() {
  const { name, version, license, keywords, bin, engines } = manifest;
  const description = readJson('package.nls.json')['extension.description'];
  return { name, version, description, license, keywords, bin, engines: { node: engines.node } };
}

function packForNpm() {
  const staged = join(out, 'npm');
  for (const file of npmFiles) cpSync(join(__dirname, file), join(staged, file), { recursive: true });
  writeFileSync(join(staged, 'package.json'), `${JSON.stringify(npmManifest(), null, 2)}\n`);
  const shell = process.platform === 'win32';
  const { status, stderr } = spawnSync('npm', ['pack', '--pack-destination', '..'], {
    cwd: staged,
    encoding: 'utf8',
    shell,
  });
  if (status !== 0) throw new Error(`npm pack failed:\n${stderr}`);
  rmSync(staged, { recursive: true });
}

async function main() {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  await createVSIX({
    cwd: __dirname,
    packagePath: join(out, `${manifest.name}-${manifest.version}.vsix`),
    dependencies: false, // everything is in the bundles
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
  packForNpm();
}

function readJson(file) {
  return JSON.parse(readFileSync(join(__dirname, file), 'utf8'));
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
