import type { Diagnostic, Range as LspRange } from 'vscode-languageserver/node';
import { ruleFor, type RuleCode } from '../../../core/catalog/rules';
import type { Message } from '../../../core/l10n/message';
import type { Problem } from '../../../core/problem';
import type { Range } from '../../../core/text/range';
import type { FeatureContext } from '../../context';
import type { TextSnapshot } from '../../text-snapshot';
import { diagnosticOf } from '../diagnostics';

/** Something that is wrong in a file according to the server, or to other files. */
export interface Finding extends Omit<Problem, 'related'> {
  /** Where else to look; without a range at the whole file. */
  readonly elsewhere?: { readonly uri: string; readonly range?: LspRange; readonly text: Message };
}

/** A finding as the client gets it. */
export function findingDiagnostic(
  finding: Finding,
  document: Pick<TextSnapshot, 'uri' | 'toRange'>,
  context: FeatureContext,
): Diagnostic {
  const { elsewhere } = finding;
  const diagnostic = diagnosticOf(finding, document, context);
  if (!elsewhere || !context.client.relatedInformation) return diagnostic;
  const { uri, range = topOfFile, text } = elsewhere;
  return {
    ...diagnostic,
    relatedInformation: [{ location: { uri, range }, message: context.texts.say(text) }],
  };
}

const top = { line: 0, character: 0 };
const topOfFile = { start: top, end: top };

/** A finding, at a place in the file, with the rule's own severity. */
export function finding(
  code: RuleCode,
  range: Range,
  text: Message,
  more: Pick<Finding, 'fixes' | 'elsewhere'> = {},
): Finding {
  return { code, severity: ruleFor(code).severity, range, message: text, ...more };
}
