import { DiagnosticSeverity, DiagnosticTag, type Diagnostic } from 'vscode-languageserver/node';
import type { RuleCode } from '../../core/catalog/rules';
import type { Problem, Severity } from '../../core/problem';
import { isServerDocument } from '../../core/server-document';
import type { SpecDocument } from '../../core/spec/document';
import type { FeatureContext } from '../context';
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

/** How editors tell our problems from those of others. */
export const diagnosticSource = 'wandb-automations';

/** Everything that is wrong or worth knowing in a document, as far as its own text tells. */
export function diagnosticsOf(
  document: TextSnapshot,
  spec: Pick<SpecDocument, 'problems'>,
  context: FeatureContext,
): Diagnostic[] {
  const { problems } = spec;
  // Documents of the server have a language of their own, which no other extension looks at.
  const elsewhere = context.others.syntax === true && !isServerDocument(document.uri);
  const shown = elsewhere ? problems.filter(({ code }) => !yamlRules.has(code)) : problems;
  return shown.map((problem) => diagnosticOf(problem, document, context));
}

export function diagnosticOf(
  problem: Problem,
  document: Pick<TextSnapshot, 'uri' | 'toRange'>,
  context: FeatureContext,
): Diagnostic {
  const { client, texts } = context;
  const { code, severity, range, related = [] } = problem;
  return {
    ...ruleDiagnostic(code, severity, context),
    message: texts.say(problem.message),
    range: document.toRange(range),
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

/** What all diagnostics of a rule have in common. */
function ruleDiagnostic(
  code: RuleCode,
  severity: Severity,
  { client, docs }: FeatureContext,
): Pick<Diagnostic, 'code' | 'codeDescription' | 'severity' | 'source'> {
  return {
    code,
    severity: severities[severity],
    source: diagnosticSource,
    ...(client.codeDescription && docs !== undefined && { codeDescription: { href: `${docs}${code}.md` } }),
  };
}
