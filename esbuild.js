// Makes the bundles. `node esbuild.js [--minify] [--watch] [--to FOLDER]`
//   dist/  what ships: client, server, cli, sandbox, and chunks that are loaded only when needed
//   out/   what only this repository runs: the programs of test/host, the suite for the extension host, and the benchmark
const esbuild = require('esbuild');
const { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { readFile } = require('node:fs/promises');
const { dirname, join } = require('node:path');

const minify = process.argv.includes('--minify');
const watch = process.argv.includes('--watch');
const to = process.argv.includes('--to') ? process.argv[process.argv.indexOf('--to') + 1] : __dirname;
const dist = join(to, 'dist');
const out = join(to, 'out');

/** Bundle → entry module. One that is a program exports `main(argv)`; loading it does nothing by itself. */
const bundles = {
  client: { entry: 'client/extension.ts' },
  server: { entry: 'server/main.ts', program: true },
  serving: { entry: 'server/serving.ts' },
  languageServer: { entry: 'vscode-languageserver/node' },
  cli: { entry: 'cli/main.ts', program: true, shebang: true },
  sandbox: { entry: 'sandbox/main.ts', program: true },
  connect: { entry: 'server/remote/connect.ts' },
  re2: { entry: 'node/re2.ts' },
  specTools: { entry: 'client/specTools.ts' },
  languageClient: { entry: 'client/language/library.ts' },
};

/** `import('../sandbox/main')` from another bundle becomes `require('./sandbox.js')`: loaded when it is needed, shipped once. */
const chunks = (own) => ({
  name: 'chunks',
  setup(build) {
    build.onResolve({ filter: /^\./ }, async ({ path, kind, resolveDir, pluginData }) => {
      if (kind !== 'dynamic-import' || pluginData === 'inner') return undefined;
      const resolved = await build.resolve(path, { kind, resolveDir, pluginData: 'inner' });
      const found = Object.entries(bundles).find(
        ([name, { entry }]) => name !== own && resolved.path === join(__dirname, entry),
      );
      return found && { path: `./${found[0]}.js`, external: true };
    });
  },
});

/** The library that speaks LSP is a bundle that the two parts of the language server share. */
const sharedLibrary = {
  name: 'sharedLibrary',
  setup(build) {
    build.onResolve({ filter: /^vscode-languageserver\/node$/ }, ({ kind }) =>
      kind === 'entry-point' ? undefined : { path: './languageServer.js', external: true },
    );
  },
};

/**
 * `import * as vscode` becomes `require('vscode')`. esbuild would copy all 700 members of the API, for each file that imports it:
 * half of what the extension's start takes.
 */
const uncopied = {
  name: 'uncopied',
  setup(build) {
    build.onLoad({ filter: /[\\/]client[\\/].*\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(
        "import * as vscode from 'vscode';",
        "import vscode = require('vscode');",
      ),
      loader: 'ts',
    }));
  },
};

/**
 * Of the YAML library nothing but its lexer and its parser, as ES modules for browsers: the same code without a look at `process.env` for each
 * token. Its entry would bring 30 KB of all else along.
 */
const yamlParser = {
  name: 'yamlParser',
  setup(build) {
    const folder = join(dirname(require.resolve('yaml/package.json')), 'browser', 'dist', 'parse');
    build.onResolve({ filter: /^yaml$/ }, () => ({ path: 'yaml', namespace: 'yaml' }));
    build.onLoad({ filter: /.*/, namespace: 'yaml' }, () => ({
      contents: "export { Lexer } from './lexer.js'; export { Parser } from './parser.js';",
      resolveDir: folder,
    }));
  },
};

const common = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  // A UMD dependency breaks at run time when its `main` is taken.
  mainFields: ['module', 'main'],
  supported: { 'dynamic-import': false },
  logLevel: 'warning',
  legalComments: 'none',
};

const options = Object.entries(bundles).map(([name, { entry, program, shebang }]) => ({
  ...common,
  entryPoints: [entry],
  outfile: join(dist, `${name}.js`),
  external: ['vscode'],
  minify,
  sourcemap: minify ? false : 'linked',
  plugins: [chunks(name), sharedLibrary, uncopied, yamlParser],
  ...(shebang && { banner: { js: '#!/usr/bin/env node' } }),
  ...(program && {
    footer: { js: 'if (require.main === module) void module.exports.main(process.argv.slice(2));' },
  }),
}));

const entriesIn = (folder, pattern) =>
  readdirSync(folder)
    .filter((file) => pattern.test(file))
    .map((file) => join(folder, file));
options.push({
  ...common,
  entryPoints: [
    ...entriesIn('test/host', /^(?!.*\.test\.ts$).*\.ts$/),
    ...entriesIn('test/vscode', /^index\.ts$|\.(suite|bench)\.ts$/),
    ...entriesIn('test/bench', /^(main|probe)\.ts$/),
  ],
  outdir: out,
  outbase: 'test',
  packages: 'external',
  external: ['vscode'],
  sourcemap: 'inline',
});

/** One table of translations for all rooms; VS Code reads it by this name. */
function writeTranslations() {
  const folder = join(dist, 'l10n');
  mkdirSync(folder, { recursive: true });
  const merged = Object.assign(
    {},
    ...entriesIn('l10n', /\.ja\.json$/).map((file) => JSON.parse(readFileSync(file, 'utf8'))),
  );
  writeFileSync(join(folder, 'bundle.l10n.ja.json'), JSON.stringify(merged));
}

/** Says `building` and `watching` as .vscode/tasks.json expects it: once for all bundles that one change makes anew. */
function announcer() {
  let begun = false;
  let running = 0;
  const plugin = {
    name: 'announcer',
    setup(build) {
      build.onStart(() => {
        if (running++ === 0 && begun) console.log('building');
      });
      build.onEnd(() => {
        if (--running === 0 && begun) console.log('watching');
      });
    },
  };
  const begin = () => {
    begun = true;
    console.log('watching');
  };
  return { plugin, begin };
}

async function main() {
  if (!watch) for (const folder of [dist, out]) rmSync(folder, { recursive: true, force: true });
  writeTranslations();
  if (!watch) return Promise.all(options.map((option) => esbuild.build(option)));
  const announced = announcer();
  const contexts = await Promise.all(
    options.map((option) =>
      esbuild.context({ ...option, plugins: [...(option.plugins ?? []), announced.plugin] }),
    ),
  );
  // Whoever waits for the word needs the bundles. An error is on the screen, and gone when it is mended.
  await Promise.allSettled(contexts.map((context) => context.rebuild()));
  announced.begin();
  await Promise.all(contexts.map((context) => context.watch()));
  return undefined;
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
