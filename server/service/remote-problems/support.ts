import type { Automation } from '../../../core/automation';
import { findAction } from '../../../core/catalog/actions';
import { findEventByWireType, findWireEventType } from '../../../core/catalog/events';
import { findScope } from '../../../core/catalog/scopes';
import { message, type Message } from '../../../core/l10n/message';
import type { SpecEntry } from '../../../core/spec/entry';
import type { Range } from '../../../core/text/range';
import type { FeatureContext } from '../../context';
import { finding, type Finding } from './finding';

const code = 'server-unsupported';

/** A part of an automation that needs a feature of the server. */
interface Need {
  readonly what: string;
  readonly feature: string;
  readonly minimumServer?: string;
  readonly range: Range;
}

/** Events, actions and scopes that the server doesn't have. */
export function supportFindings(entry: SpecEntry, { facts }: FeatureContext): readonly Finding[] {
  const automation = entry.automations.find((each) => each.automation)?.automation;
  const needs = [
    ...(automation ? [...eventNeed(entry, automation), ...actionNeed(entry, automation)] : []),
    ...scopeNeeds(entry),
  ];
  if (needs.length === 0) return [];
  const fact = facts.get('capabilities', {});
  // A server that tells of no feature at all could not be asked.
  if (!fact.known || fact.value.features.length === 0) return [];
  const { features } = fact.value;
  const lacking = needs.filter(({ feature }) => !features.includes(feature));
  const found = lacking.map(({ range, ...need }) => finding(code, range, lackingText(need)));
  return lacking.some(({ feature }) => feature === entityFeature)
    ? found
    : [...found, ...switchedOff(entry, facts)];
}

const entityFeature = findScope('team')?.feature;

function eventNeed(entry: SpecEntry, { event }: Automation): readonly Need[] {
  const wire = findWireEventType(event.wireType);
  const type = findEventByWireType(event.wireType);
  if (wire?.feature === undefined || !type || !entry.event) return [];
  // One of several kinds of a metric event: it is the filter that asks for it.
  const filter = type.wireTypes.length > 1 ? entry.analysis.event?.filter : undefined;
  return [
    {
      what: filter ? wire.name : type.name,
      feature: wire.feature,
      ...(wire.minimumServer !== undefined && { minimumServer: wire.minimumServer }),
      range: filter ? entry.shift(filter.range) : entry.event.range,
    },
  ];
}

function actionNeed(entry: SpecEntry, { action }: Automation): readonly Need[] {
  const feature = findAction(action.type)?.feature;
  return feature !== undefined && entry.action
    ? [{ what: action.type, feature, range: entry.action.range }]
    : [];
}

function scopeNeeds(entry: SpecEntry): readonly Need[] {
  return entry.scopes.flatMap(({ scope, range }) => {
    const found = findScope(scope.kind === 'id' ? scope.type : scope.kind);
    if (found?.feature === undefined) return [];
    const { feature, minimumServer } = found;
    const at = range ?? placeInstead(entry);
    return [{ what: found.kind, feature, ...(minimumServer !== undefined && { minimumServer }), range: at }];
  });
}

/** Where a scope of the defaults is reported: what is wrong with it is wrong for this entry. */
const placeInstead = ({ event, selectionRange }: SpecEntry): Range => event?.range ?? selectionRange;

/** The server could, but the organization hasn't allowed it. */
function switchedOff(entry: SpecEntry, facts: FeatureContext['facts']): readonly Finding[] {
  return entry.scopes.flatMap(({ scope, range }) => {
    if (scope.kind !== 'team' && scope.kind !== 'organization') return [];
    const fact = facts.get(
      'entityScope',
      scope.kind === 'team' ? { team: scope.team } : { organization: scope.organization },
    );
    return fact.known && fact.value === false
      ? [
          finding(
            code,
            range ?? placeInstead(entry),
            message('The organization hasn’t switched on automations for whole teams and organizations.'),
          ),
        ]
      : [];
  });
}

function lackingText({ what, minimumServer }: Omit<Need, 'range'>): Message {
  return minimumServer === undefined
    ? message('The W&B server doesn’t have "{0}", or it is switched off there.', what)
    : message(
        'The W&B server doesn’t have "{0}", or it is switched off there. It needs version {1} or newer.',
        what,
        minimumServer,
      );
}
