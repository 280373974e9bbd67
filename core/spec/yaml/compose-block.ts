import { columnOf } from '../../text/lines';
import type { CST } from 'yaml';
import { message, type Message } from '../../l10n/message';
import type { IndentPlace, Mend } from './problem';
import type { NodeComposer, NodeNames } from './compose-flow';
import { checkDuplicates } from './duplicate-keys';
import { containsNewline } from './key-line';
import { noProperties, readProperties, reportToken, type Properties } from './properties';
import type { YamlEntry, YamlMap, YamlNode, YamlSeq } from './tree';

/** What is said of a key without one. */
export const colonIsMissing = message('A ":" is missing behind this key.');

const keysApart = message('The keys of a mapping must begin in the same column.');
const itemsApart = message('The items of a list must begin in the same column.');

/** Mappings and lists by indentation. What is misplaced in them is reported, what is there is kept. */
export class BlockComposer {
  /** Where keys begin of items that lack their dash. */
  private readonly items = new Set<number>();
  /** Where keys begin that are in the wrong column. */
  private readonly strays = new Set<number>();

  constructor(
    private readonly source: string,
    private readonly composer: NodeComposer,
  ) {}

  map(token: CST.BlockMap, names: NodeNames): YamlMap {
    const entries: YamlEntry[] = [];
    let offset = token.offset;
    let end = token.offset;
    for (const item of token.items) {
      const { start, key, sep, value } = item;
      const before = readProperties(
        start,
        {
          indicator: 'explicit-key-ind',
          next: key ?? sep?.[0],
          offset,
          parentIndent: token.indent,
          startOnNewline: true,
        },
        this.composer.report,
      );
      const implicit = !before.indicator;
      if (implicit && !before.anchor && !before.tag && !sep) continue;
      const isKey = this.checkKey(token, before, key, entries.at(-1));
      const keyNode = key ? this.composer.node(key, before) : this.composer.empty(before);
      const after = readProperties(
        sep ?? [],
        {
          indicator: 'map-value-ind',
          next: value,
          offset: keyNode.end,
          parentIndent: token.indent,
          startOnNewline: !key || key.type === 'block-scalar',
        },
        this.composer.report,
      );
      offset = after.end;
      const { indicator } = after;
      if (!indicator) {
        if (implicit && isKey) this.reportWord(keyNode);
        entries.push({ key: keyNode, value: this.composer.empty(noProperties(keyNode.end)) });
        end = keyNode.end;
        continue;
      }
      if (implicit && value?.type === 'block-map' && !after.hasNewline) {
        this.composer.report(
          value.offset,
          this.lineEnd(value.offset),
          message('A mapping cannot begin on the line of its key. If this is text, put it in quotes.'),
          { mend: { kind: 'quote', start: value.offset } },
        );
      }
      if (implicit && before.start < indicator.offset - 1024) {
        this.composer.report(keyNode.start, keyNode.end, message('A key can have at most 1024 characters.'));
      }
      const valueNode = value ? this.composer.node(value, after) : this.composer.empty(after);
      entries.push({ key: keyNode, colon: indicator.offset, value: valueNode });
      end = Math.max(valueNode.end, indicator.offset + 1);
      offset = Math.max(offset, valueNode.end);
    }
    checkDuplicates(entries, this.composer.report);
    return { kind: 'map', flow: false, entries, start: token.offset, end, ...names };
  }

  seq(token: CST.BlockSequence, names: NodeNames): YamlSeq {
    const items: YamlNode[] = [];
    const dashes: number[] = [];
    let offset = token.offset;
    let end = token.offset;
    for (const { start, value } of token.items) {
      const properties = readProperties(
        start,
        { indicator: 'seq-item-ind', next: value, offset, parentIndent: token.indent, startOnNewline: true },
        this.composer.report,
      );
      if (!properties.indicator) {
        if (!properties.anchor && !properties.tag && !value) continue;
        const at = value?.offset ?? properties.start;
        if (value?.type === 'block-seq')
          this.composer.report(at, this.lineEnd(at), itemsApart, {
            mend: { kind: 'indent', at, places: [{ column: token.indent, from: token.offset }] },
          });
        else this.reportItem(value, items.at(-1), at);
      }
      const node = value ? this.composer.node(value, properties) : this.composer.empty(properties);
      items.push(node);
      dashes.push(properties.indicator?.offset ?? node.start);
      offset = properties.end;
      end = Math.max(node.end, (properties.indicator?.offset ?? -1) + 1);
    }
    return { kind: 'seq', flow: false, items, dashes, start: token.offset, end, ...names };
  }

