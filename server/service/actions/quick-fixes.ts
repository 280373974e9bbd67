import type { CodeAction, Diagnostic } from 'vscode-languageserver/node';
import type { RuleCode } from '../../../core/catalog/rules';
import { message } from '../../../core/l10n/message';
import type { Fix, Problem } from '../../../core/problem';
import { lensCommands } from '../../../core/protocol';
import { diagnosticOf } from '../diagnostics';
import { duplicateFindings } from '../duplicates';
import { lensTarget } from '../lens-target';
import { remoteFindings } from '../remote-problems/remote-problems';
import { editOf } from '../workspace-edit';
import type { ActionSite } from './code-actions';
import { apart, clearMend, editsOf, mendsOf, Trial, tryingTime } from './mends';

/** An action, and where it comes in the list: mends first, then those for the whole file, what only switches a rule off last. */
interface Offer {
  readonly action: CodeAction;
  readonly rank: 0 | 1 | 2 | 3;
}

/** Of so many problems mends are tried and shown. A list of more is looked at by nobody, and each trial takes a moment. */
const MOST_TRIED = 50;
/** So many are mended together by a quick fix, which is made whenever one of them is touched. `source.fixAll` mends all. */
const MOST_TOGETHER = 200;

/** The fixes of the problems that the selection touches, best first. */
export function quickFixes(site: ActionSite): CodeAction[] {
  const { document, spec, context, range } = site;
  const problems: readonly Problem[] = [
    ...spec.problems,
    ...remoteFindings(document, spec, context),
    ...duplicateFindings(document, spec, context),
  ];
  const touched = problems.filter(
    (problem) => problem.range.start <= range.end && problem.range.end >= range.start,
  );
  const codes = [...new Set(touched.map(({ code }) => code))];
  const trial = new Trial(spec, tryingTime(context.now));
  const offers = [
    ...touched.flatMap((problem, index) => [
      ...(index < MOST_TRIED ? mendsFor(problem, trial, site) : []),
      ...ignoreHere(problem, site),
      ...comparison(problem, site),
    ]),
    ...codes.flatMap((code) => [
      ...forAll(code, problems, touched, trial, site),
      ...ignoreInFile(code, touched, site),
    ]),
  ];
  return once(offers.sort((a, b) => a.rank - b.rank).map(({ action }) => action));
}

/** What mends several problems of a rule is one action, of all of them. */
function once(actions: readonly CodeAction[]): CodeAction[] {
  const known = new Map<string, CodeAction>();
  for (const action of actions) {
    const key = JSON.stringify([action.diagnostics?.[0]?.code, action.title, action.edit, action.command]);
    const same = known.get(key);
    const diagnostics = [...(same?.diagnostics ?? []), ...(action.diagnostics ?? [])];
    known.set(key, same ? { ...same, diagnostics } : action);
  }
  return [...known.values()];
}

function mendsFor(problem: Problem, trial: Trial, site: ActionSite): Offer[] {
  const isPreferred = clearMend(problem) !== undefined;
  const helping = mendsOf(problem).filter((mend) => trial.helps([mend]));
  return helping.map(({ fix }) => ({
    rank: 0,
    action: { ...actionFor(fix, [problem], site), ...(isPreferred && { isPreferred }) },
  }));
}

function ignoreHere(problem: Problem, site: ActionSite): Offer[] {
  const ignoring = (problem.fixes ?? []).filter(({ ignores }) => ignores === 'line');
  return ignoring.map((fix) => ({ rank: 2, action: actionFor(fix, [problem], site) }));
}

/** What differs from W&B can be compared, where the client has a command for that. */
function comparison(problem: Problem, site: ActionSite): Offer[] {
  const { document, spec, context } = site;
  const entry = spec.entryAt(problem.range.start);
  if (problem.code !== 'drift' || !entry || !context.commands.has(lensCommands.compare)) return [];
  const title = context.texts.say(message('Show how it differs from W&B'));
  const command = {
    title,
    command: lensCommands.compare,
    arguments: [lensTarget(entry, document)],
  };
  return [
    {
      rank: 0,
      action: { title, kind: 'quickfix', diagnostics: shownOf([problem], site), command },
    },
  ];
}

/** What mends every problem of one rule for which there is one way, if there are several. */
function forAll(
  code: RuleCode,
  problems: readonly Problem[],
  touched: readonly Problem[],
  trial: Trial,
  site: ActionSite,
): Offer[] {
  const alike = problems.filter((problem) => problem.code === code);
  const mends = alike.flatMap((problem) => clearMend(problem) ?? []);
  if (
    mends.length < 2 ||
    mends.length > MOST_TOGETHER ||
    !mends.some(({ problem }) => touched.includes(problem))
  )
    return [];
  const helpful = trial.helpful(apart(mends));
  if (helpful.length < 2) return [];
  const fix = { title: message('Mend all of "{0}" in this file', code), edits: editsOf(helpful) };
  const mended = helpful.map(({ problem }) => problem);
  return [{ rank: 1, action: actionFor(fix, mended, site) }];
}

/** One action for all problems of a rule that the selection touches. */
function ignoreInFile(code: RuleCode, touched: readonly Problem[], site: ActionSite): Offer[] {
  const fixOf = ({ fixes = [] }: Problem): Fix | undefined => fixes.find(({ ignores }) => ignores === 'file');
  const own = touched.filter((problem) => problem.code === code && fixOf(problem));
  const [fix] = own.flatMap((problem) => fixOf(problem) ?? []);
  return fix ? [{ rank: 3, action: actionFor(fix, own, site) }] : [];
}

function actionFor(fix: Fix, problems: readonly Problem[], site: ActionSite): CodeAction {
  const { document, context } = site;
  return {
    title: context.texts.say(fix.title),
    kind: 'quickfix',
    diagnostics: shownOf(problems, site),
    edit: editOf(document, fix.edits, context),
  };
}

/** The problems as the client shows them. */
function shownOf(problems: readonly Problem[], { document, diagnostics, context }: ActionSite): Diagnostic[] {
  return problems.map((problem) => {
    const own = diagnosticOf(problem, document, context);
    const range = JSON.stringify(own.range);
    return diagnostics.find((each) => each.code === own.code && JSON.stringify(each.range) === range) ?? own;
  });
}
