import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { shownUrl } from '../../core/api/integrations/shownUrl';
import type { WebhookIntegration } from '../../core/api/model';
import { plain } from '../../core/l10n/plain-text';
import { eventWords } from '../tree/words';
import { inUsersTime } from '../ui/language';
import { button, failedItem, leaf, notice, remedyItem } from '../ui/rows';
import { shortList } from '../ui/shortList';
import { nameOf } from './entityIntegrations';
import type { DestinationNode, IntegrationsNode, NoticeNode, OwnerNode, Use, UserNode } from './nodes';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

/** Names of automations in a tooltip. */
const SOME = 10;

/** How a row looks. Ids are stable, so that a refresh keeps what is expanded and selected. */
export function toItem(node: IntegrationsNode): vscode.TreeItem {
  switch (node.type) {
    case 'owner':
      return ownerItem(node);
    case 'destination':
      return destinationItem(node);
    case 'user':
      return userItem(node);
    default:
      return noticeItem(node);
  }
}

function ownerItem({ list }: OwnerNode): vscode.TreeItem {
  const { root, state, all } = list;
  const label = plain(root.label);
  const item = new vscode.TreeItem(label, root.isDefault || all.length > 0 ? Expanded : Collapsed);
  if (state === 'complete' && all.length === 0) item.collapsibleState = None;
  item.id = `owner ${root.entity}`;
  item.iconPath = new vscode.ThemeIcon(
    { personal: 'account', team: 'organization', organization: 'globe' }[root.kind],
  );
  item.description = {
    idle: '',
    loading: l10n.t('loading…'),
    failed: l10n.t('not loaded'),
    complete: all.length === 0 ? l10n.t('none') : `${all.length}`,
  }[state];
  // An organization's hidden entity owns no integrations.
  item.contextValue = root.kind === 'organization' ? 'owner;' : 'owner;page;creates;';
  item.tooltip = plain(root.entity);
  item.accessibilityInformation = { label: `${label}, ${item.description}` };
  return item;
}

function destinationItem({ list, destination, use, isTestable }: DestinationNode): vscode.TreeItem {
  const isWebhook = destination.type === 'webhook';
  const name = plain(nameOf(destination));
  const isUnused = use.state === 'complete' && use.by.length === 0;
  const isLeaf = isUnused || (use.state === 'narrowed' && use.by.length === 0);
  const item = new vscode.TreeItem(name, isLeaf ? None : Collapsed);
  const where = plain(isWebhook ? shownUrl(destination.urlEndpoint) : destination.teamName, 100);
  item.id = `destination ${list.root.entity} ${destination.id}`;
  item.iconPath = new vscode.ThemeIcon(
    isWebhook ? 'link' : 'bell',
    isUnused ? new vscode.ThemeColor('disabledForeground') : undefined,
  );
  item.description = [useWords(use), where].filter(Boolean).join(' · ');
  item.contextValue = `${destination.type};page;${isTestable ? 'testable;' : ''}`;
  item.tooltip = [
    isWebhook ? l10n.t('Webhook {0}', name) : l10n.t('Slack channel {0}', name),
    '',
    ...(isWebhook ? webhookFacts(destination) : [l10n.t('Slack workspace: {0}', where)]),
    ...useFacts(use),
  ].join('\n');
  const kind = isWebhook ? l10n.t('Webhook {0}', name) : l10n.t('Slack channel {0}', name);
  item.accessibilityInformation = { label: `${kind}, ${item.description}` };
  return item;
}

function useWords({ by, state }: Use): string {
  if (state === 'complete') return by.length === 0 ? l10n.t('unused') : l10n.t('used by {0}', by.length);
  return by.length === 0 ? '' : l10n.t('used by {0} or more', by.length);
}

function webhookFacts({ urlEndpoint, accessTokenRef, secretRef, createdAt }: WebhookIntegration): string[] {
  return [
    l10n.t('URL: {0}', plain(shownUrl(urlEndpoint))),
    ...(accessTokenRef ? [l10n.t('Access token: secret {0}', plain(accessTokenRef))] : []),
    ...(secretRef ? [l10n.t('Signed with: secret {0}', plain(secretRef))] : []),
    ...(createdAt === null ? [] : [l10n.t('Created: {0}', inUsersTime(createdAt))]),
  ];
}

function useFacts({ by, state }: Use): string[] {
  if (by.length === 0) return state === 'complete' ? [l10n.t('No automation that you can see uses it.')] : [];
  const names = by.map(({ name }) => plain(name, 60));
  return [l10n.t('Used by: {0}', shortList(names, SOME).join(', '))];
}

function userItem({ destination, trigger }: UserNode): vscode.TreeItem {
  const name = plain(trigger.name);
  const item = leaf(name, 'zap');
  const event = eventWords(trigger);
  item.id = `user ${destination.list.root.entity} ${destination.destination.id} ${trigger.id}`;
  if (!trigger.enabled) {
    item.iconPath = new vscode.ThemeIcon('circle-slash', new vscode.ThemeColor('disabledForeground'));
  }
  item.description = trigger.enabled ? event : [l10n.t('disabled'), event].join(' · ');
  item.contextValue = 'user;id;';
  item.tooltip = l10n.t('Show “{0}” among the automations', name);
  item.command = {
    command: 'wandbAutomations.revealAutomation',
    title: l10n.t('Show in Automations'),
    arguments: [{ trigger }],
  };
  item.accessibilityInformation = { label: `${name}, ${item.description}` };
  return item;
}

function noticeItem(node: NoticeNode): vscode.TreeItem {
  switch (node.type) {
    case 'retry':
    case 'sign-in':
      return remedyItem(node);
    case 'failed':
      return failedItem(node);
    case 'unfinished':
      return node.destination.use.state === 'loading'
        ? leaf(l10n.t('Loading automations…'), 'loading~spin')
        : button(l10n.t('Load more automations…'), 'ellipsis', 'loadAllAutomations');
    case 'incomplete':
      return notice(node.sentence);
  }
}
