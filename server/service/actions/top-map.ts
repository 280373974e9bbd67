import type { JsonValue } from '../../../core/json/value';
import { newlineOf } from '../../../core/spec/edit/insert';
import type { SpecDocument } from '../../../core/spec/document';
import { parseYaml } from '../../../core/spec/yaml/parse';
import { printEntry } from '../../../core/spec/yaml/print';
import type { YamlEntry, YamlMap } from '../../../core/spec/yaml/tree';
import { keyText } from '../../../core/spec/yaml/value';
import type { Range, TextEdit } from '../../../core/text/range';

/** The mapping at the top of a document with `automations`. Offsets of its nodes are those of {@link source}. */
export interface TopMap {
  readonly map: YamlMap;
  readonly source: string;
  entry(name: string): YamlEntry | undefined;
  /** A range or edit of the source as one of the file. */
  toFile(range: Range): Range;
  moved(edit: TextEdit): TextEdit;
  /** A key with its value, on lines of its own. */
  printed(key: string, value: JsonValue): string;
}

/** Undefined for a document that is one automation. */
export function topMap(spec: SpecDocument, offset: number): TopMap | undefined {
  const excerpt = spec.excerptAt(offset);
  const source = excerpt.text;
  const map = parseYaml(source).documents[0]?.contents;
  if (map?.kind !== 'map') return undefined;
  const entry = (name: string): YamlEntry | undefined => map.entries.find(({ key }) => keyText(key) === name);
  if (!entry('automations')) return undefined;
  return {
    map,
    source,
    entry,
    toFile: (range) => excerpt.toFile(range),
    moved: ({ range, newText }) => ({ range: excerpt.toFile(range), newText }),
    printed: (key, value) => {
      const newline = newlineOf(source);
      return printEntry(key, value, 0).join(newline) + newline;
    },
  };
}
