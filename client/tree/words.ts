import type { Trigger } from '../../core/api/model';
import { findActionByTypename, readOnlyActions } from '../../core/catalog/actions';
import { findEventByWireType, readOnlyEventTypes } from '../../core/catalog/events';
import { inLanguage } from '../ui/language';
import { plain } from '../../core/l10n/plain-text';

/** Characters of a part of a row's description. */
const SHORT = 60;

/** What it waits for: `Run metric`. */
export function eventWords({ triggeringCondition: { eventType, __typename } }: Trigger): string {
  const name = eventType ?? __typename;
  const entry = findEventByWireType(name) ?? readOnlyEventTypes.find((type) => type.name === name);
  return entry ? inLanguage(entry.label) : plain(name, SHORT);
}

/** Where it reports to, or else what it does: `#ml-alerts`, `retrain-hook`, `Do nothing`. The row's icon says the rest. */
export function actionWords({ triggeredAction: { __typename, integration } }: Trigger): string {
  const channel = integration?.channelName;
  if (channel !== undefined) return plain(`#${channel.replace(/^#/, '')}`, SHORT);
  if (integration?.name !== undefined) return plain(integration.name, SHORT);
  const entry =
    findActionByTypename(__typename) ?? readOnlyActions.find(({ typename }) => typename === __typename);
  return entry ? inLanguage(entry.label) : plain(__typename, SHORT);
}

/** The kind of action: `Slack notification`. */
export function actionKind({ triggeredAction: { __typename } }: Trigger): string {
  const entry =
    findActionByTypename(__typename) ?? readOnlyActions.find(({ typename }) => typename === __typename);
  return entry ? inLanguage(entry.label) : plain(__typename, SHORT);
}

/** Can be changed and written as new: everything about it is of a kind that this version knows. */
export function isSupported({ triggeringCondition, triggeredAction, scope }: Trigger): boolean {
  return (
    findEventByWireType(triggeringCondition.eventType ?? '') !== undefined &&
    findActionByTypename(triggeredAction.__typename) !== undefined &&
    ['Project', 'ArtifactSequence', 'ArtifactPortfolio', 'Entity'].includes(scope.__typename)
  );
}
