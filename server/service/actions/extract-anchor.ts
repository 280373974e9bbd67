import { message } from '../../../core/l10n/message';
import { newlineOf } from '../../../core/spec/edit/insert';
import type { YamlNode } from '../../../core/spec/yaml/tree';
import type { ActionSite } from './code-actions';
import type { Refactoring } from './refactorings';
import { entryOf, touches } from './selected';

/** A mapping or list of an automation goes to the top under `x-…`, with an anchor; an alias stands in its place. */
export function extractAnchor(site: ActionSite): Refactoring[] {
  const entry = entryOf(site);
  if (!entry) return [];
  for (const [name, { node, keyNode }] of entry.analysis.fields) {
    const isCollection = node.kind === 'map' || node.kind === 'seq';
    if (
      !isCollection ||
      node.anchor ||
      !touches(site, entry.shift({ start: keyNode.start, end: keyNode.end }))
    )
      continue;
    return [extraction(site, name, node, entry.start)];
  }
  return [];
}

function extraction(
  { document, spec }: ActionSite,
  name: string,
  node: YamlNode,
  start: number,
): Refactoring {
  const { text } = document;
  const newline = newlineOf(text);
  const place = { start: node.start + start, end: node.end + start };
  const source = text.slice(place.start, place.end);
  const anchor = freeAnchor(text, name);
  const column = place.start - (text.lastIndexOf('\n', place.start - 1) + 1);
  const isFlow = (node.kind === 'map' || node.kind === 'seq') && node.flow;
  const lines = source.replaceAll(`\n${' '.repeat(column)}`, '\n').replace(/\n(?=[^\r\n])/g, '\n  ');
  const body = isFlow ? `x-${anchor}: &${anchor} ${source}` : `x-${anchor}: &${anchor}${newline}  ${lines}`;
  // A mapping on lines of its own leaves its key's line.
  const before = text.slice(0, place.start);
  const from = isFlow ? place.start : before.trimEnd().length;
  const [first] = spec.entries;
  const documentStart = spec.excerptAt(first?.range.start ?? 0).toFile({ start: 0, end: 0 }).start;
  const at =
    documentStart + (/^(?:---[^\n]*\n|#[^\n]*\n|\s*\n)*/.exec(text.slice(documentStart))?.[0].length ?? 0);
  return {
    title: message('Move this to the top as "{0}", for others to refer to', `x-${anchor}`),
    kind: 'refactor.extract',
    edits: [
      { range: { start: at, end: at }, newText: `${body.trimEnd()}${newline}` },
      { range: { start: from, end: place.end }, newText: isFlow ? `*${anchor}` : ` *${anchor}` },
    ],
  };
}

/** The name, with a number where it is taken. */
function freeAnchor(text: string, name: string): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name}-${number}`;
    if (!text.includes(`&${candidate}`) && !text.includes(`x-${candidate}:`)) return candidate;
  }
}