  /** A key without its colon, or with a comma behind that. */
  private reportWord(key: YamlNode): void {
    const { start, end } = key;
    if (this.source.slice(start, end).endsWith(':,'))
      this.composer.report(start, end, message('There is no place for a "," behind a key.'), {
        mend: { kind: 'remove', start: end - 1, end },
      });
    else
      this.composer.report(
        start,
        end,
        colonIsMissing,
        isWord(key) ? { mend: { kind: 'insert', at: end, text: ':' } } : {},
      );
  }

  /** What has no dash begins an item, or goes on with the one above, whose keys stand further in. */
  private reportItem(value: CST.Token | undefined, above: YamlNode | undefined, at: number): void {
    const column = above?.kind === 'map' && !above.flow ? this.column(above.start) : 0;
    const isOfItem = value?.type === 'block-map' && this.column(at) < column;
    if (above && isOfItem)
      this.composer.report(at, this.lineEnd(at), keysApart, {
        mend: { kind: 'indent', at, places: [{ column, from: above.start }] },
      });
    else this.composer.report(at, this.lineEnd(at), message('A "-" is missing before this list item.'));
  }

  /** Gives whether it is one at all, be it in the wrong place. */
  private checkKey(
    map: CST.BlockMap,
    before: Properties,
    key: CST.Token | null | undefined,
    above: YamlEntry | undefined,
  ): boolean {
    const { indicator } = before;
    if (indicator) {
      if (indicator.indent !== map.indent) reportToken(this.composer.report, indicator, keysApart);
      return true;
    }
    if (!key) return true;
    if (key.type === 'block-seq') {
      const list = above?.value;
      const dash = this.dashBefore(map.offset);
      if (dash !== undefined && key.indent === map.indent)
        this.composer.report(key.offset, this.lineEnd(key.offset), itemsApart, {
          mend: { kind: 'indent', at: key.offset, places: [{ column: dash, from: map.offset }] },
        });
      else if (list?.kind === 'seq' && !list.flow && key.indent > map.indent)
        this.composer.report(key.offset, this.lineEnd(key.offset), itemsApart, {
          mend: {
            kind: 'indent',
            at: key.offset,
            places: [{ column: this.column(list.start), from: list.start }],
          },
        });
      else this.composer.report(key.offset, key.offset + 1, message('A list cannot be a key.'));
      return false;
    }
    if ('indent' in key && key.indent !== map.indent) {
      if (this.beginsItem(key, above?.value)) {
        this.composer.report(
          key.offset,
          this.lineEnd(key.offset),
          message('A "-" is missing before this list item.'),
          { mend: { kind: 'dash', at: key.offset } },
        );
        this.items.add(key.offset);
        return false;
      }
      this.reportColumn(key, map, above);
    }
    if (before.newlineAfterName || containsNewline(key)) {
      this.composer.report(
        key.offset,
        this.lineEnd(key.offset),
        message('A key must stand on one line. Is a ":" missing, or a quote?'),
      );
    }
    return true;
  }

  /** Below the dashes of a list: does the item above have this key already, or is it a word as well? Another key lost its indentation. */
  private beginsItem(key: CST.Token & { readonly indent: number }, list: YamlNode | undefined): boolean {
    if (list?.kind !== 'seq' || list.flow || key.indent !== this.column(list.start)) return false;
    const above = list.items.at(-1);
    if (above?.kind !== 'map') return above?.kind === 'scalar' && !isFollowedByColon(this.source, key);
    const written = 'source' in key ? key.source : undefined;
    return above.entries.some(({ key: own }) => own.kind === 'scalar' && own.text === written);
  }

