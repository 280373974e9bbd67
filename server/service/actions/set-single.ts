import { message } from '../../../core/l10n/message';
import { columnOf, newlineOf } from '../../../core/spec/edit/insert';
import type { SpecEntry } from '../../../core/spec/entry';
import type { ActionSite } from './code-actions';
import type { Refactoring } from './refactorings';
import { entryOf, touches } from './selected';
import { topMap } from './top-map';

/** A set with one automation and nothing else, as a document that is this automation; and the other way round. */
export function setOrSingle(site: ActionSite): Refactoring[] {
  const entry = entryOf(site);
  if (!entry) return [];
  const top = topMap(site.spec, entry.range.start);
  return top ? toSingle(site, entry) : toSet(site, entry);
}

function toSet({ document }: ActionSite, entry: SpecEntry): Refactoring[] {
  const { start, end } = entry.range;
  if (columnOf(document.text, start) !== 0) return [];
  const newline = newlineOf(document.text);
  const text = document.text.slice(start, end);
  // `version` belongs to the document, not to the automation.
  const version = /^version:[^\n]*\n/.exec(text)?.[0] ?? '';
  const body = text.slice(version.length);
  const newText = `${version}automations:${newline}  - ${indented(body, 4)}`;
  return [
    {
      title: message('Make a set of it, with room for more automations'),
      kind: 'refactor.rewrite',
      edits: [{ range: { start, end }, newText }],
    },
  ];
}

function toSingle(site: ActionSite, entry: SpecEntry): Refactoring[] {
  const { document, spec } = site;
  const top = topMap(spec, entry.range.start);
  const list = top?.entry('automations');
  const inDocument = spec.entries.filter((each) => each.document === entry.document);
  if (!top || !list || inDocument.length !== 1) return [];
  const onlyList = top.map.entries.every(
    ({ key }) => key === list.key || top.source.slice(key.start, key.end) === 'version',
  );
  const start = top.toFile(list.key).start;
  const { end } = entry.range;
  if (!onlyList || !touches(site, { start, end }) || list.value.kind !== 'seq' || list.value.flow) return [];
  const dash = top.toFile(list.value).start;
  const between = document.text.slice(start, dash);
  if (!/^automations:\s*$/.test(between)) return [];
  const column = columnOf(document.text, entry.range.start);
  const newText = document.text.slice(entry.range.start, end).replaceAll(`\n${' '.repeat(column)}`, '\n');
  return [
    {
      title: message('Make the document this one automation'),
      kind: 'refactor.rewrite',
      edits: [{ range: { start, end }, newText }],
    },
  ];
}

function indented(text: string, column: number): string {
  return text.replace(/\n(?=[^\r\n])/g, `\n${' '.repeat(column)}`);
}
