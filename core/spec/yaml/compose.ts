import type { CST } from 'yaml';
import { message } from '../../l10n/message';
import { composeFlow, type NodeComposer } from './compose-flow';
import { checkDuplicates } from './duplicate-keys';
import { containsNewline } from './key-line';
import { readEnd, readProperties, reportToken, unexpected, type Properties, type Report } from './properties';
import { decodeScalar } from './scalar';
import type { ScalarFault } from './scalar-source';
import type {
  ScalarStyle,
  YamlAlias,
  YamlEntry,
  YamlMap,
  YamlName,
  YamlNode,
  YamlScalar,
  YamlSeq,
} from './tree';

const STYLES = {
  scalar: 'plain',
  'single-quoted-scalar': 'single-quoted',
  'double-quoted-scalar': 'double-quoted',
} as const satisfies Record<string, ScalarStyle>;

/** Tags that say no more than what YAML finds by itself; others mean nothing here. */
const KNOWN_TAGS =
  /^(?:!|!!(?:str|int|float|bool|null|map|seq)|!<tag:yaml\.org,2002:(?:str|int|float|bool|null|map|seq)>)$/;

const noProperties = (end: number): Properties => ({
  hasNewline: false,
  newlineAfterName: false,
  start: end,
  end,
});

/**
 * Makes the tree of one document from the parser's tokens, binding aliases on the way: one map of anchors a document, looked
 * up once an alias. Never throws; what is wrong is reported and the rest is kept.
 */
export class TreeComposer implements NodeComposer {
  /** Anchors so far. One whose value isn't finished is `undefined`: an alias to it would contain itself. */
  private readonly anchors = new Map<string, YamlNode | undefined>();

  /** The token of the document's value. */
  private root: CST.Token | undefined;
  /** Names of aliases without an anchor before them. */
  readonly unresolved: string[] = [];

  constructor(
    private readonly source: string,
    readonly report: Report,
  ) {}

  /** Names of the anchors so far. */
  get anchorNames(): Iterable<string> {
    return this.anchors.keys();
  }

  /** The document's value. */
  document({ offset, start, value, end }: CST.Document): YamlNode {
    const properties = readProperties(
      start,
      { indicator: 'doc-start', next: value ?? end?.[0], offset, parentIndent: 0, startOnNewline: true },
      this.report,
    );
    if (
      properties.indicator &&
      (value?.type === 'block-map' || value?.type === 'block-seq') &&
      !properties.hasNewline
    ) {
      reportToken(
        this.report,
        properties.indicator,
        message('A mapping or list cannot begin on the line of "---".'),
      );
    }
    this.root = value;
    const node = value ? this.node(value, properties) : this.empty(properties);
    readEnd(end, { start: node.start, needsSpace: false }, this.report);
    return node;
  }

  /** The value that `token` stands for. */
  node(token: CST.Token, properties: Properties): YamlNode {
    const { anchor, tag } = properties;
    if (anchor) this.anchors.set(anchor.name, undefined);
    if (tag) this.checkTag(tag);
    const names = { ...(anchor && { anchor }), ...(tag && { tag }) };
    switch (token.type) {
      case 'alias':
        if (anchor ?? tag)
          this.report(
            token.offset,
            token.offset + token.source.length,
            message('An alias can have no anchor or tag.'),
          );
        return this.alias(token);
      case 'scalar':
      case 'single-quoted-scalar':
      case 'double-quoted-scalar':
        return this.anchored(anchor, this.flowScalar(token, names));
      case 'block-scalar':
        return this.anchored(anchor, this.blockScalar(token, names));
      case 'block-map':
        return this.anchored(anchor, this.blockMap(token, names));
      case 'block-seq':
        if (anchor && !properties.newlineAfterName) {
          this.report(anchor.start, anchor.end, message('A list must begin on the line after its anchor.'));
        }
        return this.anchored(anchor, this.blockSeq(token, names));
      case 'flow-collection':
        return this.anchored(anchor, composeFlow(this, token, names));
      default: {
        const source = 'source' in token ? token.source : '';
        this.report(token.offset, token.offset + Math.max(1, source.length), unexpected(source));
        return this.empty(noProperties(token.offset));
      }
    }
  }

