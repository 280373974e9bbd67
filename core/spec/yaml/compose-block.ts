import type { CST } from 'yaml';
import { message } from '../../l10n/message';
import { BlockColumns, endOfLine, keysApart } from './block-columns';
import type { NodeComposer, NodeNames } from './compose-flow';
import { checkDuplicates } from './duplicate-keys';
import { containsNewline } from './key-line';
import { noProperties, readProperties, reportToken, type Properties } from './properties';
import type { YamlEntry, YamlMap, YamlNode, YamlSeq } from './tree';

/** What is said of a key without one. */
export const colonIsMissing = message('A ":" is missing behind this key.');

/** Mappings and lists by indentation. What is misplaced in them is reported, what is there is kept. */
export class BlockComposer {
  private readonly columns: BlockColumns;

  constructor(
    private readonly source: string,
    private readonly composer: NodeComposer,
  ) {
    this.columns = new BlockColumns(source, composer.report);
  }

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
          endOfLine(this.source, value.offset),
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
        this.columns.item({ at, token: value }, token, items.at(-1));
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
      this.columns.list(key, map, above);
      return false;
    }
    if ('indent' in key && key.indent !== map.indent) {
      if (!this.columns.key(key, map, above)) return false;
    }
    if (before.newlineAfterName || containsNewline(key)) {
      this.composer.report(
        key.offset,
        endOfLine(this.source, key.offset),
        message('A key must stand on one line. Is a ":" missing, or a quote?'),
      );
    }
    return true;
  }
}

/** Could it be a key that only lacks its colon? A list couldn't, nor what has a colon inside. */
export const isWord = (node: YamlNode): boolean =>
  node.kind === 'scalar' && (node.style !== 'plain' || /^[\w.$<-]+$/.test(node.text));
