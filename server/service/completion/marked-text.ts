import { cutOffExpression } from '../../../core/spec/analysis/cut-off';
import { parseYaml, type YamlStream } from '../../../core/spec/yaml/parse';
import { mapScalar } from '../../../core/spec/yaml/scalar';
import type { YamlEntry, YamlMap, YamlNode, YamlScalar, YamlSeq } from '../../../core/spec/yaml/tree';
import { isEmpty, keyText } from '../../../core/spec/yaml/value';
import type { Range } from '../../../core/text/range';
import { lineStart } from '../../../core/text/lines';
import type { Path, Place, PlaceBase, ValuePlace } from './place';

/** A letter to YAML, and nobody types it. */
const CURSOR = '\uE000';

/** What YAML needs before the word at the cursor, and lacks: a space behind `key:` or `-`, or the dash of a list item, indented. */
export interface Lead {
  readonly text: string;
  /** Not behind the cursor. */
  readonly at: number;
}

interface Insertion {
  readonly lead: Lead;
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

type ScalarEntry = YamlEntry & { readonly key: YamlScalar };

/** A text with a letter at the cursor, read as YAML. All offsets that it gives are those of the text without it. */
export class MarkedText {
  private readonly text: string;
  /** Of the cursor's letter. */
  private readonly cursor: number;
  private readonly stream: YamlStream;
  /** The comment with the cursor. */
  private readonly comment: Range | undefined;
  /** The quote that opens the cursor's text and is never closed; known after {@link place}. */
  unclosedQuote: string | undefined;

  constructor(
    private readonly source: string,
    private readonly offset: number,
    private readonly insertion: Insertion,
  ) {
    const { lead, put = '', at = offset } = insertion;
    const before = source.slice(0, lead.at) + lead.text + source.slice(lead.at, offset);
    this.text = masked(before + CURSOR + source.slice(offset, at) + put + source.slice(at));
    this.cursor = before.length;
    this.stream = parseYaml(this.text);
    this.comment = this.stream.comments.find((each) => this.holds(each));
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
        return this.holds(node) ? this.valueIn(node, way) : undefined;
      case 'alias':
        return this.holds(node) ? this.misread(node, 'alias', way) : undefined;
    }
  }

