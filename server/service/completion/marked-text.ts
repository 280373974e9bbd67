import { parseYaml, type YamlStream } from '../../../core/spec/yaml/parse';
import { mapScalar } from '../../../core/spec/yaml/scalar';
import type { YamlAlias, YamlMap, YamlNode, YamlScalar, YamlSeq } from '../../../core/spec/yaml/tree';
import { isEmpty, keyText } from '../../../core/spec/yaml/value';
import type { Range } from '../../../core/text/range';
import { lineStart } from './lines';
import type { KeyPlace, Path, Place, PlaceBase, ValuePlace } from './place';

/** A letter to YAML, and nobody types it. */
const CURSOR = '\uE000';

interface Insertion {
  /** Put in before the cursor's letter. */
  readonly lead: string;
  /** Put in at `at`, which isn't before the cursor. */
  readonly put?: string;
  readonly at?: number;
}

/** The way to a node. */
interface Way {
  readonly path: Path;
  readonly parents: readonly (YamlMap | YamlSeq)[];
  readonly missingDash: boolean;
  /** Of the key, in the marked text. */
  readonly colon?: number;
}

/** A text with a letter at the cursor, read as YAML. All offsets that it gives are those of the text without it. */
export class MarkedText {
  private readonly text: string;
  /** Of the cursor's letter. */
  private readonly cursor: number;
  private readonly stream: YamlStream;
  /** The quote that opens the cursor's text and is never closed; known after {@link place}. */
  unclosedQuote: '"' | "'" | undefined;

  constructor(
    private readonly source: string,
    private readonly offset: number,
    private readonly insertion: Insertion,
  ) {
    const { lead, put = '', at = offset } = insertion;
    const text = source.slice(0, offset) + lead + CURSOR + source.slice(offset, at) + put + source.slice(at);
    this.text = masked(text);
    this.cursor = offset + lead.length;
    this.stream = parseYaml(this.text);
  }

  place(): Place {
    const document = this.stream.documents.findLast(({ start }) => start <= this.cursor);
    return (document && this.walk(document.contents, { path: [], parents: [], missingDash: false })) ?? {};
  }

  private walk(node: YamlNode, way: Way): Place | undefined {
    switch (node.kind) {
      case 'map':
        return this.walkMap(node, { ...way, parents: [...way.parents, node] });
      case 'seq':
        return this.walkSeq(node, { ...way, parents: [...way.parents, node] });
      case 'scalar':
        return this.holds(node) ? { value: this.valueIn(node, way) } : undefined;
      case 'alias':
        return this.holds(node) ? { value: this.aliasIn(node, way) } : undefined;
    }
  }

  private walkMap(map: YamlMap, way: Way): Place | undefined {
    for (const { key, colon, value } of map.entries) {
      if (this.holds(key) && key.kind === 'scalar')
        return { key: this.keyIn(map, key, colon !== undefined, way) };
      const name = keyText(key) ?? '';
      const inside = {
        path: [...way.path, name],
        parents: way.parents,
        missingDash: false,
        ...(colon !== undefined && { colon }),
      };
      const comment = colon !== undefined && isEmpty(value) ? this.commentBehind(colon) : undefined;
      const place = comment ? { value: this.commentIn(comment, inside) } : this.walk(value, inside);
      if (place) return place;
    }
    return undefined;
  }

  private walkSeq(seq: YamlSeq, way: Way): Place | undefined {
    for (const [index, item] of seq.items.entries()) {
      const missingDash = !seq.flow && seq.dashes[index] === item.start;
      const place = this.walk(item, { path: [...way.path, index], parents: way.parents, missingDash });
      if (place) return place;
    }
    return undefined;
  }

  /** The comment with the cursor, if it stands right behind the colon of a key without a value. */
  private commentBehind(colon: number): Range | undefined {
    const comment = this.stream.comments.find((each) => this.holds(each));
    return comment && /^[ \t]*$/.test(this.text.slice(colon + 1, comment.start)) ? comment : undefined;
  }

