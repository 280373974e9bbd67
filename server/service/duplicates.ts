import type { Diagnostic, Range } from 'vscode-languageserver/node';
import { message } from '../../core/l10n/message';
import type { SpecDocument } from '../../core/spec/document';
import type { FeatureContext } from '../context';
import type { TextSnapshot } from '../text-snapshot';
import type { IdentityPlace } from '../workspace/identities';
import type { FileSummary } from '../workspace/summary';
import { ruleDiagnostic } from './diagnostics';

/** Finds where another file has the same name in the same scope. */
export type Elsewhere = (uri: string, key: string) => IdentityPlace | undefined;

const code = 'duplicate-name';

/** Automations of an open document that another file of the workspace has too. */
export function duplicatesOf(
  document: TextSnapshot,
  spec: SpecDocument,
  elsewhere: Elsewhere,
  context: FeatureContext,
): Diagnostic[] {
  return spec.entries.flatMap((entry) => {
    const [other] = entry.analysis.identities.flatMap((key) =>
      key === undefined ? [] : (elsewhere(document.uri, key) ?? []),
    );
    return other ? duplicate(document.toRange(entry.selectionRange), other, context) : [];
  });
}

/** The same for a file that isn't open. */
export function duplicatesIn(
  { uri, identities }: FileSummary,
  elsewhere: Elsewhere,
  context: FeatureContext,
): Diagnostic[] {
  return identities.flatMap(({ key, range }) => {
    const other = elsewhere(uri, key);
    return other ? duplicate(range, other, context) : [];
  });
}

function duplicate(range: Range, other: IdentityPlace, context: FeatureContext): Diagnostic[] {
  const severity = context.options.rules?.[code] ?? 'error';
  if (severity === 'off') return [];
  const { client, texts } = context;
  const file = decodeURIComponent(other.uri.slice(other.uri.lastIndexOf('/') + 1));
  const text = message(
    'Another file of the workspace has an automation with this name in the same scope: {0}.',
    file,
  );
  return [
    {
      ...ruleDiagnostic(code, severity, context),
      message: texts.say(text),
      range,
      ...(client.relatedInformation && {
        relatedInformation: [
          { location: other, message: texts.say(message('The other automation with this name.')) },
        ],
      }),
    },
  ];
}
