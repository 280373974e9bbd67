import js from '@eslint/js';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** Rooms and what each may import; everything else is refused. The picture is in docs/architecture.md. */
const rooms = {
  core: [],
  node: ['core'],
  sandbox: ['core', 'node'],
  server: ['core', 'node'],
  client: ['core', 'node'],
  cli: ['core', 'node', 'sandbox', 'server'],
};

/** The same inside core: lower rooms know nothing of higher ones. */
const coreRooms = {
  l10n: [],
  text: [],
  json: ['l10n'],
  catalog: ['l10n', 'json'],
  filter: ['l10n', 'text', 'json', 'catalog'],
  spec: ['l10n', 'text', 'json', 'catalog', 'filter'],
  wire: ['l10n', 'text', 'json', 'catalog', 'filter', 'spec'],
  api: ['l10n', 'text', 'json', 'catalog', 'filter', 'wire', 'spec'],
  plan: ['l10n', 'text', 'json', 'catalog', 'filter', 'wire', 'spec', 'api'],
  simulate: ['l10n', 'text', 'json', 'catalog', 'filter', 'wire', 'spec'],
  python: ['l10n', 'text', 'json', 'catalog', 'filter', 'wire', 'spec'],
};

const zone =
  (base) =>
  ([room, allowed], _, all) => ({
    target: `./${base}${room}`,
    from: all
      .map(([other]) => other)
      .filter((other) => other !== room && !allowed.includes(other))
      .map((other) => `./${base}${other}`),
    message: `${base}${room} may import only: ${[room, ...allowed].join(', ')} (docs/architecture.md).`,
  });

const zones = [...Object.entries(rooms).map(zone('')), ...Object.entries(coreRooms).map(zone('core/'))];
/** The product never imports its tests. */
zones.push({
  target: Object.keys(rooms).map((room) => `./${room}`),
  from: './test',
  message: 'The product does not import its tests.',
});

/** Parts of VS Code's API that make links of `[text](command:…)` in foreign words; client/ui/window.ts takes them apart before. */
const linkMakers =
  '/^(show(Information|Warning|Error)Message|withProgress|(create|show)InputBox|MarkdownString)$/';
const makesLinks = 'VS Code makes links of what it is told here: go through client/ui/window.ts.';

/** The bundles leave it to VS Code to provide this module: elsewhere the program would not even start. */
const onlyInVSCode = { name: 'vscode', message: 'Only client runs inside VS Code.' };

export default tseslint.config(
  { ignores: ['dist', 'out', '.tsbuild', '.vscode-test', 'node_modules', '**/fixtures/**'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [
        createTypeScriptImportResolver({ project: './tsconfig.json', noWarnOnMultipleProjects: true }),
      ],
    },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-default-export': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-empty': ['error', { allowEmptyCatch: false }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['core/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      // core is pure: what it needs of a machine is handed in.
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(node:|fs$|path$|http|vscode)',
              message: 'core is pure TypeScript; have it handed in.',
            },
          ],
        },
      ],
      'no-restricted-globals': [
        'error',
        'process',
        'Buffer',
        'fetch',
        'require',
        '__dirname',
        '__filename',
        'setTimeout',
        'setInterval',
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'The clock is handed in.' },
        { object: 'Math', property: 'random', message: 'Randomness is handed in.' },
      ],
    },
  },
  {
    files: ['{node,cli,sandbox}/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: [onlyInVSCode] }] },
  },
  {
    files: ['server/**/*.ts'],
    rules: {
      // Decided by the project's owner: the server stands on vscode-languageserver's own connection (docs/decisions.md).
      'no-restricted-imports': [
        'error',
        {
          paths: [onlyInVSCode],
          patterns: [
            {
              regex: '^vscode-(jsonrpc|languageserver-protocol)',
              message:
                "Import from 'vscode-languageserver/node' and use its createConnection: fixed by the project's owner.",
            },
          ],
        },
      ],
    },
  },
  {
    files: ['client/**/*.ts'],
    ignores: ['client/ui/window.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...[
          `MemberExpression[property.name=${linkMakers}]`,
          `ImportSpecifier[imported.name=${linkMakers}]`,
          `ObjectPattern > Property[key.name=${linkMakers}]`,
          'NewExpression:matches([callee.name="FileSystemError"], [callee.property.name="FileSystemError"])',
          'CallExpression[arguments.length>0]:matches([callee.object.name="FileSystemError"], [callee.object.property.name="FileSystemError"])',
        ].map((selector) => ({ selector, message: makesLinks })),
      ],
    },
  },
  {
    files: ['**/*.test.ts', 'test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
  { files: ['*.mts', 'vitest.config.mts'], extends: [tseslint.configs.base] },
  {
    files: ['esbuild.js', 'release.js'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { require: 'readonly', process: 'readonly', __dirname: 'readonly', console: 'readonly' },
    },
  },
);
