import type { SpecDocument } from '../../../core/spec/document';
import { lastBefore } from '../../../core/spec/yaml/find';
import { parseYaml } from '../../../core/spec/yaml/parse';
import type { YamlComment, YamlEntry, YamlMap } from '../../../core/spec/yaml/tree';
import { keyText } from '../../../core/spec/yaml/value';
import type { Range, TextEdit } from '../../../core/text/range';

/** The mapping at the top of a document. Offsets of its nodes are those of {@link source}. */
export interface TopMap {
  readonly map: YamlMap;
  readonly source: string;
  readonly comments: readonly YamlComment[];
  /** The place that was asked for, in {@link source}. */
  readonly offset: number;
  entry(name: string): YamlEntry | undefined;
  /** A range or edit of the source as one of the file. */
  toFile(range: Range): Range;
  moved(edit: TextEdit): TextEdit;
}

/** The top of the document that an offset is in, with the automation there. Undefined where it is no mapping. */
export function topMap(spec: SpecDocument, offset: number): TopMap | undefined {
  const excerpt = spec.excerptAt(offset);
  const source = excerpt.text;
  const { documents, comments } = parseYaml(source);
  const at = lastBefore(documents, ({ start }) => start, excerpt.offset);
  const map = documents[Math.max(0, at)]?.contents;
  if (map?.kind !== 'map') return undefined;
  return {
    map,
    source,
    comments,
    offset: excerpt.offset,
    entry: (name) => map.entries.find(({ key }) => keyText(key) === name),
    toFile: (range) => excerpt.toFile(range),
    moved: ({ range, newText }) => ({ range: excerpt.toFile(range), newText }),
  };
}
