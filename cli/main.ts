import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @returns nothing; the exit code is set */
export function main(argv: readonly string[]): void {
  if (argv[0] !== '--version') {
    process.exitCode = 2;
    return;
  }
  const { version } = JSON.parse(readFileSync(join(__dirname, '..', 'package.json'), 'utf8')) as { version: string };
  console.log(version);
}
