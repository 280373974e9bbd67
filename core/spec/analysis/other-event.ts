import { events, type EventEntry } from '../../catalog/events';
import { message } from '../../l10n/message';
import type { Fix } from '../../problem';
import type { YamlScalar } from '../yaml/tree';
import type { EntryOptions } from './context';
import { readFilter, type FilterField, type FilterSite } from './filter';
import { Findings } from './findings';

/** Of events with the same kind of filter the first for which one can be shown. */
const examples = events.filter(
  (event) =>
    event.exampleFilter !== undefined &&
    event === events.find((each) => each.exampleFilter !== undefined && isAlike(each, event)),
);

function isAlike(a: EventEntry, b: EventEntry): boolean {
  return a.family === b.family && a.fields.join() === b.fields.join();
}

/** Reads the filter of an event; one that is for events of another type can be mended by that type. */
export function readFilterOf(
  field: FilterField,
  event: EventEntry,
  type: YamlScalar,
  { options, findings }: { readonly options: EntryOptions; readonly findings: Findings },
): FilterSite {
  const read = (as: EventEntry): { readonly site: FilterSite; readonly found: Findings } => {
    const found = new Findings(findings.source);
    return { site: readFilter(field, as, { options, findings: found }), found };
  };
  const { site, found } = read(event);
  const isForOthers = found.list.some(({ code, severity }) => severity === 'error' && isOfType(code));
  // A type with an anchor is that of other events, too.
  const other =
    isForOthers && type.anchor === undefined
      ? examples.find((each) => !isAlike(each, event) && isSilent(read(each).found))
      : undefined;
  const fix = other && typeFix(type, other.name);
  for (const finding of found.list)
    findings.list.push(
      fix && finding.severity === 'error' ? { ...finding, fixes: [...(finding.fixes ?? []), fix] } : finding,
    );
  return site;
}

const isOfType = (code: string): boolean => code === 'filter-type' || code === 'filter-missing';

const isSilent = ({ list }: Findings): boolean => list.every(({ severity }) => severity === 'hint');

/** Somebody has to look at it: the filter may as well be what is left of another event. */
function typeFix({ start, end }: YamlScalar, name: string): Fix {
  return {
    title: message('Change to "{0}"', name),
    edits: [{ range: { start, end }, newText: name }],
    needsLook: true,
  };
}
