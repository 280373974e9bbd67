import type { Diagnostic } from 'vscode-languageserver/node';
import type { SpecFile } from '../../core/protocol';
import type { SpecDocument } from '../../core/spec/document';
import type { FeatureContext } from '../context';
import { compileDocument, compiledProblem } from '../service/compile';
import { diagnosticsOf } from '../service/diagnostics';
import { mentionsIn } from '../service/mentions';
import type { MentionPlace } from '../service/navigation';
import type { NamedPlace } from '../service/symbols';
import type { TextSnapshot } from '../text-snapshot';
import { identityKeys, identityPlace, type IdentityPlace } from './identities';

/** What the workspace keeps of a file that isn't open: enough to answer without reading it again. */
export interface FileSummary {
  readonly uri: string;
  readonly file: SpecFile;
  /** Without what other files have to do with. */
  readonly diagnostics: readonly Diagnostic[];
  readonly identities: ReadonlyMap<string, IdentityPlace>;
  readonly mentions: readonly MentionPlace[];
}

export function summarize(document: TextSnapshot, spec: SpecDocument, context: FeatureContext): FileSummary {
  const identities = new Map<string, IdentityPlace>();
  for (const key of identityKeys(spec)) {
    const place = identityPlace(document, spec, key);
    if (place) identities.set(key, place);
  }
  return {
    uri: document.uri,
    file: specFile(document, spec, context),
    diagnostics: diagnosticsOf(document, spec, context),
    identities,
    mentions: mentionPlaces(document, spec),
  };
}

export function mentionPlaces(document: TextSnapshot, spec: SpecDocument): readonly MentionPlace[] {
  return mentionsIn(spec).map(({ kind, name, range }) => ({
    kind,
    name,
    location: { uri: document.uri, range: document.toRange(range) },
  }));
}

/** A spec with its automations as the server would get them. */
export function specFile(document: TextSnapshot, spec: SpecDocument, { texts }: FeatureContext): SpecFile {
  const inEntries = new Set(spec.entries.flatMap(({ problems }) => problems));
  return {
    uri: document.uri,
    automations: compileDocument(document, spec, texts),
    problems: spec.problems
      .filter((problem) => !inEntries.has(problem))
      .map((problem) => compiledProblem(problem, document, texts)),
  };
}

export function namedPlaces({ uri, automations }: SpecFile): readonly NamedPlace[] {
  return automations
    .filter(({ name }) => name !== '')
    .map(({ name, selectionRange, scope }) => ({ name, uri, range: selectionRange, scope }));
}