  private walkMap(map: YamlMap, way: Way): Place | undefined {
    for (const entry of map.entries) {
      const { key, colon, value } = entry;
      if (this.holds(key) && key.kind === 'scalar') return this.keyIn(map, { ...entry, key }, way);
      const name = keyText(key) ?? '';
      const inside = {
        path: [...way.path, name],
        parents: way.parents,
        missingDash: false,
        ...(colon !== undefined && { colon }),
      };
      const comment = colon === undefined ? undefined : this.commentBehind(colon);
      const place = comment ? this.commentIn(comment, value, inside) : this.walk(value, inside);
      if (place) return place;
      if (!this.comment || map.flow || value.kind !== 'scalar') continue;
      const cutOff = cutOffExpression(this.text, value);
      if (!cutOff || !this.holds(cutOff)) continue;
      const { value: whole } = this.misread(cutOff, 'cut-off', inside);
      return whole ? { cutOff: whole } : {};
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

  /** The comment with the cursor, if it stands right behind the colon. */
  private commentBehind(colon: number): Range | undefined {
    const { comment } = this;
    return comment && /^[ \t]*$/.test(this.text.slice(colon + 1, comment.start)) ? comment : undefined;
  }

  private keyIn(map: YamlMap, { key, colon, value }: ScalarEntry, way: Way): Place {
    // What stands behind the cursor is another key, or the value that has its place here.
    if (!/^[\w.$<-]*["']?$/.test(this.text.slice(this.cursor + 1, key.end))) return {};
    this.lookForQuote(key);
    const lacksColon = this.insertion.put?.endsWith(':') === true;
    const quoted = key.style === 'plain' ? 0 : 1;
    const others = map.entries.flatMap((entry) =>
      entry.key === key ? [] : [keyText(entry.key) ?? []].flat(),
    );
    return {
      key: {
        ...this.base(key, way),
        replace: this.original({ start: key.start + quoted, end: key.end - quoted }),
        end: this.originalAt(key.end),
        map,
        others,
        hasColon: colon !== undefined && !lacksColon,
        ...(lacksColon && !isEmpty(value) && { adopts: value.kind }),
        style: key.style,
      },
    };
  }

  private valueIn(node: YamlScalar, way: Way): Place {
    const raw = this.text.slice(node.start, node.end);
    const isBlock = node.style === 'literal' || node.style === 'folded';
    if (isBlock && this.sameLine(node.start, this.cursor)) return this.headerIn(node, way);
    this.lookForQuote(node);
    const [before = '', after = ''] = unmasked(node.text).split(CURSOR);
    const map = mapScalar(this.text, node);
    const behindCursor = (at: number): number => (at > before.length ? at + 1 : at);
    return {
      value: {
        ...this.base(node, way),
        before,
        after,
        style: node.style,
        multiline: raw.includes('\n'),
        locate: ({ start, end }) =>
          this.original(map.rangeToFile({ start: behindCursor(start), end: behindCursor(end) })),
      },
    };
  }

  private lookForQuote({ start, end, style }: YamlScalar): void {
    const [quote] = /^["']/.exec(this.text.slice(start, end)) ?? [];
    // Left open, the parser takes a quote for a letter of its line.
    const isClosed = style !== 'plain' && end - start > 1 && this.text.charAt(end - 1) === quote;
    if (quote !== undefined && !isClosed) this.unclosedQuote = quote;
  }

  /** `>` may be the sign that is meant, while there is no text below it. */
  private headerIn({ start, end }: Range, way: Way): Place {
    const raw = this.text.slice(start, end).trimEnd();
    return /\s/.test(raw) ? {} : this.misread({ start, end: start + raw.length }, 'block', way);
  }

  /** A word with a `#` is a value that lacks its quotes. Neither other comments nor what a word takes with it is touched. */
  private commentIn({ start, end }: Range, value: YamlNode, way: Way): Place {
    const inFlow = way.parents.at(-1)?.flow === true;
    const said = this.text.slice(start, end);
    const word = (inFlow ? /^#[^\s,[\]{}]*/ : /^#\S*/).exec(said)?.[0] ?? '';
    // A value on the next line is that of this key, unless its own ended in the comment.
    if (!isEmpty(value) && !(inFlow && /^\s*[,\]}]/.test(said.slice(word.length)))) return {};
    return this.misread({ start, end: start + word.length }, 'comment', way);
  }

  /** A value that YAML doesn't read as text: its characters stand for themselves. */
  private misread(node: Range, misread: NonNullable<ValuePlace['misread']>, way: Way): Place {
    if (!this.holds(node)) return {};
    const [before = '', after = ''] = unmasked(this.text.slice(node.start, node.end)).split(CURSOR);
    const base = this.base(node, way);
    const { start: from } = base.replace;
    const locate = ({ start, end }: Range): Range => ({ start: from + start, end: from + end });
    return { value: { ...base, before, after, style: 'plain', multiline: false, misread, locate } };
  }

  private base(
    node: Range,
    { path, parents, missingDash, colon }: Way,
  ): PlaceBase & { behindColon?: number } {
    const { lead } = this.insertion;
    const around = parents.at(-1)?.start ?? 0;
    return {
      path,
      parents,
      flow: parents.at(-1)?.flow === true,
      missingDash: missingDash || lead.text.endsWith('- '),
      needsSpace: lead.text === ' ',
      column: node.start - lineStart(this.text, node.start),
      around: around - lineStart(this.text, around),
      ...(colon !== undefined &&
        this.sameLine(colon, node.start) && { behindColon: this.originalAt(this.spaceBefore(node.start)) }),
      replace: this.original(node),
      faults: faultsOf(this.stream),
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
    const { lead, put = '', at = this.offset } = this.insertion;
    if (place <= lead.at) return place;
    if (place <= this.cursor) return Math.max(lead.at, place - lead.text.length);
    const unmarked = Math.max(this.offset, place - lead.text.length - 1);
    return unmarked <= at ? unmarked : Math.max(at, unmarked - put.length);
  }
}

/** A tab that indents moves all that follows, so it counts for more than anything else. */
export function faultsOf({ problems, misindented }: YamlStream): number {
  return misindented ? Infinity : problems.filter(({ code }) => code === 'yaml-syntax').length;
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
