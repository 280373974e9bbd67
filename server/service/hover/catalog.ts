import { findAction, findActionByWireType } from '../../../core/catalog/actions';
import { findEvent, findEventByWireType, type WireEventType } from '../../../core/catalog/events';
import { message } from '../../../core/l10n/message';
import type { FeatureContext } from '../../context';

/** An event class: what happens, where it can be watched, its names on the wire and in the App, what a server needs for it. */
export function eventHover(name: string, { texts }: FeatureContext): readonly string[] | undefined {
  const event = findEvent(name) ?? findEventByWireType(name);
  if (!event) return undefined;
  const scopes = Object.entries(event.scopes)
    .filter(([, support]) => support !== 'refused')
    .map(([kind, support]) => (support === 'warned' ? `${kind} (?)` : kind));
  return [
    `**${event.name}**: ${texts.pick(event.label)}`,
    texts.pick(event.docs),
    texts.say(message('Scopes: {0}.', scopes.join(', '))),
    ...event.wireTypes.map((wire) => aboutWireType(wire, { texts })),
  ];
}

function aboutWireType(
  { name, feature, minimumServer, appLabel }: WireEventType,
  { texts }: Pick<FeatureContext, 'texts'>,
): string {
  const facts = [
    texts.say(message('On the wire `{0}`.', name)),
    ...(appLabel ? [texts.say(message('In the App “{0}”.', appLabel))] : []),
    ...(minimumServer !== undefined ? [texts.say(message('From server {0} on.', minimumServer))] : []),
    ...(feature !== undefined ? [texts.say(message('Needs the server feature `{0}`.', feature))] : []),
  ];
  return facts.join(' ');
}

/** An action class. */
export function actionHover(name: string, { texts }: FeatureContext): readonly string[] | undefined {
  const action = findAction(name) ?? findActionByWireType(name);
  if (!action) return undefined;
  const { wireType, feature, label, docs } = action;
  return [
    `**${action.name}**: ${texts.pick(label)}`,
    texts.pick(docs),
    [
      texts.say(message('On the wire `{0}`.', wireType)),
      ...(feature !== undefined ? [texts.say(message('Needs the server feature `{0}`.', feature))] : []),
    ].join(' '),
  ];
}
