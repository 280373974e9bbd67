import { l10n } from 'vscode';
import type { Trigger } from '../../core/api/model';
import { findActionByTypename, readOnlyActions } from '../../core/catalog/actions';
import { findEventByWireType, readOnlyEventTypes } from '../../core/catalog/events';
import { plain } from '../../core/l10n/plain-text';
import { collator } from '../ui/language';
import { inWords } from '../ui/failures';
import type { Grouping, Order } from './arrangement';
import type { RowsLanguage } from './entityRows';

/** Characters of a part of a row's description. */
const SHORT = 60;

/** What it waits for: `Run metric`. */
export function eventWords({ triggeringCondition: { eventType, __typename } }: Trigger): string {
  const name = eventType ?? __typename;
  const entry = findEventByWireType(name) ?? readOnlyEventTypes.find((type) => type.name === name);
  return entry ? inWords(entry.label) : plain(name, SHORT);
}

/** Where it reports to: `#ml-alerts`, `retrain-hook`; empty for an action without an integration. */
export function integrationWords({ triggeredAction: { integration } }: Trigger): string {
  const channel = integration?.channelName;
  if (channel !== undefined) return plain(`#${channel.replace(/^#/, '')}`, SHORT);
  return plain(integration?.name ?? '', SHORT);
}

/** Where it reports to, or else what it does: `#ml-alerts`, `retrain-hook`, `Do nothing`. The row's icon says the rest. */
export function actionWords(trigger: Trigger): string {
  return integrationWords(trigger) || actionKind(trigger);
}

/** The kind of action: `Slack notification`. */
export function actionKind({ triggeredAction: { __typename } }: Trigger): string {
  const entry =
    findActionByTypename(__typename) ?? readOnlyActions.find(({ typename }) => typename === __typename);
  return entry ? inWords(entry.label) : plain(__typename, SHORT);
}

/** Can be changed and written as new: everything about it is of a kind that this version knows. */
export function isSupported({ triggeringCondition, triggeredAction, scope }: Trigger): boolean {
  return (
    findEventByWireType(triggeringCondition.eventType ?? '') !== undefined &&
    findActionByTypename(triggeredAction.__typename) !== undefined &&
    ['Project', 'ArtifactSequence', 'ArtifactPortfolio', 'Entity'].includes(scope.__typename)
  );
}

/** What the rows of the view are called and sorted by. */
export const rowsLanguage: RowsLanguage = {
  collator,
  words: { event: eventWords, action: actionKind },
  alsoKnownAs: ({ triggeringCondition: { eventType = '' }, triggeredAction: { integration } }) =>
    [
      findEventByWireType(eventType)?.name ?? eventType,
      integration?.channelName,
      integration?.name,
      integration?.teamName,
    ].join('\n'),
};

export function groupingWords(grouping: Grouping): string {
  switch (grouping) {
    case 'scope':
      return l10n.t('Scope');
    case 'event':
      return l10n.t('Event');
    case 'action':
      return l10n.t('Action');
    case 'state':
      return l10n.t('State');
  }
}

export function orderWords(order: Order): string {
  switch (order) {
    case 'name':
      return l10n.t('Name');
    case 'fired':
      return l10n.t('Last fired');
    case 'created':
      return l10n.t('Created');
    case 'changed':
      return l10n.t('Changed');
    case 'state':
      return l10n.t('State');
  }
}
