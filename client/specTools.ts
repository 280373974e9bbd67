/**
 * What takes most of core: filters, and the ways between automations and the server. A bundle of its own (`dist/specTools.js`),
 * loaded when it is needed: `await import('./specTools')`. Knows nothing of VS Code.
 */
import type { CreateFilterTriggerInput, Trigger } from '../core/api/model';
import { findEventByWireType } from '../core/catalog/events';
import { printExpression } from '../core/filter/print-expression';
import { filterInWords, type Say } from '../core/filter/words';
import { fromPlain, type PlainJson } from '../core/json/plain';
import type { Action, Automation } from '../core/automation';
import type { Message } from '../core/l10n/message';
import { afterSending } from '../core/plan/after-sending';
import { appliedOf, sideOf } from '../core/plan/applied';
import { differences, memberWords } from '../core/plan/differences';
import { LockFile, type LockProblem } from '../core/plan/lock-file';
import { openSpecDocument } from '../core/spec/document';
import { printSingle, printSpec } from '../core/spec/print';
import { ownerOf } from '../core/spec/scope-key';
import { readTrigger } from '../core/wire/read-trigger';
import { writeCreateInput } from '../core/wire/write-input';

export { copyOf, specOfScript } from './copyAs/conversions';
export { withoutIds } from './create/withoutIds';
export { compiledOf, copyWith, integrationKey, isSameScope, originalOf } from './duplicate/copies';
export {
  addToSpec,
  automationOf as automationOfAnswers,
  checkFilter,
  checkPrompt,
  newSpecOf,
  readScope,
} from './wizard/specTools';

/** What a saved automation waits for, made readable. */
export interface Explanation {
  /** As a sentence; absent for a filter that this version can't read. */
  readonly words?: string;
  /** As an expression of the spec language; absent where there is no filter, or none can say it. */
  readonly expression?: string;
  /** The filter as it came, where nothing else can be made of it. */
  readonly json?: string;
}

/** In the user's language. */
export function explain(automation: Trigger | CreateFilterTriggerInput, say: Say): Explanation {
  const { filter, wireType = '' } = automationOf(automation)?.event ?? {};
  if (!filter) return {};
  const event = findEventByWireType(wireType);
  const words = event && filterInWords(filter, say(event.happening), say);
  const expression = printExpression(filter);
  return {
    // Dialogs and rows of the sidebar show a text as it stands, not as Markdown.
    ...(words !== undefined && { words: words.replaceAll('`', '') }),
    ...(expression !== undefined && { expression }),
    ...(filter.family === 'verbatim' && { json: filter.json }),
  };
}

/** What creates a saved automation once more, in the same scope. */
export function inputLike(trigger: Trigger): CreateFilterTriggerInput {
  const scopeID = trigger.scope.id;
  if (scopeID === undefined) throw new TypeError('The automation has no scope.');
  return { ...writeCreateInput(required(trigger), { scopeID }), scopeID };
}

/**
 * Saved automations as a spec, with names instead of ids: one as a file of its own, several as a set. An integration keeps its id where
 * `withOwners` found no name that means it.
 */
export function specOf(triggers: readonly Trigger[]): string {
  const automations = triggers.map((trigger) => withoutEmpty(required(trigger)));
  const [only] = automations;
  const options = { ids: false };
  return only && automations.length === 1 ? printSingle(only, options) : printSpec(automations, options);
}

/** Which automation of a spec: as `CompiledAutomation` counts them. */
export interface PlaceInSpec {
  readonly document: number;
  readonly index: number;
  readonly scopeIndex?: number;
}

/** What is known of an automation of a spec beyond its text. */
export interface KnownOfSpec {
  /** Owner of scopes that name none. */
  readonly entity?: string;
  readonly scopeID?: string;
  /** Of the integration that the spec names. */
  readonly integrationID?: string;
  /** A description that the spec leaves out is cleared, and not kept. */
  readonly isWhole?: boolean;
}

/**
 * A saved automation as it would be after that of a spec was sent, as YAML: beside {@link specOf} of the saved one it shows what would
 * change. Undefined: there is no such automation in the spec, or it has errors.
 */
