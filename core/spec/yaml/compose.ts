import type { CST } from 'yaml';
import { message } from '../../l10n/message';
import { BlockComposer } from './compose-block';
import { composeFlow, type NodeComposer } from './compose-flow';
import { ScalarComposer } from './compose-scalar';
import {
  noProperties,
  readEnd,
  readProperties,
  reportToken,
  unexpected,
  type Properties,
  type Report,
} from './properties';
import type { YamlAlias, YamlName, YamlNode, YamlScalar } from './tree';

/** Tags that say no more than what YAML finds by itself; others mean nothing here. */
const KNOWN_TAGS =
  /^(?:!|!!(?:str|int|float|bool|null|map|seq)|!<tag:yaml\.org,2002:(?:str|int|float|bool|null|map|seq)>)$/;

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

  private readonly scalars: ScalarComposer;
  private readonly blocks: BlockComposer;

  constructor(
    source: string,
    readonly report: Report,
  ) {
    this.scalars = new ScalarComposer(source, report);
    this.blocks = new BlockComposer(source, this);
  }

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
        return this.anchored(anchor, this.scalars.flow(token, names));
      case 'block-scalar':
        return this.anchored(anchor, this.scalars.block(token, names, token === this.root));
      case 'block-map':
        return this.anchored(anchor, this.blocks.map(token, names));
      case 'block-seq':
        if (anchor && !properties.newlineAfterName) {
          this.report(anchor.start, anchor.end, message('A list must begin on the line after its anchor.'));
        }
        return this.anchored(anchor, this.blocks.seq(token, names));
      case 'flow-collection':
        return this.anchored(anchor, composeFlow(this, token, names));
      default: {
        const source = 'source' in token ? token.source : '';
        this.report(
          token.offset,
          token.offset + Math.max(1, source.length),
          unexpected(source),
          // A dash on the line of its key was meant as text.
          source === '-' ? { mend: { kind: 'quote', start: token.offset } } : {},
        );
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
        // A name as anchors have it may mean one that is still to be written, or that can't be read.
        mend: { kind: 'quote', start: offset, ...(/^[\w.-]*$/.test(name) && { unsure: true }) },
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
}
