import type { SpecDocument } from '../../core/spec/document';
import { parseYaml } from '../../core/spec/yaml/parse';
import type { YamlNode } from '../../core/spec/yaml/tree';
import type { Range } from '../../core/text/range';

/** An anchor of YAML with the aliases that mean it. Ranges are those of the names, without `&` and `*`. */
export interface AnchorUses {
  readonly name: string;
  readonly anchor: Range;
  readonly aliases: readonly Range[];
  /** The one under the cursor. */
  readonly here: Range;
  /** Names of the document's other anchors. */
  readonly others: readonly string[];
}

/** The anchor that is set or referred to at an offset. */
export function anchorAt(spec: SpecDocument, offset: number): AnchorUses | undefined {
  const excerpt = spec.excerptAt(offset);
  for (const { contents } of parseYaml(excerpt.text).documents) {
    const uses = new Map<YamlNode, { name: string; anchor: Range; aliases: Range[] }>();
    collect(contents, uses);
    for (const { name, anchor, aliases } of uses.values()) {
      const here = [anchor, ...aliases].find(
        ({ start, end }) => start - 1 <= excerpt.offset && excerpt.offset <= end,
      );
      if (!here) continue;
      const toFile = (range: Range): Range => excerpt.toFile(range);
      const others = Array.from(uses.values(), (each) => each.name).filter((each) => each !== name);
      return { name, anchor: toFile(anchor), aliases: aliases.map(toFile), here: toFile(here), others };
    }
  }
  return undefined;
}

type Uses = Map<YamlNode, { name: string; anchor: Range; aliases: Range[] }>;

function collect(node: YamlNode, uses: Uses): void {
  if (node.kind === 'alias') {
    // The same name can be given again: an alias means the one before it.
    if (node.target) uses.get(node.target)?.aliases.push({ start: node.start + 1, end: node.end });
    return;
  }
  const { anchor } = node;
  if (anchor) {
    const range = { start: anchor.end - anchor.name.length, end: anchor.end };
    uses.set(node, { name: anchor.name, anchor: range, aliases: [] });
  }
  if (node.kind === 'map') {
    for (const { key, value } of node.entries) {
      collect(key, uses);
      collect(value, uses);
    }
  } else if (node.kind === 'seq') {
    for (const item of node.items) collect(item, uses);
  }
}
