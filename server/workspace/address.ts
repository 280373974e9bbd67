/**
 * The same for all spellings of an address. Clients and Node percent-encode different characters, in either case, some encode none;
 * Windows' drives come in either case, and `file:` with one slash, three, or the name of the machine.
 */
export function uriKey(uri: string): string {
  return decoded(uri.replace(/^file:(?:\/\/(?:localhost)?)?(?=\/)/i, 'file://')).replace(
    /^file:\/\/\/[A-Z]:/,
    (drive) => drive.toLowerCase(),
  );
}

/** Percent signs that are no escape, and escapes that are no UTF-8, stay as they are. */
function decoded(uri: string): string {
  if (!uri.includes('%')) return uri;
  return uri.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes.toUpperCase();
    }
  });
}

/** What the keys of everything in a folder begin with. */
export function folderKey(folder: string): string {
  return `${uriKey(folder).replace(/\/$/, '')}/`;
}

/** The keys of the folders that an address is in, the nearest first. */
export function* foldersAround(uri: string): Iterable<string> {
  const key = uriKey(uri).replace(/\/$/, '');
  for (let slash = key.lastIndexOf('/'); slash > 0; slash = key.lastIndexOf('/', slash - 1))
    yield key.slice(0, slash + 1);
}

/** The last name of an address, as people read it. */
export function fileNameOf(uri: string): string {
  const key = uriKey(uri);
  return key.slice(key.lastIndexOf('/') + 1);
}

/** The address of what has this path in a folder. */
export function addressIn(folder: string, path: string): string {
  return `${folder.replace(/\/$/, '')}/${encodedPath(path)}`;
}

/** A path as a part of an address. Half a character, which would throw, becomes a replacement character as in any UTF-8. */
export function encodedPath(path: string): string {
  return path
    .split('/')
    .map((part) => encodeURIComponent(part.replace(/\p{Cs}/gu, '\ufffd')))
    .join('/');
}
