import { printExpression } from '../../../core/filter/print-expression';
import { printMapping } from '../../../core/filter/print-mapping';
import { message } from '../../../core/l10n/message';
import { setValue } from '../../../core/spec/edit/entry';
import type { ActionSite } from './code-actions';
import { entryOf, touches } from './selected';
import type { Refactoring } from './refactorings';

/** A filter as an expression, as a mapping: both compile to the same document. */
export function convertFilter(site: ActionSite): Refactoring[] {
  const entry = entryOf(site);
  const written = entry?.analysis.event?.filter;
  if (!entry || !written?.filter || !touches(site, entry.shift(written.range))) return [];
  if (written.value.kind === 'scalar') {
    const mapping = printMapping(written.filter);
    if (!mapping) return [];
    const title = message('Write the filter as a mapping');
    return [{ title, kind: 'refactor.rewrite', edits: setValue(entry, ['event', 'filter'], mapping) }];
  }
  const expression = printExpression(written.filter);
  if (expression === undefined) return [];
  const title = message('Write the filter as an expression');
  return [{ title, kind: 'refactor.rewrite', edits: setValue(entry, ['event', 'filter'], expression) }];
}
