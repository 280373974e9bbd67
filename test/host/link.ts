import { symlink } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The extension's folder under a path of which VS Code itself isn't a part. The cache is in the checkout; and VS Code doesn't show
 * the colour and icon themes of its built-in extensions when they lie below an extension in development.
 * @param folder where to put the link
 */
export async function linkExtension(folder: string, extension: string): Promise<string> {
  const link = join(folder, 'extension');
  await symlink(extension, link, 'junction'); // a kind that Windows lets everyone make; elsewhere ignored
  return link;
}
