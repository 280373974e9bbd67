import { l10n } from 'vscode';
import type { Trigger } from '../../core/api/model';
import { plain } from '../../core/l10n/plain-text';
import { inWords } from '../ui/failures';
import { inUsersTime } from '../ui/language';
import { actionKind, eventWords, integrationWords, isSupported } from './words';

/** One fact about an automation, as a row below it. */
export interface Detail {
  /** Stable, for the row's id. */
  readonly key: string;
  readonly icon: string;
  readonly label: string;
  readonly text: string;
}

/** Characters of a fact that are shown; the whole is in the spec. */
const LONG = 500;

/**
 * What there is to know about an automation. Made when somebody looks. `spec`: how it stands to its spec in the workspace, in the
 * user's words.
 */
export async function detailsOf(trigger: Trigger, spec?: string): Promise<readonly Detail[]> {
  const { explain } = await import('../specTools');
  const { words = eventWords(trigger), expression, json } = explain(trigger, inWords);
  const { triggeredAction, createdBy } = trigger;
  const facts: readonly (Omit<Detail, 'text'> & { readonly text: string | null | undefined })[] = [
    { key: 'description', icon: 'note', label: l10n.t('Description'), text: trigger.description },
    { key: 'event', icon: 'zap', label: l10n.t('Event'), text: words },
    {
      key: 'filter',
      icon: 'filter',
      label: l10n.t('Filter'),
      text: expression ?? json,
    },
    { key: 'action', icon: 'send', label: l10n.t('Action'), text: actionKind(trigger) },
    { key: 'integration', icon: 'plug', label: l10n.t('Integration'), text: integrationOf(trigger) },
    { key: 'title', icon: 'comment', label: l10n.t('Title'), text: triggeredAction.title },
    { key: 'message', icon: 'comment', label: l10n.t('Text'), text: triggeredAction.message },
    { key: 'payload', icon: 'json', label: l10n.t('Payload'), text: triggeredAction.requestPayload },
    { key: 'prompt', icon: 'comment', label: l10n.t('Prompt'), text: triggeredAction.prompt },
    {
      key: 'fired',
      icon: 'history',
      label: l10n.t('Last fired'),
      text: trigger.lastExecutedAt && inUsersTime(trigger.lastExecutedAt),
    },
    {
      key: 'created',
      icon: 'calendar',
      label: l10n.t('Created'),
      text: inUsersTime(trigger.createdAt),
    },
    { key: 'creator', icon: 'person', label: l10n.t('Created by'), text: createdBy?.username },
    {
      key: 'changed',
      icon: 'edit',
      label: l10n.t('Changed'),
      text: trigger.updatedAt && inUsersTime(trigger.updatedAt),
    },
    { key: 'spec', icon: 'file-code', label: l10n.t('Spec'), text: spec },
    {
      key: 'unsupported',
      icon: 'question',
      label: l10n.t('Unsupported kind'),
      text: isSupported(trigger)
        ? ''
        : l10n.t('It can be enabled, disabled, renamed and deleted here, but not edited.'),
    },
  ];
  return facts.flatMap(({ text, ...fact }) => (text ? { ...fact, text: plain(text, LONG) } : []));
}

/** `#ml-alerts (Acme on Slack)`, `retrain-hook (https://…)`. */
function integrationOf(trigger: Trigger): string {
  const { integration } = trigger.triggeredAction;
  const where = integration?.channelName === undefined ? integration?.urlEndpoint : integration.teamName;
  const name = integrationWords(trigger);
  return name && where ? `${name} (${where})` : name;
}
