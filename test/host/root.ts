import { join } from 'node:path';

/** The checkout. The programs of this folder run as `out/host/*.js`, vitest runs the sources: both are two levels down. */
export const root = join(__dirname, '..', '..');

/** What was fetched stays here, ignored by git, and is used again. */
export const cacheFolder = join(root, '.vscode-test');