  private keyIn(map: YamlMap, key: YamlScalar, hasColon: boolean, way: Way): KeyPlace {
    const quoted = key.style === 'plain' ? 0 : 1;
    const others = map.entries.flatMap((entry) =>
      entry.key === key ? [] : [keyText(entry.key) ?? []].flat(),
    );
    return {
      ...this.base(key, way),
      replace: this.original({ start: key.start + quoted, end: key.end - quoted }),
      end: this.originalAt(key.end),
      map,
      others,
      hasColon,
      style: key.style,
    };
  }

  private valueIn(node: YamlScalar, way: Way): ValuePlace {
    const raw = this.text.slice(node.start, node.end);
    // Left open, the parser takes a quote for a letter of its line.
    const quote = raw.startsWith('"') ? '"' : raw.startsWith("'") ? "'" : undefined;
    if (quote && (node.style === 'plain' || raw.length < 2 || !raw.endsWith(quote)))
      this.unclosedQuote = quote;
    const [before = '', after = ''] = unmasked(node.text).split(CURSOR);
    const map = mapScalar(this.text, node);
    const behindCursor = (at: number): number => (at > before.length ? at + 1 : at);
    return {
      ...this.base(node, way),
      before,
      after,
      style: node.style,
      multiline: raw.includes('\n'),
      comment: false,
      alias: false,
      locate: ({ start, end }) =>
        this.original(map.rangeToFile({ start: behindCursor(start), end: behindCursor(end) })),
    };
  }

  private aliasIn(node: YamlAlias, way: Way): ValuePlace {
    return { ...this.rawValue(node, way), alias: true };
  }

  private commentIn(comment: Range, way: Way): ValuePlace {
    return { ...this.rawValue(comment, way), comment: true };
  }

  /** A value that YAML doesn't read as text: its characters stand for themselves. */
  private rawValue(node: Range, way: Way): ValuePlace {
    const [before = '', after = ''] = unmasked(this.text.slice(node.start, node.end)).split(CURSOR);
    const base = this.base(node, way);
    const { start: from } = base.replace;
    const locate = ({ start, end }: Range): Range => ({ start: from + start, end: from + end });
    return { ...base, before, after, style: 'plain', multiline: false, comment: false, alias: false, locate };
  }

  private base(
    node: Range,
    { path, parents, missingDash, colon }: Way,
  ): PlaceBase & { behindColon?: number } {
    const replace = this.original(node);
    const around = parents.at(-1)?.start ?? 0;
    return {
      path,
      parents,
      flow: parents.at(-1)?.flow === true,
      missingDash,
      needsSpace: this.insertion.lead !== '',
      column: replace.start - lineStart(this.source, replace.start) + (this.insertion.lead === ' ' ? 1 : 0),
      around: around - lineStart(this.text, around),
      ...(colon !== undefined &&
        this.sameLine(colon, node.start) && { behindColon: this.originalAt(this.spaceBefore(node.start)) }),
      replace,
    };
  }

  private spaceBefore(at: number): number {
    return this.text.slice(0, at).trimEnd().length;
  }

  private sameLine(from: number, to: number): boolean {
    return !this.text.slice(from, to).includes('\n');
  }

  private holds({ start, end }: Range): boolean {
    return start <= this.cursor && this.cursor < end;
  }

  private original({ start, end }: Range): Range {
    return { start: this.originalAt(start), end: this.originalAt(end) };
  }

  private originalAt(place: number): number {
    if (place <= this.offset) return place;
    const { lead, put = '', at = this.offset } = this.insertion;
    const unmarked = Math.max(this.offset, place - lead.length - 1);
    return unmarked <= at ? unmarked : Math.max(at, unmarked - put.length);
  }
}

/** `${name}`, also while it is being typed: to YAML's flow collections the brace would begin a mapping. */
const VARIABLE = new RegExp(`\\$\\{[\\w.${CURSOR}]*\\}?`, 'g');
const [OPEN, CLOSE] = ['\uE001', '\uE002'];

/** The text with letters for the braces of variables: as long as before, and without any meaning to YAML. */
function masked(text: string): string {
  return text.replace(VARIABLE, (variable) => variable.replace('{', OPEN).replace('}', CLOSE));
}

function unmasked(text: string): string {
  return text.replaceAll(OPEN, '{').replaceAll(CLOSE, '}');
}
