import * as vscode from 'vscode';
import { l10n } from 'vscode';
import type { Trigger } from '../../core/api/model';
import { detailsOf } from './details';
import { plain } from '../../core/l10n/plain-text';
import type { EntityAutomations } from './entityAutomations';
import type { Group } from './groups';
import type { AutomationNode, DetailNode, EntityNode, Node, NoticeNode, ScopeNode } from './nodes';
import type { Root } from './roots';
import { actionWords, eventWords, isSupported } from './words';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

/** With so many automations or fewer, all of them are seen at once. */
const FEW = 30;

/** How a row looks. Ids are stable, so that a refresh keeps what is expanded and selected. */
export function toItem(node: Node): vscode.TreeItem {
  switch (node.type) {
    case 'entity':
      return entityItem(node);
    case 'scope':
      return scopeItem(node);
    case 'automation':
      return automationItem(node);
    case 'detail':
      return detailItem(node);
    default:
      return noticeItem(node);
  }
}

function entityItem({ list }: EntityNode): vscode.TreeItem {
  const { root } = list;
  const label = plain(root.label);
  const item = new vscode.TreeItem(label, list.root.isDefault || list.size > 0 ? Expanded : Collapsed);
  if (list.state === 'complete' && list.size === 0) item.collapsibleState = None;
  item.id = `entity ${root.entity}`;
  item.iconPath = new vscode.ThemeIcon(
    { personal: 'account', team: 'organization', organization: 'globe' }[root.kind],
  );
  item.description = countOf(list);
  item.contextValue = list.size > 0 ? 'entity;page;many;' : 'entity;page;';
  item.tooltip = `${kindOfRoot(root)}: ${plain(root.entity)}`;
  item.accessibilityInformation = { label: `${kindOfRoot(root)} ${label}, ${item.description}` };
  return item;
}

function countOf(list: EntityAutomations): string {
  switch (list.state) {
    case 'idle':
      return '';
    case 'loading':
      return list.size === 0 ? l10n.t('loading…') : l10n.t('{0}, loading…', list.size);
    case 'more':
      return l10n.t('{0}, more on the server', list.size);
    case 'failed':
      return list.size === 0 ? l10n.t('not loaded') : l10n.t('{0}, not all loaded', list.size);
    case 'complete':
      return list.size === 0 ? l10n.t('none') : `${list.size}`;
  }
}

function kindOfRoot({ kind }: Root): string {
  switch (kind) {
    case 'personal':
      return l10n.t('User');
    case 'team':
      return l10n.t('Team');
    case 'organization':
      return l10n.t('Organization');
  }
}

const scopeIcons: Readonly<Record<Group['kind'], string>> = {
  organization: 'globe',
  team: 'organization',
  registry: 'library',
  project: 'project',
  collection: 'package',
  unknown: 'question',
};

function scopeItem({ list, group }: ScopeNode): vscode.TreeItem {
  const name = nameOfScope(group);
  const item = new vscode.TreeItem(name, list.size <= FEW ? Expanded : Collapsed);
  item.id = `scope ${list.root.entity} ${group.key}`;
  item.iconPath = new vscode.ThemeIcon(scopeIcons[group.kind]);
  item.description = `${group.triggers.length}`;
  item.contextValue = 'scope;page;many;';
  item.tooltip = `${kindOfScope(group.kind)}: ${name}`;
  item.accessibilityInformation = {
    label: l10n.t('{0} {1}, automations: {2}', kindOfScope(group.kind), name, group.triggers.length),
  };
  return item;
}

function nameOfScope({ kind, label }: Group): string {
  if (kind === 'team') return l10n.t('whole team');
  if (kind === 'organization') return l10n.t('whole organization');
  return plain(label);
}

function kindOfScope(kind: Group['kind']): string {
  switch (kind) {
    case 'project':
      return l10n.t('Project');
    case 'registry':
      return l10n.t('Registry');
    case 'collection':
      return l10n.t('Collection');
    case 'team':
      return l10n.t('Team');
    case 'organization':
      return l10n.t('Organization');
    case 'unknown':
      return l10n.t('Scope of an unknown kind');
  }
}

function automationItem({ list, trigger }: AutomationNode): vscode.TreeItem {
  const name = plain(trigger.name);
  const item = new vscode.TreeItem(name, Collapsed);
  const words = `${eventWords(trigger)} → ${actionWords(trigger)}`;
  item.id = `automation ${list.root.entity} ${trigger.id}`;
  item.iconPath = automationIcon(trigger);
  item.description = trigger.enabled ? words : l10n.t('disabled · {0}', words);
  item.contextValue = `automation;page;id;${trigger.enabled ? 'enabled' : 'disabled'};${isSupported(trigger) ? 'supported;' : ''}`;
  item.accessibilityInformation = { label: `${name}, ${item.description}` };
  return item;
}

function automationIcon(trigger: Trigger): vscode.ThemeIcon {
  if (!isSupported(trigger)) return new vscode.ThemeIcon('question');
  if (!trigger.enabled)
    return new vscode.ThemeIcon('circle-slash', new vscode.ThemeColor('disabledForeground'));
  switch (trigger.triggeredAction.__typename) {
    case 'NotificationTriggeredAction':
      return new vscode.ThemeIcon('bell');
    case 'GenericWebhookTriggeredAction':
      return new vscode.ThemeIcon('link');
    case 'ARIATriggeredAction':
      return new vscode.ThemeIcon('sparkle');
    default:
      return new vscode.ThemeIcon('circle-outline');
  }
}

/** Made only when the pointer rests on the row. Plain text: nothing of the server's becomes Markdown. */
export async function automationTooltip(trigger: Trigger): Promise<string> {
  const state = trigger.enabled ? l10n.t('enabled') : l10n.t('disabled');
  const lines = (await detailsOf(trigger)).map(({ label, text }) => `${label}: ${text}`);
  return [`${plain(trigger.name, 500)} (${state})`, '', ...lines].join('\n');
}

function detailItem({ list, trigger, detail }: DetailNode): vscode.TreeItem {
  const item = new vscode.TreeItem(detail.label, None);
  item.id = `detail ${list.root.entity} ${trigger.id} ${detail.key}`;
  item.iconPath = new vscode.ThemeIcon(detail.icon);
  item.description = detail.text;
  item.tooltip = `${detail.label}: ${detail.text}`;
  item.contextValue = 'detail;';
  item.accessibilityInformation = { label: item.tooltip };
  return item;
}

function noticeItem(node: NoticeNode): vscode.TreeItem {
  switch (node.type) {
    case 'retry':
      return action(l10n.t('Retry'), 'refresh', 'wandbAutomations.refresh', []);
    case 'sign-in':
      return action(l10n.t('Sign in again'), 'sign-in', 'wandbAutomations.signIn', []);
    case 'more':
      return action(l10n.t('Load more…'), 'ellipsis', 'wandbAutomations.loadMore', [node]);
    case 'failed': {
      const item = action(node.sentence, 'error', 'wandbAutomations.loadMore', [node]);
      item.tooltip = node.sentence;
      item.contextValue = 'failed;';
      return item;
    }
    case 'incomplete': {
      const item = new vscode.TreeItem(node.sentence, None);
      item.iconPath = new vscode.ThemeIcon('warning');
      item.tooltip = node.sentence;
      return item;
    }
  }
}

function action(label: string, icon: string, command: string, args: unknown[]): vscode.TreeItem {
  const item = new vscode.TreeItem(label, None);
  item.iconPath = new vscode.ThemeIcon(icon);
  item.command = { command, title: label, arguments: args };
  return item;
}
