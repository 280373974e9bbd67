import type { Diagnostic, Range } from 'vscode-languageserver/node';
import { baseUrlProblem } from '../../core/api/auth/host';
import { memberWords } from '../../core/plan/differences';
import type { SpecFile, SpecFileAutomation } from '../../core/protocol';
import { openConfigDocument } from '../../core/spec/config/document';
import type { Problem, Severity } from '../../core/problem';
import type { SpecDocument } from '../../core/spec/document';
import type { SpecEntry } from '../../core/spec/entry';
import { claimedElsewhere, identitiesOf } from '../../core/spec/identities';
import type { FeatureContext } from '../context';
import { compiledProblem, compileEntry, scopeLabel } from '../service/compile';
import { diagnosticsOf } from '../service/diagnostics';
import { duplicateFindings } from '../service/duplicates';
import { mentionsIn } from '../service/mentions';
import { mostUrgentOfClosed } from '../service/most-urgent';
import type { MentionPlace } from '../service/navigation';
import { standingsOf, unknownStanding } from '../service/server-state';
import type { NamedPlace } from '../service/symbols';
import type { TextSnapshot } from '../text-snapshot';
import type { IdentityPlace } from './identities';

/** What the workspace keeps of a file that isn't open: no tree and no text, only what answers need. */
export interface FileSummary {
  readonly uri: string;
  readonly kind: 'spec' | 'config';
  /** Without what other files have to do with. */
  readonly diagnostics: readonly Diagnostic[];
  readonly identities: readonly {
    readonly key: string;
    readonly range: Range;
    /** How bad it is that another file has it, too; absent: a comment or the configuration says that it isn't. */
    readonly severity?: Severity;
  }[];
  readonly places: readonly NamedPlace[];
  readonly mentions: readonly MentionPlace[];
}

export function summarize(document: TextSnapshot, spec: SpecDocument, context: FeatureContext): FileSummary {
  const summary: FileSummary = {
    uri: document.uri,
    kind: 'spec',
    diagnostics: mostUrgentOfClosed(diagnosticsOf(document, spec, context), context),
    identities: Array.from(identitiesOf(spec), ([key, range]) => {
      const severity = spec.admit(claimedElsewhere(key, range, ''))?.severity;
      return { key, range: document.toRange(range), ...(severity && { severity }) };
    }),
    places: namedPlaces(document, spec),
    mentions: mentionPlaces(document, spec),
  };
  return detached(summary);
}

/** Of a configuration only its problems matter here. */
export function summarizeConfig(document: TextSnapshot, context: FeatureContext): FileSummary {
  const config = openConfigDocument(document.text, { hostProblem: baseUrlProblem });
  const diagnostics = mostUrgentOfClosed(diagnosticsOf(document, config, context), context);
  return detached({
    uri: document.uri,
    kind: 'config',
    diagnostics,
    identities: [],
    places: [],
    mentions: [],
  });
}

/** A piece of a text keeps the whole text alive: copies don't. */
function detached(summary: FileSummary): FileSummary {
  return JSON.parse(JSON.stringify(summary)) as FileSummary;
}

export function placeIn({ uri, identities }: FileSummary, key: string): IdentityPlace | undefined {
  const found = identities.find((each) => each.key === key);
  return found && { uri, range: found.range };
}

export function mentionPlaces(document: TextSnapshot, spec: SpecDocument): readonly MentionPlace[] {
  return mentionsIn(spec).map(({ kind, name, range }) => ({
    kind,
    name,
    location: { uri: document.uri, range: document.toRange(range) },
  }));
}

export function namedPlaces(document: TextSnapshot, spec: SpecDocument): readonly NamedPlace[] {
  return spec.entries.flatMap((entry) => {
    const { name, selectionRange, analysis } = entry;
    if (name === undefined) return [];
    const scope = analysis.scopes?.list[0]?.scope;
    const range = document.toRange(selectionRange);
    return [{ name, uri: document.uri, range, scope: scope ? scopeLabel(scope) : '' }];
  });
}

/** A spec with its automations as the server would get them, and how they stand against it. */
export function specFile(document: TextSnapshot, spec: SpecDocument, context: FeatureContext): SpecFile {
  const { texts } = context;
  const elsewhere = duplicateFindings(document, spec, context);
  const inEntries = new Set(spec.entries.flatMap(({ problems }) => problems));
  return {
    uri: document.uri,
    automations: spec.entries.flatMap((entry) => withStandings(entry, elsewhere, document, context)),
    problems: spec.problems
      .filter((problem) => !inEntries.has(problem))
      .map((problem) => compiledProblem(problem, document, texts)),
  };
}

function withStandings(
  entry: SpecEntry,
  elsewhere: readonly Problem[],
  document: TextSnapshot,
  context: FeatureContext,
): readonly SpecFileAutomation[] {
  const { texts } = context;
  const standings = standingsOf(entry, document.uri, context);
  return compileEntry(entry, elsewhere, document, texts).map((compiled, index) => {
    const { state, trigger, differences } = standings[index] ?? unknownStanding;
    return {
      ...compiled,
      state,
      ...(trigger && { triggerId: trigger.id }),
      differences: differences.map((member) => texts.say(memberWords[member])),
    };
  });
}
