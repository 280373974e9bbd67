import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Version of this package, from the manifest beside the bundle's folder. */
export function productVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(__dirname, '..', 'package.json'), 'utf8'));
  return (manifest as { version: string }).version;
}
