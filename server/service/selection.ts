import type { SelectionRange } from 'vscode-languageserver/node';
import { parseExpression } from '../../core/filter/parser';
import { nodesAt } from '../../core/filter/syntax';
import type { SpecDocument } from '../../core/spec/document';
import { entryEnd } from '../../core/spec/yaml/find';
import { parseYaml } from '../../core/spec/yaml/parse';
import type { YamlNode } from '../../core/spec/yaml/tree';
import type { Range } from '../../core/text/range';
import type { TextSnapshot } from '../text-snapshot';

/** From the smallest piece around an offset outwards: part of an expression, value, key with value, mapping, automation, file. */
export function selectionRange(document: TextSnapshot, spec: SpecDocument, offset: number): SelectionRange {
  const location = spec.locate(offset);
  const excerpt = spec.excerptAt(offset);
  const around: Range[] = [{ start: 0, end: document.text.length }];
  for (const { contents } of parseYaml(excerpt.text).documents)
    collect(contents, excerpt.offset, around, (range) => excerpt.toFile(range));
  const types = location.type?.kind === 'either' ? location.type.of : [location.type];
  const isExpression = types.some((type) => type?.kind === 'text' && type.role.endsWith('expression'));
  const { text } = location;
  if (text && isExpression) {
    const { root } = parseExpression(text.value);
    if (root) around.push(...nodesAt(root, text.offset).map(({ range }) => text.toFile(range)));
  }
  // The excerpt has one automation of the list: what goes beyond that goes to the last one.
  const own = spec.entryAt(offset);
  const last = own && spec.entries.findLast(({ document: one }) => one === own.document);
  const whole = ({ start, end }: Range): Range =>
    own && last && start < own.start && end >= own.range.end
      ? { start, end: Math.max(end, last.range.end) }
      : { start, end };
  let selection: SelectionRange | undefined;
  let before: Range | undefined;
  for (const range of around.map(whole)) {
    // A quote or an escape belongs to the text around it, not to the piece of the expression that it stands before.
    if (offset < range.start || offset > range.end) continue;
    if (before && (range.start < before.start || range.end > before.end)) continue;
    if (range.start === before?.start && range.end === before.end) continue;
    before = range;
    selection = { range: document.toRange(range), ...(selection && { parent: selection }) };
  }
  return selection ?? { range: document.toRange({ start: offset, end: offset }) };
}

function collect(node: YamlNode, offset: number, into: Range[], toFile: (range: Range) => Range): void {
  if (offset < node.start || offset > node.end) return;
  into.push(toFile(node));
  if (node.kind === 'map') {
    for (const entry of node.entries) {
      const whole = { start: entry.key.start, end: entryEnd(entry) };
      if (offset < whole.start || offset > whole.end) continue;
      into.push(toFile(whole));
      collect(offset <= entry.key.end ? entry.key : entry.value, offset, into, toFile);
      return;
    }
  } else if (node.kind === 'seq') {
    for (const item of node.items) collect(item, offset, into, toFile);
  }
}
