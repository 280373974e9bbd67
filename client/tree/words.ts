import { l10n } from 'vscode';
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

/** What it does, and where: `Slack #ml-alerts`. */
export function actionWords({ triggeredAction: { __typename, integration } }: Trigger): string {
  const channel = integration?.channelName;
  if (channel !== undefined) return l10n.t('Slack {0}', plain(`#${channel.replace(/^#/, '')}`, SHORT));
  const entry =
    findActionByTypename(__typename) ?? readOnlyActions.find(({ typename }) => typename === __typename);
  if (!entry) return plain(__typename, SHORT);
  if (integration?.name !== undefined)
    return l10n.t('{0} {1}', inLanguage(entry.label), plain(integration.name, SHORT));
  return inLanguage(entry.label);
}

/** Can be changed and written as new: everything about it is of a kind that this version knows. */
export function isSupported({ triggeringCondition, triggeredAction, scope }: Trigger): boolean {
  return (
    findEventByWireType(triggeringCondition.eventType ?? '') !== undefined &&
    findActionByTypename(triggeredAction.__typename) !== undefined &&
    ['Project', 'ArtifactSequence', 'ArtifactPortfolio', 'Entity'].includes(scope.__typename)
  );
}