  /** A key out of place. Those below it in the same column are so with it. */
  private reportColumn(
    key: { readonly offset: number; readonly indent: number },
    map: CST.BlockMap,
    above: YamlEntry | undefined,
  ): void {
    const dash = this.dashWithoutSpace(key, map, above);
    const at = dash ?? key.offset;
    const isBelowStray =
      above !== undefined &&
      this.strays.has(above.key.start) &&
      (this.column(above.key.start) === key.indent || this.source.charAt(above.key.start) === '-');
    const isOfItem = above !== undefined && this.items.has(above.key.start) && key.indent > map.indent;
    if (isOfItem) this.items.add(key.offset);
    const isTold = isBelowStray || isOfItem || hasColon(above?.value) || this.strays.has(at);
    this.strays.add(key.offset).add(at);
    if (isTold) return;
    const [text, mend]: [Message, Mend] =
      dash === undefined
        ? [keysApart, { kind: 'indent', at, places: this.placesFor(key, map, above) }]
        : [message('A space is missing behind the "-".'), { kind: 'part', at }];
    this.composer.report(at, this.lineEnd(at), text, { mend });
  }

  /** Where a dash is run together with a key behind it, so that keys stand elsewhere than it does. */
  private dashWithoutSpace(
    key: { readonly offset: number; readonly indent: number },
    map: CST.BlockMap,
    above: YamlEntry | undefined,
  ): number | undefined {
    if (this.source.charAt(map.offset) === '-') return map.offset;
    const list = above?.value;
    const isItem = list?.kind === 'seq' && !list.flow && this.column(list.start) === key.indent;
    return isItem && this.source.charAt(key.offset) === '-' ? key.offset : undefined;
  }

  /** Where a key that is out of place belongs: with the keys below the one above it where it stands further in, or with those beside. */
  private placesFor(
    key: { readonly offset: number; readonly indent: number },
    map: CST.BlockMap,
    above: YamlEntry | undefined,
  ): readonly [IndentPlace, ...IndentPlace[]] {
    const beside = { column: map.indent, from: key.offset };
    const value = above?.value;
    const inner = value?.kind === 'seq' && !value.flow ? value.items.at(-1) : value;
    const isBlock = inner?.kind === 'map' && !inner.flow && key.indent > map.indent;
    if (!isBlock || this.column(inner.start) <= key.indent) return [beside];
    const owner = above?.key.kind === 'scalar' && inner === value ? above.key.text : undefined;
    return [
      { column: this.column(inner.start), from: inner.start, ...(owner !== undefined && { owner }) },
      beside,
    ];
  }

  /** Column of the dash right before a mapping on its line. */
  private dashBefore(at: number): number | undefined {
    const column = this.column(at);
    const dash = /- *$/.exec(this.source.slice(at - column, at));
    return dash ? dash.index : undefined;
  }

  private column(at: number): number {
    return columnOf(this.source, at);
  }

  private lineEnd(at: number): number {
    let end = at;
    while (end < this.source.length && !/[\r\n]/.test(this.source.charAt(end))) end++;
    return Math.max(end, Math.min(at + 1, this.source.length));
  }
}

/** Text with a colon in it may be the first line of a mapping; that is reported there. */
const hasColon = (node: YamlNode | undefined): boolean =>
  node?.kind === 'scalar' && node.style === 'plain' && /^[\w-]+:\s/.test(node.text);

const isFollowedByColon = (source: string, key: CST.Token): boolean =>
  'source' in key && /^[ \t]*:/.test(source.slice(key.offset + key.source.length));

/** Could it be a key that only lacks its colon? A list couldn't, nor what has a colon inside. */
export const isWord = (node: YamlNode): boolean =>
  node.kind === 'scalar' && (node.style !== 'plain' || /^[\w.$<-]+$/.test(node.text));
