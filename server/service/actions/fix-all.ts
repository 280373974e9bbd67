import type { CodeAction } from 'vscode-languageserver/node';
import { message } from '../../../core/l10n/message';
import type { Problem } from '../../../core/problem';
import type { SpecDocument } from '../../../core/spec/document';
import { replacementOf, type TextEdit } from '../../../core/text/range';
import { editOf } from '../workspace-edit';
import type { ActionSite } from './code-actions';
import { apart, clearMend, editsOf, Trial, tryingTime } from './mends';

/** One mend can uncover another: a wrong type hides wrong keys. More rounds than these no honest text needs. */
const MOST_ROUNDS = 10;

/** Mends everything for which there is exactly one way that helps. */
export function fixAll({ document, spec, context }: ActionSite): CodeAction[] {
  let fixed: SpecDocument = spec;
  const rounds: (readonly TextEdit[])[] = [];
  const isOver = tryingTime(context.now);
  const next = (): readonly TextEdit[] => nextEdits(fixed, new Trial(fixed, isOver));
  for (let edits = next(); edits.length > 0; edits = next()) {
    fixed = fixed.update(edits);
    if (rounds.push(edits) === MOST_ROUNDS) break;
  }
  const [only = [], ...others] = rounds;
  if (only.length === 0 || fixed.text === spec.text) return [];
  // A single round keeps its small edits, which leave cursors and folds where they are.
  const whole = others.length === 0 ? only : [replacementOf(document.text, fixed.text)];
  const title = context.texts.say(message('Mend everything for which there is one way'));
  return [{ title, kind: 'source.fixAll.wandbAutomations', edit: editOf(document, whole, context) }];
}

/** What YAML stumbles over comes first: until it is mended, nobody knows what the rest means. */
function nextEdits(spec: SpecDocument, trial: Trial): readonly TextEdit[] {
  const isSyntax = ({ code }: Problem): boolean => code === 'yaml-syntax';
  const syntax = spec.problems.filter(isSyntax);
  for (const problems of [syntax, spec.problems.filter((problem) => !isSyntax(problem))]) {
    const mends = trial.helpful(apart(problems.flatMap((problem) => clearMend(problem) ?? [])));
    if (mends.length > 0) return editsOf(mends);
  }
  return [];
}
