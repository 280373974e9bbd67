import { findAction, findActionByWireType } from '../../../core/catalog/actions';
import {
  findEvent,
  findEventByWireType,
  type ScopeSupport,
  type WireEventType,
} from '../../../core/catalog/events';
import { message } from '../../../core/l10n/message';
import type { HoverContext } from './hover';

/** An event class: what happens, where it can be watched, its names on the wire and in the App, what a server needs for it. */
export function eventHover(name: string, { texts }: HoverContext): readonly string[] | undefined {
  const event = findEvent(name) ?? findEventByWireType(name);
  if (!event) return undefined;
  const scopesThatAre = (wanted: ScopeSupport): string =>
    Object.entries(event.scopes)
      .filter(([, support]) => support === wanted)
      .map(([kind]) => kind)
      .join(', ');
  const warned = scopesThatAre('warned');
  return [
    `**${event.name}**: ${texts.say(event.label)}`,
    texts.say(event.docs),
    texts.row(
      texts.say(message('Scopes: {0}.', scopesThatAre('allowed'))),
      ...(warned === ''
        ? []
        : [texts.say(message('Taken by the API, but not offered by W&B’s App: {0}.', warned))]),
    ),
    ...event.wireTypes.map((wire) => aboutWireType(wire, { texts })),
  ];
}

function aboutWireType(
  { name, feature, minimumServer, appLabel }: WireEventType,
  { texts }: Pick<HoverContext, 'texts'>,
): string {
  const facts = [
    texts.say(message('On the wire `{0}`.', name)),
    ...(appLabel ? [texts.say(message('In the App “{0}”.', appLabel))] : []),
    ...(minimumServer !== undefined ? [texts.say(message('From server {0} on.', minimumServer))] : []),
    ...(feature !== undefined ? [texts.say(message('Needs the server feature `{0}`.', feature))] : []),
  ];
  return texts.row(...facts);
}

/** An action class. */
export function actionHover(name: string, { texts }: HoverContext): readonly string[] | undefined {
  const action = findAction(name) ?? findActionByWireType(name);
  if (!action) return undefined;
  const { wireType, feature, label, docs } = action;
  return [
    `**${action.name}**: ${texts.say(label)}`,
    texts.say(docs),
    texts.row(
      texts.say(message('On the wire `{0}`.', wireType)),
      ...(feature !== undefined ? [texts.say(message('Needs the server feature `{0}`.', feature))] : []),
    ),
  ];
}
