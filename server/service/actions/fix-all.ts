import type { CodeAction } from 'vscode-languageserver/node';
import { message } from '../../../core/l10n/message';
import type { Fix, Problem } from '../../../core/problem';
import type { SpecDocument } from '../../../core/spec/document';
import { replacementOf, type TextEdit } from '../../../core/text/range';
import { editOf } from '../workspace-edit';
import type { ActionSite } from './code-actions';

/** One mend can uncover another: a wrong type hides wrong keys. More rounds than these no honest text needs. */
const MOST_ROUNDS = 5;

/** Mends everything for which there is exactly one way. */
export function fixAll({ document, spec, context }: ActionSite): CodeAction[] {
  let fixed: SpecDocument = spec;
  let edits = clearEdits(fixed.problems);
  if (edits.length === 0) return [];
  let rounds = 0;
  for (; edits.length > 0 && rounds < MOST_ROUNDS; rounds++) {
    fixed = fixed.update(edits);
    edits = clearEdits(fixed.problems);
  }
  // A single round keeps its small edits, which leave cursors and folds where they are.
  const whole = rounds === 1 ? clearEdits(spec.problems) : [replacementOf(document.text, fixed.text)];
  const title = context.texts.say(message('Mend everything for which there is one way'));
  return [{ title, kind: 'source.fixAll.wandbAutomations', edit: editOf(document, whole, context) }];
}

/** Can it be done without anybody looking at it? */
export const isClear = ({ ignores, needsLook }: Fix): boolean => !ignores && !needsLook;

/** Edits of all fixes that nobody has to choose from, without those that touch an earlier one. */
export function clearEdits(problems: readonly Problem[]): TextEdit[] {
  const taken: TextEdit[] = [];
  for (const { fixes = [] } of problems) {
    const mending = fixes.filter(({ ignores }) => !ignores);
    const [fix] = mending;
    if (!fix || mending.length > 1 || !isClear(fix) || fix.edits.some((edit) => touches(edit, taken)))
      continue;
    taken.push(...fix.edits);
  }
  return taken;
}

function touches({ range }: TextEdit, taken: readonly TextEdit[]): boolean {
  return taken.some((other) => range.start <= other.range.end && other.range.start <= range.end);
}
