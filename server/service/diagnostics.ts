import { DiagnosticSeverity, DiagnosticTag, type Diagnostic } from 'vscode-languageserver/node';
import type { RuleCode } from '../../core/catalog/rules';
import type { Problem, Severity } from '../../core/problem';
import type { FeatureContext } from '../context';
import type { OpenDocument } from '../open-document';
import type { TextSnapshot } from '../text-snapshot';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const tags = { deprecated: DiagnosticTag.Deprecated, unnecessary: DiagnosticTag.Unnecessary } as const;

/** Rules about YAML itself: what every YAML extension reports too. */
const yamlRules: ReadonlySet<RuleCode> = new Set(['yaml-syntax', 'duplicate-key', 'unresolved-alias']);

export const diagnosticSource = 'wandb-automations';

/** Everything that is wrong or worth knowing in a document. */
export function diagnose(document: OpenDocument, context: FeatureContext): Diagnostic[] {
  if (document.kind !== 'spec') return [];
  const { problems } = document.spec(context.options);
  const shown = context.others.syntax ? problems.filter(({ code }) => !yamlRules.has(code)) : problems;
  return shown.map((problem) => diagnosticOf(problem, document, context));
}

export function diagnosticOf(problem: Problem, document: TextSnapshot, context: FeatureContext): Diagnostic {
  const { client, texts, docs } = context;
  const { code, severity, range, related = [] } = problem;
  return {
    code,
    severity: severities[severity],
    source: diagnosticSource,
    message: texts.say(problem.message),
    range: document.toRange(range),
    ...(client.codeDescription && docs !== undefined && { codeDescription: { href: `${docs}${code}.md` } }),
    ...(client.diagnosticTags && problem.tags && { tags: problem.tags.map((tag) => tags[tag]) }),
    ...(client.relatedInformation &&
      related.length > 0 && {
        relatedInformation: related.map(({ range: place, message }) => ({
          location: { uri: document.uri, range: document.toRange(place) },
          message: texts.say(message),
        })),
      }),
  };
}
