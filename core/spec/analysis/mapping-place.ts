import type { MappingEdit, MappingPlace, MappingProblem } from '../../filter/mapping-problem';
import type { Replacement } from '../../filter/value-input';
import { JsonNumber } from '../../json/value';
import type { Range, TextEdit } from '../../text/range';
import { commentLinesAbove, commentsBetween } from '../edit/comments';
import { scalarEdits } from '../edit/scalar';
import { scalarText } from '../yaml/quote';
import { mapScalar } from '../yaml/scalar';
import type { YamlEntry, YamlNode } from '../yaml/tree';
import { dereference, keyText } from '../yaml/value';
import { effectiveEntries, type Field } from './fields';
import type { Findings } from './findings';

/** What a path leads to. */
interface Found {
  readonly node: YamlNode;
  /** Of a member: the entry. */
  readonly entry?: YamlEntry;
}

/** Notes problems of a mapping, which know their places as paths, at the places in the file. */
export function placeMappingProblems(
  field: Field,
  problems: readonly MappingProblem[],
  findings: Findings,
): void {
  for (const { code, message: text, severity, place, fixes } of problems) {
    findings.add(code, rangeOf(field, place, findings), text, {
      severity,
      ...(fixes && {
        fixes: fixes.map(({ edits, ...told }) => ({
          ...told,
          edits: edits.flatMap((edit) => editOf(field, edit, findings)),
        })),
      }),
    });
  }
}

/** Follows a path as far as it leads. */
function follow({ entry, node }: Field, path: MappingPlace['path']): Found {
  let found: Found = { node, entry };
  for (const step of path) {
    const value = dereference(found.node);
    if (value?.kind === 'map') {
      const member = effectiveEntries(value).find(({ key }) => keyText(key) === String(step));
      if (!member) return found;
      found = { node: member.value, entry: member };
    } else if (value?.kind === 'seq') {
      const item = value.items[Number(step)];
      if (!item) return found;
      found = { node: item };
    } else return found;
  }
  return found;
}

function rangeOf(field: Field, { path, part, range }: MappingPlace, findings: Findings): Range {
  const { node, entry } = follow(field, path);
  if (part === 'key' && entry) return { start: entry.key.start, end: entry.key.end };
  const value = dereference(node) ?? node;
  if (range && value.kind === 'scalar') return mapScalar(findings.source, value).rangeToFile(range);
  // A block over several lines is marked by its key.
  if (value.kind === 'map' && !value.flow && entry) return { start: entry.key.start, end: entry.key.end };
  return { start: value.start, end: value.end };
}

function editOf(field: Field, { place, replacement }: MappingEdit, findings: Findings): readonly TextEdit[] {
  const { node, entry } = follow(field, place.path);
  const value = dereference(node) ?? node;
  const newText = typeof replacement === 'string' ? replacement : written(replacement);
  if (place.part === 'key') return [{ range: rangeOf(field, place, findings), newText }];
  if (place.range && value.kind === 'scalar')
    return scalarEdits(findings.source, value, [{ range: place.range, newText }]);
  const block = (node.kind === 'map' || node.kind === 'seq') && !node.flow;
  const edit =
    block && entry?.colon !== undefined
      ? { range: { start: entry.colon + 1, end: node.end }, newText: ` ${written(replacement)}` }
      : { range: { start: node.start, end: node.end }, newText: written(replacement) };
  return [
    ...commentLinesAbove(
      findings.source,
      edit.range.start,
      commentsBetween(findings.source, edit.range, [node]),
    ),
    edit,
  ];
}

/** A text, number or list as a YAML value that can stand anywhere. */
function written(value: Replacement): string {
  if (value instanceof JsonNumber) return value.text;
  if (typeof value === 'string') return scalarText(value, { flow: true });
  return `[${value.map(written).join(', ')}]`;
}
