import type { CST } from 'yaml';
import { message, type Message } from '../../l10n/message';
import { columnOf } from '../../text/lines';
import type { IndentPlace, Mend } from './problem';
import type { Report } from './properties';
import type { YamlEntry, YamlNode } from './tree';

export const keysApart = message('The keys of a mapping must begin in the same column.');

const dashIsMissing = message('A "-" is missing before this list item.');
const spaceIsMissing = message('A space is missing behind the "-".');
const itemsApart = message('The items of a list must begin in the same column.');

interface Key {
  readonly offset: number;
  readonly indent: number;
}

/** Reports what stands in no column of a mapping or a list, and where it belongs. What is off with a line above is told with that. */
export class BlockColumns {
  /** Where keys begin of items that lack their dash. */
  private readonly items = new Set<number>();
  /** Where keys begin that are in the wrong column. */
  private readonly strays = new Set<number>();

  constructor(
    private readonly source: string,
    private readonly report: Report,
  ) {}

  /** A key of a mapping in another column than the others. False: it begins an item of the list above. */
  key(key: CST.Token & Key, map: CST.BlockMap, above: YamlEntry | undefined): boolean {
    if (!this.beginsItem(key, above?.value)) {
      this.reportKey(key, map, above);
      return true;
    }
    const at = key.offset;
    if (this.source.startsWith('--', at)) this.report(at, endOfLine(this.source, at), dashIsMissing);
    else if (this.source.charAt(at) === '-') this.say(at, spaceIsMissing, { kind: 'part', at });
    else this.say(at, dashIsMissing, { kind: 'dash', at });
    this.items.add(key.offset);
    return false;
  }

  /** A list in the place of a key: items in another column than those above, or than the item that the mapping is. */
  list(list: Key, map: CST.BlockMap, above: YamlEntry | undefined): void {
    const value = above?.value;
    const dash = this.dashBefore(map.offset);
    if (dash !== undefined && list.indent === map.indent) this.sayApart(list.offset, dash, map.offset);
    else if (value?.kind === 'seq' && !value.flow && list.indent > map.indent)
      this.sayApart(list.offset, this.column(value.start), value.start);
    else this.report(list.offset, list.offset + 1, message('A list cannot be a key.'));
  }

  /** What stands in a list without a dash: items in another column, or what goes on with the item above, whose keys stand further in. */
  item(
    { at, token }: { readonly at: number; readonly token: CST.Token | undefined },
    list: CST.BlockSequence,
    above: YamlNode | undefined,
  ): void {
    const column = above?.kind === 'map' && !above.flow ? this.column(above.start) : 0;
    if (token?.type === 'block-seq') this.sayApart(at, list.indent, list.offset);
    else if (above && token?.type === 'block-map' && this.column(at) < column)
      this.say(at, keysApart, { kind: 'indent', at, places: [{ column, from: above.start }] });
    else this.report(at, endOfLine(this.source, at), dashIsMissing);
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
  private reportKey(key: Key, map: CST.BlockMap, above: YamlEntry | undefined): void {
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
        : [spaceIsMissing, { kind: 'part', at }];
    this.say(at, text, mend);
  }

  /** Where a dash is run together with a key behind it, so that keys stand elsewhere than it does. */
  private dashWithoutSpace(key: Key, map: CST.BlockMap, above: YamlEntry | undefined): number | undefined {
    if (this.source.charAt(map.offset) === '-') return map.offset;
    const list = above?.value;
    const isItem = list?.kind === 'seq' && !list.flow && this.column(list.start) === key.indent;
    return isItem && this.source.charAt(key.offset) === '-' ? key.offset : undefined;
  }

  /** Where a key that is out of place belongs: with the keys below the one above it where it stands further in, or with those beside. */
  private placesFor(
    key: Key,
    map: CST.BlockMap,
    above: YamlEntry | undefined,
  ): readonly [IndentPlace, ...IndentPlace[]] {
    const beside = { column: map.indent, from: key.offset };
    const value = above?.value;
    const inner = value?.kind === 'seq' && !value.flow ? value.items.at(-1) : value;
    const isBlock = inner?.kind === 'map' && !inner.flow && key.indent > map.indent;
    if (!isBlock || this.column(inner.start) <= key.indent) return [beside];
    const owner = above?.key.kind === 'scalar' ? above.key.text : undefined;
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

  private sayApart(at: number, column: number, from: number): void {
    this.say(at, itemsApart, { kind: 'indent', at, places: [{ column, from }] });
  }

  private say(at: number, text: Message, mend: Mend): void {
    this.report(at, endOfLine(this.source, at), text, { mend });
  }
}

/** Behind the last character of the line, at least one behind `at`. */
export function endOfLine(source: string, at: number): number {
  let end = at;
  while (end < source.length && !/[\r\n]/.test(source.charAt(end))) end++;
  return Math.max(end, Math.min(at + 1, source.length));
}

/** Text with a colon in it may be the first line of a mapping; that is reported there. */
const hasColon = (node: YamlNode | undefined): boolean =>
  node?.kind === 'scalar' && node.style === 'plain' && /^[\w-]+:\s/.test(node.text);

const isFollowedByColon = (source: string, key: CST.Token): boolean =>
  'source' in key && /^[ \t]*:/.test(source.slice(key.offset + key.source.length));
