import { CompletionItemKind } from 'vscode-languageserver/node';
import { rules } from '../../../core/catalog/rules';
import type { Problem } from '../../../core/problem';
import { ignoredLine, readIgnoreComment } from '../../../core/spec/analysis/ignores';
import type { SpecDocument } from '../../../core/spec/document';
import type { FeatureContext } from '../../context';
import type { TextSnapshot } from '../../text-snapshot';
import { ruleHover } from '../hover/rule';
import type { Completion } from './complete';
import { directiveProposals } from './directives';

/** What no comment switches off. */
const always: ReadonlySet<string> = new Set(['yaml-syntax', 'unused-ignore']);

/**
 * What a comment `# wandb-automations:` can say, and the rules that one which ignores can name, first those that report something on
 * its line. Undefined where the place isn't in such a comment.
 * @param remote problems that were found with more than the text to go by
 */
export function ruleNamesAt(
  document: TextSnapshot,
  read: Pick<SpecDocument, 'text' | 'problems' | 'locate'>,
  offset: number,
  remote: () => readonly Problem[],
  context: FeatureContext,
): Completion | undefined {
  // Most places need not be looked up for it.
  if (!document.lineUntil(offset).includes('wandb-automations:')) return undefined;
  const { text } = read;
  const { kind, range: place } = read.locate(offset);
  if (kind !== 'comment') return undefined;
  const directives = directiveProposals(text, place, offset, context);
  if (directives) return { proposals: directives, incomplete: false };
  const comment = readIgnoreComment(text, place);
  if (!comment || offset <= comment.list.start || offset > comment.list.end) return undefined;
  const written = comment.names.find(({ start, end }) => start <= offset && offset <= end);
  const range = written ?? { start: offset, end: offset };
  const others = new Set(comment.names.filter((one) => one !== written).map((one) => one.text));
  const line = comment.wholeFile ? { start: 0, end: text.length } : ignoredLine(text, place.start);
  const reported = new Set<string>(
    [...read.problems, ...remote()]
      .filter(({ range: { start } }) => line.start <= start && start <= line.end)
      .map(({ code }) => code),
  );
  const proposals = rules
    .filter(({ code }) => !others.has(code) && !always.has(code))
    .map((rule) => ({
      label: rule.code,
      kind: CompletionItemKind.EnumMember,
      range: { start: range.start, end: range.end },
      insert: rule.code,
      docs: ruleHover(rule, context).join('\n\n'),
      rank: reported.has(rule.code) ? 0 : 1,
    }));
  return { proposals, incomplete: false };
}
