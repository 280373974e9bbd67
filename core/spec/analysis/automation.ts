import type { Automation, Scope } from '../../automation';
import { automationShape, maxNameLength, singleShape } from '../../catalog/keys-automation';
import { findScope, isRegistryProject } from '../../catalog/scopes';
import { message } from '../../l10n/message';
import type { Range } from '../../text/range';
import { removalOf } from '../edit/remove';
import { identityKey } from '../scope-key';
import { claimsOf, type Claim } from './claims';
import { scalarText } from '../yaml/quote';
import type { YamlNode } from '../yaml/tree';
import { dereference, isEmpty } from '../yaml/value';
import { readAction, type ActionSite } from './action';
import type { Defaults, EntryOptions } from './context';
import { readEvent, type EventSite } from './event';
import { lacksSign, readFields, valueOf, type Fields } from './fields';
import { misplaced } from './misplaced';
import { Findings, suggestion, type Finding } from './findings';
import { missingKeys } from './missing';
import type { LocatedScope } from './scope';
import { readScopes, type Scopes } from './scopes';
import { checkTemplates } from './templates';
import { readBoolean, readFilledText, readText } from './values';

/** An entry of a spec, understood as far as it can be. Offsets count from the start of its unit. */
export interface EntryAnalysis {
  readonly findings: readonly Finding[];
  readonly node: YamlNode;
  /** The whole entry, without the dash before it. */
  readonly range: Range;
  readonly fields: Fields;
  readonly name?: { readonly text: string; readonly range: Range };
  readonly scopes?: Scopes;
  readonly event?: EventSite;
  readonly action?: ActionSite;
  /** What identifies each of its automations on a host: scope and name. Undefined while one of them is missing. */
  readonly identities: readonly (string | undefined)[];
  /** By what else it is found there: an id, or the name before. */
  readonly claims: readonly Claim[];
  /** One a scope, in the order of the file; undefined where something that it needs is wrong. */
  readonly automations: readonly (Automation | undefined)[];
}

/** What surrounds an entry. Equal surroundings and an equal node give an equal analysis. */
export interface EntryContext {
  readonly defaults: Defaults;
  readonly options: EntryOptions;
  /** The document is this one automation. */
  readonly single: boolean;
}

/** Analyses one automation: a function of its node and its surroundings alone. */
export function analyseEntry(
  node: YamlNode,
  source: string,
  { defaults, options, single }: EntryContext,
): EntryAnalysis {
  const findings = new Findings(source);
  const value = dereference(node);
  const range = { start: node.start, end: node.end };
  if (value?.kind !== 'map') {
    if (value && isEmpty(value))
      findings.add('null-value', markOf(value.start, source), message('This list item is empty.'));
    else if (value && !lacksSign(value, automationShape, findings))
      findings.add(
        'wrong-type',
        value,
        message('An automation is a mapping: its keys on lines of their own.'),
      );
    return {
      findings: findings.list,
      node,
      range,
      fields: new Map(),
      identities: [],
      claims: [],
      automations: [undefined],
    };
  }
  const fields = readFields(value, single ? singleShape : automationShape, findings, misplaced(value));
  const name = readName(fields, findings);
  const own = readScopes(fields, options, findings);
  const inherited = defaults.scopes.state === 'set' ? defaults.scopes.value : undefined;
  const pinned = fields.has('id');
  const eventField = valueOf(fields, 'event', findings);
  const event = eventField && readEvent(eventField, { options, findings, pinned });
  const actionField = valueOf(fields, 'action', findings);
  const action = actionField && readAction(actionField, { defaults, findings, pinned });
  missingKeys(value, fields, defaults, findings);
  const scopes = own ?? inherited;
  if (event) checkScopes(event, scopes?.list.map((one) => one?.scope) ?? [], { own, findings, pinned });
  if (action?.entry && event)
    checkTemplates(action.templates, event.wireType, event.entry?.name ?? event.wireType ?? '', findings);
  const rest = readRest(fields, defaults, options, findings);
  const common =
    name?.text !== undefined && event?.event && action?.action && rest
      ? { name: name.text, ...rest, event: event.event, action: action.action }
      : undefined;
  return {
    findings: findings.list,
    node,
    range,
    fields,
    ...(name && { name }),
    ...(scopes && { scopes }),
    ...(event && { event }),
    ...(action && { action }),
    identities: scopes && name ? scopes.list.map((one) => one && identityKey(one.scope, name.text)) : [],
    claims: rest && scopes ? claimsOf(rest, name?.text, fields, scopes) : [],
    automations: scopes
      ? scopes.list.map((one) => one && common && { ...common, scope: one.scope })
      : [undefined],
  };
}

