import { printExpression } from '../../filter/print-expression';
import { printMapping } from '../../filter/print-mapping';
import type { TextEdit } from '../../text/range';
import type { SpecEntry } from '../entry';
import { setValue } from './entry';

/** A way to write an automation's filter that it isn't written in now. */
export interface FilterConversion {
  readonly to: 'expression' | 'mapping';
  readonly edits: readonly TextEdit[];
}

/** The filter in its other form, which means the same; undefined where there is none, or where the filter has errors. */
export function convertFilter(entry: SpecEntry): FilterConversion | undefined {
  const site = entry.analysis.event?.filter;
  if (!site?.filter) return undefined;
  if (site.value.kind === 'map') {
    const expression = printExpression(site.filter);
    return expression === undefined
      ? undefined
      : { to: 'expression', edits: setValue(entry, ['event', 'filter'], expression) };
  }
  const mapping = printMapping(site.filter);
  return mapping && { to: 'mapping', edits: setValue(entry, ['event', 'filter'], mapping) };
}