  /** The nothing where a value could stand. */
  empty({ anchor, tag, indicator, end }: Properties): YamlScalar {
    if (tag) this.checkTag(tag);
    const name = tag && (!anchor || tag.end > anchor.end) ? tag : anchor;
    const at = name?.end ?? (indicator ? indicator.offset + indicator.source.length : end);
    return this.anchored(anchor, {
      kind: 'scalar',
      style: 'plain',
      text: '',
      start: at,
      end: at,
      ...(anchor && { anchor }),
      ...(tag && { tag }),
    });
  }

  private anchored<T extends YamlNode>(anchor: YamlName | undefined, node: T): T {
    if (anchor) this.anchors.set(anchor.name, node);
    return node;
  }

  private alias({ offset, source, end }: CST.FlowScalar): YamlAlias {
    const name = source.slice(1);
    const valueEnd = offset + source.length;
    const target = this.anchors.get(name);
    if (target) readEnd(end, { start: offset, needsSpace: true }, this.report);
    const cyclic = !target && this.anchors.has(name);
    if (cyclic) {
      const text = message('The alias "*{0}" would contain itself.', name);
      this.report(offset, valueEnd, text, { code: 'unresolved-alias' });
    } else if (!target) {
      this.unresolved.push(name);
      const text = message(
        'There is no anchor "&{0}" before this alias. Text that begins with "*" needs quotes.',
        name,
      );
      this.report(offset, valueEnd, text, {
        code: 'unresolved-alias',
        mend: { kind: 'quote', start: offset },
      });
    }
    return {
      kind: 'alias',
      name,
      start: offset,
      end: valueEnd,
      ...(target && { target }),
      ...(cyclic && { cyclic }),
    };
  }

  private checkTag({ name, start, end }: YamlName): void {
    if (KNOWN_TAGS.test(name)) return;
    const text = message('"{0}" is a YAML tag, not text. Put quotes around the text.', name);
    this.report(start, end, text, { mend: { kind: 'quote', start } });
  }

  private readonly fault: ScalarFault = (kind, start, end) => {
    const part = this.source.slice(start, end);
    switch (kind) {
      case 'escape':
        this.report(
          start,
          end,
          message('"{0}" is no escape of YAML; write the backslash twice, or use single quotes.', part),
        );
        break;
      case 'half-character':
        this.report(
          start,
          end,
          message('"{0}" is only half of a character; its other half is missing.', part),
        );
        break;
      case 'unclosed':
        this.report(start, end, message('The closing {0} is missing.', part.charAt(0)), {
          unclosed: true,
          mend: { kind: 'insert', at: end, text: part.charAt(0) },
        });
        break;
      case 'block-header':
        this.report(start, end, unexpected(part));
        break;
      case 'block-indent':
        this.report(
          start,
          end,
          message('The lines of a text block must be indented at least as far as its first.'),
        );
        break;
    }
  };

