import { renderMessage } from '../../core/l10n/message';
import type { Log, ReportingConfiguration } from 'sarif';
import { rules } from '../../core/catalog/rules';
import type { Severity } from '../../core/problem';
import type { Reporter } from './report';

const levels: Record<Severity, NonNullable<ReportingConfiguration['level']>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** A reporter for SARIF 2.1.0, for code scanning. `version` is the product's. The types are the published schema's. */
export function sarifReporter(version: string): Reporter {
  return (files, render) => {
    const used = new Set(files.flatMap(({ problems }) => problems.map(({ code }) => code)));
    const listed = rules.filter(({ code }) => used.has(code));
    const log: Log = {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              name: 'wandb-automations',
              semanticVersion: version,
              rules: listed.map(({ code, severity, summary, docs }) => ({
                id: code,
                shortDescription: { text: renderMessage(summary) },
                help: { text: renderMessage(docs), markdown: renderMessage(docs) },
                defaultConfiguration: { level: levels[severity] },
              })),
            },
          },
          columnKind: 'utf16CodeUnits',
          artifacts: files.map(({ path }) => ({ location: { uri: fileUri(path) } })),
          results: files.flatMap(({ path, problems }) =>
            problems.map(({ code, severity, message, range: { start, end } }) => ({
              ruleId: code,
              ruleIndex: listed.findIndex((rule) => rule.code === code),
              level: levels[severity],
              message: { text: render(message) },
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: fileUri(path) },
                    region: {
                      startLine: start.line + 1,
                      startColumn: start.character + 1,
                      endLine: end.line + 1,
                      endColumn: end.character + 1,
                    },
                  },
                },
              ],
            })),
          ),
        },
      ],
    };
    return `${JSON.stringify(log, null, 2)}\n`;
  };
}

/** A relative path as a relative URI reference, an absolute one as a `file:` URI. */
function fileUri(path: string): string {
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  if (path.startsWith('/')) return `file://${encoded}`;
  return /^[A-Za-z]:\//.test(path) ? `file:///${encoded.replace('%3A', ':')}` : encoded;
}