/** The dash before an empty item, or the item's place. */
function markOf(at: number, source: string): Range {
  const dash = source.lastIndexOf('-', at);
  return dash < 0 || source.slice(dash + 1, at).trim() !== ''
    ? { start: at, end: at + 1 }
    : { start: dash, end: dash + 1 };
}

function readName(fields: Fields, findings: Findings): EntryAnalysis['name'] {
  const field = valueOf(fields, 'name', findings);
  const text = field && readText(field.value, findings);
  if (text === undefined || !field) return undefined;
  const { start, end } = field.value;
  const length = Array.from(text).length;
  if (text.trim() === '') findings.add('name-length', field.value, message('A name can’t be blank.'));
  else if (length > maxNameLength)
    findings.add(
      'name-length',
      field.value,
      message('A name has at most {0} characters; these are {1}.', maxNameLength, length),
    );
  return { text, range: { start, end } };
}

/** The keys that need no explanation; undefined where one of them is wrong. */
function readRest(
  fields: Fields,
  defaults: Defaults,
  options: EntryOptions,
  findings: Findings,
): Pick<Automation, 'description' | 'enabled' | 'previousName' | 'id'> | undefined {
  const [descriptionField, previousField, idField] = ['description', 'previous_name', 'id'].map((name) =>
    valueOf(fields, name, findings),
  );
  const description = descriptionField && readText(descriptionField.value, findings);
  const previousName = previousField && readFilledText(previousField.value, 'name-length', findings);
  const id = idField && readFilledText(idField.value, 'wrong-type', findings);
  const enabledField = valueOf(fields, 'enabled', findings);
  const ownEnabled = enabledField && readBoolean(enabledField.value, findings);
  const enabled =
    fields.has('enabled') || defaults.enabled.state !== 'set' ? ownEnabled : defaults.enabled.value;
  if (id !== undefined && options.managedIds && !options.managedIds.has(id)) {
    const field = fields.get('id');
    if (field?.value)
      findings.add(
        'unmanaged-id',
        field.value,
        message('The lock file doesn’t list an automation with this id, so it will be left alone.'),
        suggestion(message('Remove "{0}"', 'id'), removalOf(findings.source, field.entry)),
      );
  }
  const read = { description, previous_name: previousName, id, enabled };
  const broken = Object.entries(read).some(([key, one]) => fields.has(key) && one === undefined);
  if (broken || (defaults.enabled.state === 'broken' && !fields.has('enabled'))) return undefined;
  return {
    ...(description !== undefined && { description }),
    ...(enabled !== undefined && { enabled }),
    ...(previousName !== undefined && { previousName }),
    ...(id !== undefined && { id }),
  };
}

/** Can the event happen in the scopes? Reported at an own scope, else at the event's type. */
function checkScopes(
  event: EventSite,
  scopes: readonly (Scope | undefined)[],
  { own, findings, pinned }: { own: Scopes | undefined; findings: Findings; pinned: boolean },
): void {
  const { entry } = event;
  scopes.forEach((scope, scopeIndex) => {
    const kind = scope?.kind === 'id' ? scope.type : scope?.kind;
    const range = own?.list[scopeIndex]?.range ?? event.typeRange;
    const more = own?.several ? { scopeIndex } : {};
    if (kind === 'raw' && !pinned) {
      const text = message(
        'A scope of this kind can be kept but not created in. An imported automation needs its "id".',
      );
      findings.add('scope-format', range, text, more);
    }
    if (kind === undefined || kind === 'raw' || !entry) return;
    const support = entry.scopes[kind];
    const allowed = Object.entries(entry.scopes)
      .filter(([, one]) => one === 'allowed')
      .map(([name]) => name);
    if (support === 'refused') {
      findings.add(
        'scope-not-supported',
        range,
        message('{0} can’t be watched in a {1}. Possible: {2}.', entry.name, kind, allowed.join(', ')),
        { ...more, ...(entry.scopes.project === 'allowed' && projectInstead(own?.list[scopeIndex])) },
      );
    } else if (support === 'warned') {
      const text = message(
        'W&B’s App offers {0} for projects only; whether it fires for a whole {1} is not documented.',
        entry.name,
        findScope(kind)?.kind ?? kind,
      );
      findings.add('scope-run-event-entity', range, text, more);
    }
  });
}

/** Runs of a collection's project: `collection: team/p/model` → `project: team/p`. */
function projectInstead(located: LocatedScope | undefined): Pick<Finding, 'fixes'> {
  const { scope, range, keyRange } = located ?? {};
  if (scope?.kind !== 'collection' || !range || !keyRange || isRegistryProject(scope.project)) return {};
  const project = `${scope.entity}/${scope.project}`;
  return suggestion(
    message('Change to "{0}"', `project: ${project}`),
    { range: keyRange, newText: 'project' },
    { range, newText: scalarText(project, { flow: true }) },
  );
}