  private flowScalar(token: CST.FlowScalar, names: { anchor?: YamlName; tag?: YamlName }): YamlScalar {
    const { source, offset: start } = token;
    const end = start + source.length;
    const style = token.type === 'alias' ? 'plain' : STYLES[token.type];
    if (style === 'plain' && /^[,%|>@`\t]/.test(source)) {
      this.report(
        start,
        start + 1,
        message('Text cannot begin with {0} in YAML; put it in quotes.', JSON.stringify(source.charAt(0))),
        { mend: { kind: 'quote', start } },
      );
    }
    if (style === 'plain' && /:(?:\s|$)/.test(source)) {
      const text = message(
        'A mapping cannot begin on the line of its key. If this is text, put it in quotes.',
      );
      this.report(start, end, text, { mend: { kind: 'quote', start } });
    }
    const text = decodeScalar({ source: this.source, start, end, style, parentIndent: 0 }, this.fault);
    readEnd(token.end, { start, needsSpace: true }, this.report);
    return { kind: 'scalar', style, text, start, end, ...names };
  }

  private blockScalar(token: CST.BlockScalar, names: { anchor?: YamlName; tag?: YamlName }): YamlScalar {
    const start = token.offset;
    let end = start + token.source.length;
    let hasSpace = false;
    for (const prop of token.props) {
      end += 'source' in prop ? prop.source.length : 0;
      if (prop.type === 'space' || prop.type === 'newline') hasSpace = true;
      else if (prop.type === 'comment' && !hasSpace)
        reportToken(this.report, prop, message('A comment needs a space before its "#".'));
      else if (prop.type !== 'comment' && prop.type !== 'block-scalar-header') {
        this.report(prop.offset, end, unexpected('source' in prop ? prop.source : ''));
      }
    }
    const style = this.source[start] === '|' ? 'literal' : 'folded';
    const root = token === this.root;
    const parentIndent = token.indent;
    const text = decodeScalar({ source: this.source, start, end, style, parentIndent, root }, this.fault);
    return { kind: 'scalar', style, text, start, end, parentIndent, ...names };
  }

  private blockMap(token: CST.BlockMap, names: { anchor?: YamlName; tag?: YamlName }): YamlMap {
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
        this.report,
      );
      const implicit = !before.indicator;
      if (implicit && !before.anchor && !before.tag && !sep) continue;
      this.checkBlockKey(token, before, key);
      const keyNode = key ? this.node(key, before) : this.empty(before);
      const after = readProperties(
        sep ?? [],
        {
          indicator: 'map-value-ind',
          next: value,
          offset: keyNode.end,
          parentIndent: token.indent,
          startOnNewline: !key || key.type === 'block-scalar',
        },
        this.report,
      );
      offset = after.end;
      const { indicator } = after;
      if (!indicator) {
        if (implicit)
          this.report(keyNode.start, keyNode.end, message('A ":" is missing behind this key.'), {
            mend: { kind: 'insert', at: keyNode.end, text: ':' },
          });
        entries.push({ key: keyNode, value: this.empty(noProperties(keyNode.end)) });
        end = keyNode.end;
        continue;
      }
      if (implicit && value?.type === 'block-map' && !after.hasNewline) {
        this.report(
          value.offset,
          this.lineEnd(value.offset),
          message('A mapping cannot begin on the line of its key. If this is text, put it in quotes.'),
          { mend: { kind: 'quote', start: value.offset } },
        );
      }
      if (implicit && before.start < indicator.offset - 1024) {
        this.report(keyNode.start, keyNode.end, message('A key can have at most 1024 characters.'));
      }
      const valueNode = value ? this.node(value, after) : this.empty(after);
      entries.push({ key: keyNode, colon: indicator.offset, value: valueNode });
      end = Math.max(valueNode.end, indicator.offset + 1);
      offset = Math.max(offset, valueNode.end);
    }
    checkDuplicates(entries, this.report);
    return { kind: 'map', flow: false, entries, start: token.offset, end, ...names };
  }

  private checkBlockKey(map: CST.BlockMap, before: Properties, key: CST.Token | null | undefined): void {
    const { indicator } = before;
    if (indicator) {
      if (indicator.indent !== map.indent)
        reportToken(this.report, indicator, message('The keys of a mapping must begin in the same column.'));
      return;
    }
    if (!key) return;
    if (key.type === 'block-seq') this.report(key.offset, key.offset + 1, message('A list cannot be a key.'));
    else if ('indent' in key && key.indent !== map.indent) {
      this.report(
        key.offset,
        this.lineEnd(key.offset),
        message('The keys of a mapping must begin in the same column.'),
      );
    }
    if (before.newlineAfterName || containsNewline(key)) {
      this.report(
        key.offset,
        this.lineEnd(key.offset),
        message('A key must stand on one line. Is a ":" missing, or a quote?'),
      );
    }
  }

  private blockSeq(token: CST.BlockSequence, names: { anchor?: YamlName; tag?: YamlName }): YamlSeq {
    const items: YamlNode[] = [];
    const dashes: number[] = [];
    let offset = token.offset;
    let end = token.offset;
    for (const { start, value } of token.items) {
      const properties = readProperties(
        start,
        { indicator: 'seq-item-ind', next: value, offset, parentIndent: token.indent, startOnNewline: true },
        this.report,
      );
      if (!properties.indicator) {
        if (!properties.anchor && !properties.tag && !value) continue;
        const at = value?.offset ?? properties.start;
        this.report(
          at,
          this.lineEnd(at),
          value?.type === 'block-seq'
            ? message('The items of a list must begin in the same column.')
            : message('A "-" is missing before this list item.'),
        );
      }
      const node = value ? this.node(value, properties) : this.empty(properties);
      items.push(node);
      dashes.push(properties.indicator?.offset ?? node.start);
      offset = properties.end;
      end = Math.max(node.end, (properties.indicator?.offset ?? -1) + 1);
    }
    return { kind: 'seq', flow: false, items, dashes, start: token.offset, end, ...names };
  }

  private lineEnd(at: number): number {
    let end = at;
    while (end < this.source.length && !/[\r\n]/.test(this.source.charAt(end))) end++;
    return Math.max(end, Math.min(at + 1, this.source.length));
  }
}
