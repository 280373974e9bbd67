import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Of this product. Bundles and sources alike stand in a folder beside the manifest. */
export function ownVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(__dirname, '..', 'package.json'), 'utf8'));
  return (manifest as { readonly version: string }).version;
}
