import { message } from '../../../core/l10n/message';
import { setToSingle } from '../../../core/spec/edit/set-to-single';
import { singleToSet } from '../../../core/spec/edit/single-to-set';
import type { ActionSite } from './code-actions';
import type { Refactoring } from './refactorings';
import { entryOf } from './selected';

/** A set with one automation and nothing else, as a document that is this automation; and the other way round. */
export function setOrSingle(site: ActionSite): Refactoring[] {
  const { top, spec } = site;
  const entry = entryOf(site);
  if (!entry || !top) return [];
  if (!top.entry('automations')) {
    const edits = singleToSet(top.source)?.map((edit) => top.moved(edit));
    const title = message('Make a set of it, with room for more automations');
    return edits ? [{ title, kind: 'refactor.rewrite', edits }] : [];
  }
  const isAlone = !spec.entries.some((each) => each !== entry && each.document === entry.document);
  const edit = isAlone ? setToSingle(top.source, top.map, top.comments) : undefined;
  const title = message('Make the document this one automation');
  return edit ? [{ title, kind: 'refactor.rewrite', edits: [top.moved(edit)] }] : [];
}
