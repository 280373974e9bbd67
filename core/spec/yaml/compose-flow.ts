import type { CST } from 'yaml';
import { message } from '../../l10n/message';
import { checkDuplicates } from './duplicate-keys';
import { containsNewline } from './key-line';
import { spaceIsMissing } from './missing-space';
import { readEnd, readProperties, reportToken, unexpected, type Properties, type Report } from './properties';
import type { YamlEntry, YamlMap, YamlName, YamlNode, YamlSeq } from './tree';

/** Anchor and tag of a value. */
export interface NodeNames {
  readonly anchor?: YamlName;
  readonly tag?: YamlName;
}

/** What composes the values inside. */
export interface NodeComposer {
  readonly report: Report;
  node(token: CST.Token, properties: Properties): YamlNode;
  empty(properties: Properties): YamlNode;
}

/** `{…}` and `[…]`. A missing comma, value or closing bracket is reported, what is there is kept. */
export function composeFlow(
  composer: NodeComposer,
  token: CST.FlowCollection,
  names: NodeNames,
): YamlMap | YamlSeq {
  const isMap = token.start.source === '{';
  const entries: YamlEntry[] = [];
  const items: YamlNode[] = [];
  let offset = token.offset + 1;
  let end = offset;
  /** Where a list ends if the first pair in it isn't meant to be one of its items. */
  let endOfItems: number | undefined;
  for (const [index, item] of token.items.entries()) {
    const { start, key, sep, value } = item;
    const before = readProperties(
      start,
      {
        flow: true,
        indicator: 'explicit-key-ind',
        next: key ?? sep?.[0],
        offset,
        parentIndent: token.indent,
        startOnNewline: false,
      },
      composer.report,
    );
    const nothing = !before.indicator && !before.anchor && !before.tag && !sep && !value;
    const isLast = nothing && index === token.items.length - 1;
    if (!checkComma(composer, before, { index, isLast, nothing, above: end })) {
      offset = before.end;
      continue;
    }
    if (!isMap && !sep && !before.indicator) {
      const node = value ? composer.node(value, before) : composer.empty(before);
      if (value) checkInside(composer, value, node);
      items.push(node);
      offset = end = Math.max(node.end, before.end);
      continue;
    }
    if (!isMap && !before.indicator && key && containsNewline(key)) {
      composer.report(
        key.offset,
        key.offset + 1,
        message('A key must stand on one line. Is a ":" missing, or a quote?'),
      );
    }
    const entry = composeEntry(composer, token, item, before);
    if (isMap) entries.push(entry);
    else {
      endOfItems ??= end;
      items.push({ kind: 'map', flow: true, entries: [entry], start: entry.key.start, end: entryEnd(entry) });
    }
    offset = end = entryEnd(entry);
  }
  checkDuplicates(entries, composer.report);
  const close = closeFlow(composer, token, isMap ? '}' : ']', end, endOfWords(entries) ?? endOfItems ?? end);
  return isMap
    ? { kind: 'map', flow: true, entries, start: token.offset, end: close, ...names }
    : { kind: 'seq', flow: true, items, dashes: [], start: token.offset, end: close, ...names };
}

const entryEnd = ({ key, colon, value }: YamlEntry): number =>
  Math.max(key.end, value.end, (colon ?? -1) + 1);

/** `{a: 1, {b: 2}`: where the keys end that are words. What comes then is an item of something else. */
function endOfWords(entries: readonly YamlEntry[]): number | undefined {
  const index = entries.findIndex(
    ({ key, colon }) => colon === undefined && (key.kind === 'map' || key.kind === 'seq'),
  );
  const last = entries[index - 1];
  return last && entryEnd(last);
}

interface FlowItem {
  readonly index: number;
  readonly isLast: boolean;
  readonly nothing: boolean;
  /** Where the item before it ends. */
  readonly above: number;
}

/** Commas between items, none before the first. False: there is no item here. */
function checkComma(
  composer: NodeComposer,
  { comma, start, end }: Properties,
  { index, isLast, nothing, above }: FlowItem,
): boolean {
  if (index === 0 && comma) reportToken(composer.report, comma, unexpected(','));
  if (nothing) {
    if (!isLast && index > 0) composer.report(start, end + 1, message('An item is missing here.'));
    return false;
  }
  if (index > 0 && !comma)
    composer.report(start, start + 1, message('A "," is missing before this item.'), {
      mend: { kind: 'insert', at: above, text: ',' },
    });
  return true;
}

function composeEntry(
  composer: NodeComposer,
  flow: CST.FlowCollection,
  item: CST.CollectionItem,
  before: Properties,
): YamlEntry {
  const { key, sep, value } = item;
  const keyNode = key ? composer.node(key, before) : composer.empty(before);
  if (key) checkInside(composer, key, keyNode);
  const after = readProperties(
    sep ?? [],
    {
      flow: true,
      indicator: 'map-value-ind',
      next: value,
      offset: keyNode.end,
      parentIndent: flow.indent,
      startOnNewline: false,
    },
    composer.report,
  );
  if (!after.indicator && value) {
    const missing =
      'source' in value && value.source.startsWith(':')
        ? spaceIsMissing
        : message('A "," or ":" is missing here.');
    composer.report(value.offset, value.offset + 1, missing);
  }
  const valueNode = value
    ? composer.node(value, after)
    : composer.empty(after.indicator ? after : { ...after, end: keyNode.end });
  if (value) checkInside(composer, value, valueNode);
  return { key: keyNode, value: valueNode, ...(after.indicator && { colon: after.indicator.offset }) };
}

/** What can't stand inside a flow collection: block collections, and `${…}` without quotes. */
function checkInside(composer: NodeComposer, token: CST.Token, node: YamlNode): void {
  if (node.kind === 'scalar' && node.style === 'plain' && node.text.includes('${')) {
    const text = message('Inside {} and [], "${…}" needs quotes.');
    const isKey = /^[\w-]+:["']/.test(node.text);
    composer.report(node.start, node.end, text, isKey ? {} : { mend: { kind: 'quote', start: node.start } });
  }
  if (token.type === 'block-map' || token.type === 'block-seq') {
    composer.report(
      token.offset,
      token.offset + 1,
      message('Inside {} and [] everything is written with {}, [] and commas.'),
    );
  }
}

/** Behind the closing bracket; behind the last item where it is missing, which may have been meant at `missingAt`. */
function closeFlow(
  composer: NodeComposer,
  token: CST.FlowCollection,
  bracket: string,
  end: number,
  missingAt: number,
): number {
  const [close, ...rest] = token.end;
  if (close?.source === bracket) {
    readEnd(rest, { start: token.offset, needsSpace: true }, composer.report);
    return close.offset + 1;
  }
  composer.report(
    token.offset,
    token.offset + 1,
    message('The closing {0} is missing, or stands too far to the left.', bracket),
    // What has nothing in it may be a mistake itself.
    end === token.offset + 1
      ? {}
      : { mend: { kind: 'insert', at: missingAt, text: bracket, closes: token.offset } },
  );
  readEnd(
    close && close.source.length !== 1 ? token.end : rest,
    { start: token.offset, needsSpace: true },
    composer.report,
  );
  return end;
}
