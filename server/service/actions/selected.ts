import type { SpecEntry } from '../../../core/spec/entry';
import type { Range } from '../../../core/text/range';
import type { ActionSite } from './code-actions';

/** The automation that the selection begins in. */
export function entryOf({ spec, range }: ActionSite): SpecEntry | undefined {
  return spec.entryAt(range.start);
}

export function touches({ range }: Pick<ActionSite, 'range'>, place: Range): boolean {
  return place.start <= range.end && range.start <= place.end;
}

/** The key of an automation that the selection touches, by its proper name. */
export function selectedField(site: ActionSite, entry: SpecEntry): string | undefined {
  for (const [name, { keyNode, node }] of entry.analysis.fields) {
    if (touches(site, entry.shift({ start: keyNode.start, end: Math.max(keyNode.end, node.end) })))
      return name;
  }
  return undefined;
}
