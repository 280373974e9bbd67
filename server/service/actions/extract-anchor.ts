import { message } from '../../../core/l10n/message';
import type { Field } from '../../../core/spec/analysis/fields';
import { columnOf, newlineOf } from '../../../core/text/lines';
import type { SpecEntry } from '../../../core/spec/entry';
import type { TextEdit } from '../../../core/text/range';
import type { ActionSite } from './code-actions';
import type { Refactoring } from './refactorings';
import { entryOf, touches } from './selected';
import type { TopMap } from './top-map';

/** With an anchor at its top, a document is read as a whole from then on; one longer than this (characters) would feel it. */
const MAX_LENGTH = 100_000;

/** A mapping or list of an automation goes to the top of its document under `x-…`, with an anchor; an alias stands in its place. */
export function extractAnchor(site: ActionSite): Refactoring[] {
  const { top, document } = site;
  const entry = entryOf(site);
  if (!entry || !top || document.text.length > MAX_LENGTH) return [];
  for (const [name, field] of entry.analysis.fields) {
    const { node, keyNode } = field;
    const isCollection = node.kind === 'map' || node.kind === 'seq';
    if (!isCollection || node.anchor || !touches(site, entry.shift(keyNode))) continue;
    const anchor = freeAnchor(document.text, name);
    return [
      {
        title: message('Move this to the top as "{0}", for others to refer to', `x-${anchor}`),
        kind: 'refactor.extract',
        edits: extraction(field, anchor, entry, top),
      },
    ];
  }
  return [];
}

function extraction(
  { node, keyNode, entry: { colon } }: Field,
  anchor: string,
  entry: SpecEntry,
  top: TopMap,
): readonly TextEdit[] {
  const { source } = entry;
  const { map } = top;
  const newline = newlineOf(source);
  const start = colon === undefined ? keyNode.end : colon + 1;
  const isFlow = (node.kind === 'map' || node.kind === 'seq') && node.flow;
  const column = columnOf(top.source, map.start);
  // Everything behind the colon: a tag and what is said there go along.
  const value = reindented(
    source.slice(start, node.end),
    isFlow ? indentOf(source, keyNode.start) : columnOf(source, node.start),
    isFlow ? column : column + 2,
  );
  const isBlockText = value.endsWith('\n');
  const behind = isBlockText ? '' : newline;
  const member = `x-${anchor}: &${anchor}${value}`;
  const at = map.flow ? map.start + 1 : map.start;
  const newText = map.flow ? `${member}, ` : `${member}${behind}${' '.repeat(column)}`;
  return [
    top.moved({ range: { start: at, end: at }, newText }),
    { range: entry.shift({ start, end: node.end }), newText: ` *${anchor}${isBlockText ? newline : ''}` },
  ];
}

/** A value over several lines, all but the first of which are moved from one column to another. */
function reindented(value: string, from: number, to: number): string {
  const [first = '', ...lines] = value.split('\n');
  const indent = new RegExp(`^ {0,${from}}`);
  const moved = lines.map((line) => {
    const rest = line.replace(indent, '');
    return rest === '' || rest === '\r' ? rest : ' '.repeat(to) + rest;
  });
  return [first, ...moved].join('\n');
}

/** How far the line of an offset is indented. */
function indentOf(source: string, at: number): number {
  const line = at - columnOf(source, at);
  return /^ */.exec(source.slice(line, at))?.[0].length ?? 0;
}

/** The name, with a number where it is taken. */
function freeAnchor(text: string, name: string): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name}-${number}`;
    if (!text.includes(`&${candidate}`) && !text.includes(`x-${candidate}:`)) return candidate;
  }
}