export function specAfterSending(
  spec: string,
  { document, index, scopeIndex }: PlaceInSpec,
  trigger: Trigger,
  { entity, scopeID, integrationID, isWhole = false }: KnownOfSpec,
): string | undefined {
  const found = openSpecDocument(spec, entity === undefined ? {} : { entity })
    .entries.filter((entry) => entry.document === document && entry.index === index)
    .flatMap(({ automations }) => automations)
    .find((each) => each.scopeIndex === scopeIndex);
  if (!found?.automation) return undefined;
  const { description = '' } = found.automation;
  const automation = isWhole ? { ...found.automation, description } : found.automation;
  const own = {
    automation: withIntegration(automation, integrationID),
    ...(scopeID !== undefined && { scopeID }),
  };
  const { id } = trigger.scope;
  const saved = { automation: required(trigger), ...(id !== undefined && { scopeID: id }) };
  const sent = afterSending(own, saved);
  return printSingle(sent, { ids: isNamesake(sent.action, saved.automation.action) });
}

/** Another integration of the same name: nothing but the id tells. */
function isNamesake(sent: Action, saved: Action): boolean {
  if (!('integration' in sent) || !('integration' in saved)) return false;
  const [mine, theirs] = [sent.integration, saved.integration];
  return mine.name === theirs.name && mine.id !== undefined && mine.id !== theirs.id;
}

/** With what the name of its integration means. */
function withIntegration(automation: Automation, id: string | undefined): Automation {
  const { action, scope } = automation;
  if (id === undefined || !('integration' in action)) return automation;
  const entity = action.integration.entity ?? ownerOf(scope);
  const integration = { ...action.integration, id, ...(entity !== undefined && { entity }) };
  return { ...automation, action: { ...action, integration } };
}

/** Members of an input that belong together: one can't be changed without the others. */
const together: readonly (readonly (keyof CreateFilterTriggerInput)[])[] = [
  ['name'],
  ['description'],
  ['enabled'],
  ['scopeType', 'scopeID'],
  ['triggeringEventType', 'eventFilter'],
  ['triggeredActionType', 'triggeredActionConfig'],
];

/** What of an input differs from what is on the server. An event that wasn't changed is never sent: it stays as it was saved. */
export function changedMembers(
  before: CreateFilterTriggerInput,
  after: CreateFilterTriggerInput,
): Partial<CreateFilterTriggerInput> {
  const changed = together.filter((members) =>
    members.some((member) => JSON.stringify(before[member]) !== JSON.stringify(after[member])),
  );
  return Object.fromEntries(changed.flat().map((member) => [member, after[member]]));
}

/** Does the server say what it said before, as far as a spec can say it? */
export function isSameOnServer(before: Trigger, now: Trigger): boolean {
  return Object.keys(changedMembers(inputLike(before), inputLike(now))).length === 0;
}

/** What sending the input would change of a saved automation, in words. */
export function membersToUpdate(input: CreateFilterTriggerInput, trigger: Trigger): readonly Message[] {
  const [own, saved] = [sideOf(json(input)), sideOf(json(trigger))];
  return own && saved ? differences(own, saved).map((member) => memberWords[member]) : [];
}

/** An automation that was applied, with its scope as `scopeKey` writes it and its name in the spec. */
export interface Applied {
  readonly scope: string;
  readonly name: string;
  readonly trigger: Trigger;
}

/** The text of a lock file that remembers these as well; `text` is what it is now. */
export function lockWith(
  text: string | undefined,
  host: string,
  applied: readonly Applied[],
): { readonly text: string } | LockProblem {
  const result = LockFile.read(text);
  if ('problem' in result) return result;
  const lock = applied.reduce((before, { scope, name, trigger }) => {
    const { id, updatedAt, createdAt } = trigger;
    const side = sideOf(json(trigger));
    return side
      ? before.with(
          { host, scope, name },
          { id, updatedAt: updatedAt ?? createdAt, applied: appliedOf(side) },
        )
      : before;
  }, result.lock);
  return { text: lock.print() };
}

/** Ids by scope and name as a lock file remembers them for a host; none, where it can't be read. */
export function idsInLock(
  text: string | undefined,
  host: string,
): (place: Pick<Applied, 'scope' | 'name'>) => string | undefined {
  const result = LockFile.read(text);
  return ({ scope, name }) => ('lock' in result ? result.lock.idAt({ host, scope, name }) : undefined);
}

const json = (value: object) => fromPlain(value as PlainJson);

/** A description that was cleared is empty on the server, and none for people. */
const withoutEmpty = ({ description, ...automation }: Automation): Automation => ({
  ...automation,
  ...(description !== undefined && description !== '' && { description }),
});

function required(trigger: Trigger): Automation {
  const automation = automationOf(trigger);
  if (!automation) throw new TypeError('The automation can’t be read.');
  return automation;
}

function automationOf(automation: Trigger | CreateFilterTriggerInput): Automation | undefined {
  return readTrigger(fromPlain(automation as unknown as PlainJson));
}
