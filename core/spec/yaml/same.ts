import type { YamlStream } from './parse';
import type { YamlNode } from './tree';

/** Do two texts say the same: the same documents, keys in the same order, scalars, aliases, anchors and tags? */
export function sameMeaning(a: YamlStream, b: YamlStream): boolean {
  return (
    a.documents.length === b.documents.length &&
    a.problems.length === b.problems.length &&
    a.documents.every(({ contents }, index) => sameNode(contents, b.documents[index]?.contents))
  );
}

function sameNode(a: YamlNode, b: YamlNode | undefined): boolean {
  if (!b || a.anchor?.name !== b.anchor?.name || a.tag?.name !== b.tag?.name) return false;
  if (a.kind === 'alias') return b.kind === 'alias' && a.name === b.name;
  if (a.kind === 'scalar') return b.kind === 'scalar' && a.text === b.text && a.style === b.style;
  if (a.kind === 'seq')
    return (
      b.kind === 'seq' &&
      a.items.length === b.items.length &&
      a.items.every((item, index) => sameNode(item, b.items[index]))
    );
  return (
    b.kind === 'map' &&
    a.entries.length === b.entries.length &&
    a.entries.every(
      ({ key, value }, index) =>
        sameNode(key, b.entries[index]?.key) && sameNode(value, b.entries[index]?.value),
    )
  );
}
