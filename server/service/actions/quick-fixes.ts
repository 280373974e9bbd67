import type { CodeAction } from 'vscode-languageserver/node';
import type { Problem } from '../../../core/problem';
import { diagnosticOf } from '../diagnostics';
import { editOf } from '../workspace-edit';
import type { ActionSite } from './code-actions';

/** The fixes of the problems that the selection touches, best first, those that only switch a rule off last. */
export function quickFixes(site: ActionSite): CodeAction[] {
  const { spec, range } = site;
  const touched = spec.problems.filter(
    (problem) => problem.range.start <= range.end && problem.range.end >= range.start,
  );
  const actions = touched.flatMap((problem) => fixesOf(problem, site));
  return [...actions.filter(({ ignores }) => !ignores), ...actions.filter(({ ignores }) => ignores)].map(
    ({ action }) => action,
  );
}

function fixesOf(
  problem: Problem,
  { document, diagnostics, context }: ActionSite,
): { action: CodeAction; ignores: boolean }[] {
  const { fixes = [], code } = problem;
  const own = diagnosticOf(problem, document, context);
  const shown = diagnostics.find(
    (each) => each.code === code && JSON.stringify(each.range) === JSON.stringify(own.range),
  );
  const mending = fixes.filter(({ ignores }) => !ignores);
  return fixes.map((fix) => ({
    ignores: fix.ignores === true,
    action: {
      title: context.texts.say(fix.title),
      kind: 'quickfix',
      diagnostics: [shown ?? own],
      edit: editOf(document, fix.edits, context),
      ...(fix === mending[0] && mending.length === 1 && { isPreferred: true }),
    },
  }));
}
