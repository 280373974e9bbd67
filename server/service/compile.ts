import { readTrigger } from '../../core/wire/read-trigger';
import { compileAutomation } from '../../core/wire/compile-entry';
import { parseJson } from '../../core/json/parse';
import type { CompiledAutomation, CompiledProblem, DecompileResult } from '../../core/protocol';
import type { Scope } from '../../core/automation';
import type { Problem } from '../../core/problem';
import type { SpecDocument } from '../../core/spec/document';
import type { SpecAutomation, SpecEntry } from '../../core/spec/entry';
import { printSingle, printSpec } from '../../core/spec/print';
import { scopePath } from '../../core/spec/scope-key';
import { InvalidRequest } from '../runner';
import type { TextSnapshot } from '../text-snapshot';
import type { FeatureContext } from '../context';
import type { Texts } from '../texts';
import { duplicateFindings } from './duplicates';

/** The automations of a document as the server would get them; with an offset only those of the entry there. */
export function compileDocument(
  document: TextSnapshot,
  spec: SpecDocument,
  context: FeatureContext,
  offset?: number,
): readonly CompiledAutomation[] {
  const here = offset === undefined ? spec.entries : [spec.entryAt(offset) ?? []].flat();
  const elsewhere = duplicateFindings(document, spec, context);
  return here.flatMap((entry) => compileEntry(entry, elsewhere, document, context.texts));
}

/** The automations of an entry as the server would get them. `elsewhere`: what other files have too, as problems of this file. */
export function compileEntry(
  entry: SpecEntry,
  elsewhere: readonly Problem[],
  document: TextSnapshot,
  texts: Texts,
): readonly CompiledAutomation[] {
  const { start, end } = entry.range;
  const shared = elsewhere.filter(({ range }) => start <= range.start && range.end <= end);
  return entry.automations.map((automation) =>
    compileOne({ ...automation, problems: [...automation.problems, ...shared] }, document, texts),
  );
}

function compileOne(automation: SpecAutomation, document: TextSnapshot, texts: Texts): CompiledAutomation {
  const { entry, scopeIndex, problems } = automation;
  const { input, references } = compileAutomation(automation);
  const scope = entry.analysis.scopes?.list[scopeIndex ?? 0]?.scope;
  const { enabled, id, previousName } = automation.automation ?? {};
  return {
    name: entry.name ?? '',
    document: entry.document,
    index: entry.index,
    ...(scopeIndex !== undefined && { scopeIndex }),
    scope: scope ? scopeLabel(scope) : '',
    event: entry.event?.entry?.name ?? entry.event?.wireType ?? '',
    action: entry.action?.entry?.name ?? '',
    ...(enabled !== undefined && { enabled }),
    ...(id !== undefined && { id }),
    ...(previousName !== undefined && { previousName }),
    range: document.toRange(entry.range),
    selectionRange: document.toRange(entry.selectionRange),
    input: input && { ...input },
    references,
    problems: problems.map((problem) => compiledProblem(problem, document, texts)),
  };
}

export function compiledProblem(
  { code, severity, message, range }: Problem,
  document: TextSnapshot,
  texts: Texts,
): CompiledProblem {
  return { code, severity, message: texts.say(message), range: document.toRange(range) };
}

/** `project my-team/finetune`. */
export function scopeLabel(scope: Scope): string {
  switch (scope.kind) {
    case 'id':
      return `${scope.type} ${scope.id}`;
    case 'raw':
      return 'raw';
    default:
      return `${scope.kind} ${scopePath(scope)}`;
  }
}

/**
 * Saved triggers as a spec: one as a file of its own, several as a set.
 *
 * @throws InvalidRequest for what is no trigger.
 */
export function decompileTriggers(triggers: readonly unknown[]): DecompileResult {
  const automations = triggers.map((trigger, index) => {
    // Numbers came as JavaScript's own through LSP; filters and payloads are texts that keep theirs.
    const automation = readTrigger(parseJson(JSON.stringify(trigger)));
    if (!automation) throw new InvalidRequest(`Not a trigger: item ${index}.`);
    return automation;
  });
  const [only] = automations;
  return { text: only && automations.length === 1 ? printSingle(only) : printSpec(automations) };
}
