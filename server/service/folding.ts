import { FoldingRangeKind, type FoldingRange } from 'vscode-languageserver/node';
import type { SpecDocument } from '../../core/spec/document';
import { parseYaml } from '../../core/spec/yaml/parse';
import { entryEnd } from '../../core/spec/yaml/find';
import type { YamlNode } from '../../core/spec/yaml/tree';
import type { Range } from '../../core/text/range';
import type { TextSnapshot } from '../text-snapshot';

/** Automations, the mappings and texts inside of them, what stands at the top, and runs of comments. */
export function foldingRanges(document: TextSnapshot, spec: SpecDocument): FoldingRange[] {
  const found = new Map<number, FoldingRange>();
  const add = (start: number, end: number, kind?: FoldingRangeKind): void => {
    const startLine = document.positionAt(start).line;
    // A block text ends behind its last line break.
    const endLine = document.positionAt(end - (/\s/.test(document.text.charAt(end - 1)) ? 1 : 0)).line;
    if (endLine > startLine && (found.get(startLine)?.endLine ?? -1) < endLine)
      found.set(startLine, { startLine, endLine, ...(kind !== undefined && { kind }) });
  };
  const seen = new Set<object>();
  for (const entry of spec.entries) {
    add(entry.range.start, entry.range.end);
    const { unit } = entry.place;
    if (seen.has(unit)) continue;
    seen.add(unit);
    for (const { contents } of unit.stream.documents) foldNode(contents, entry.start, add);
    foldComments(document, unit.stream.comments, (range) => entry.shift(range), add);
  }
  const firsts = spec.entries.filter(({ document: one, index }) => one > 0 && index === 0);
  for (const at of [0, ...firsts.map(({ range }) => range.start)]) foldTop(document, spec, at, add);
  return [...found.values()].sort((a, b) => a.startLine - b.startLine);
}

type Add = (start: number, end: number, kind?: FoldingRangeKind) => void;

/** What stands before the first and behind the last automation of the document that `at` is in. */
function foldTop(document: TextSnapshot, spec: SpecDocument, at: number, add: Add): void {
  const excerpt = spec.excerptAt(at);
  const own = spec.entryAt(at) ?? spec.entries[0];
  const lastOwn = spec.entries.findLast((entry) => entry.document === own?.document);
  const stream = parseYaml(excerpt.text);
  foldComments(document, stream.comments, (range) => excerpt.toFile(range), add);
  const contents = stream.documents[0]?.contents;
  for (const { key, value } of contents?.kind === 'map' ? contents.entries : []) {
    const { start, end } = excerpt.toFile({ start: key.start, end: value.end });
    add(start, end);
    const last = excerpt.text.startsWith('automations', key.start) ? lastOwn : undefined;
    if (last) add(start, last.range.end);
  }
}

function foldNode(node: YamlNode, by: number, add: Add): void {
  if (node.kind === 'map') {
    if (node.flow) add(node.start + by, node.end + by);
    for (const entry of node.entries) {
      add(entry.key.start + by, entryEnd(entry) + by);
      foldNode(entry.value, by, add);
    }
  } else if (node.kind === 'seq') {
    for (const [index, item] of node.items.entries()) {
      add((node.dashes[index] ?? item.start) + by, item.end + by);
      foldNode(item, by, add);
    }
  }
}

function foldComments(
  document: TextSnapshot,
  comments: readonly Range[],
  toFile: (range: Range) => Range,
  add: Add,
): void {
  let run: Range | undefined;
  let lastLine = -2;
  for (const comment of comments) {
    const { start, end } = toFile(comment);
    const { line, character } = document.positionAt(start);
    const alone = document.text.slice(start - character, start).trim() === '';
    if (run && (!alone || line !== lastLine + 1)) {
      add(run.start, run.end, FoldingRangeKind.Comment);
      run = undefined;
    }
    if (alone) run = { start: run?.start ?? start, end };
    lastLine = line;
  }
  if (run) add(run.start, run.end, FoldingRangeKind.Comment);
}
