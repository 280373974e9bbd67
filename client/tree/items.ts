import * as vscode from 'vscode';
import { l10n } from 'vscode';
import type { Trigger } from '../../core/api/model';
import { plain } from '../../core/l10n/plain-text';
import type { ServerState } from '../../core/plan/state';
import { shortTime } from '../ui/language';
import { button, failedItem, leaf, notice, remedyItem } from '../ui/rows';
import { detailsOf } from './details';
import type { EntityAutomations } from './entityAutomations';
import type { Group } from './groups';
import type { AutomationNode, DetailNode, EntityNode, GroupNode, Node, NoticeNode } from './nodes';
import { kindOfRoot, rootIcons } from './rootWords';
import { stateMark } from './specStates';
import { actionWords, eventWords, isSupported } from './words';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

/** With so many automations or fewer, all of them are seen at once. */
const FEW = 30;

/** What rows look like depends on this, too. */
export interface Drawing {
  readonly filter: string;
  readonly stateOf: (triggerId: string) => ServerState | undefined;
}

/** How a row looks. Ids are stable, so that a refresh keeps what is expanded and selected. */
export function toItem(node: Node, drawing: Drawing): vscode.TreeItem {
  switch (node.type) {
    case 'entity':
      return entityItem(node, drawing);
    case 'group':
      return groupItem(node, drawing);
    case 'automation':
      return automationItem(node, drawing);
    case 'detail':
      return detailItem(node);
    default:
      return noticeItem(node);
  }
}

function entityItem(node: EntityNode, { filter }: Drawing): vscode.TreeItem {
  const { list, count } = node;
  const { root } = list;
  const label = plain(root.label);
  const item = new vscode.TreeItem(label, root.isDefault || list.size > 0 ? Expanded : Collapsed);
  if (list.state === 'complete' && list.size === 0) item.collapsibleState = None;
  item.id = `entity ${root.entity}`;
  item.iconPath = new vscode.ThemeIcon(rootIcons[root.kind]);
  const counted = countOf(list);
  item.description = filter && list.size > 0 ? l10n.t('{0} of {1}', count, counted) : counted;
  item.contextValue = count > 0 ? 'entity;page;many;' : 'entity;page;';
  item.tooltip = `${kindOfRoot(root)}: ${plain(root.entity)}`;
  item.accessibilityInformation = { label: `${kindOfRoot(root)} ${label}, ${item.description}` };
  return item;
}

const areFew = ({ list, count }: EntityNode, filter: string): boolean =>
  count <= FEW && (filter !== '' || list.state === 'complete');

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

const groupIcons: Readonly<Record<Group['kind'], string>> = {
  organization: 'globe',
  team: 'organization',
  registry: 'library',
  project: 'project',
  collection: 'package',
  unknown: 'question',
  event: 'zap',
  action: 'send',
  enabled: 'pass',
  disabled: 'circle-slash',
};

function groupItem({ parent, group, members }: GroupNode, { filter }: Drawing): vscode.TreeItem {
  const name = nameOfGroup(group);
  const { list } = parent;
  const item = new vscode.TreeItem(name, areFew(parent, filter) ? Expanded : Collapsed);
  // A filter opens what it found; what was open before is so again afterwards.
  item.id = `group ${list.root.entity} ${group.key}${filter && ' filtered'}`;
  item.iconPath = new vscode.ThemeIcon(groupIcons[group.kind]);
  item.description = `${members.length}`;
  item.contextValue = group.scope ? 'scope;page;many;' : 'group;many;';
  const kind = kindOfGroup(group.kind);
  item.tooltip = kind === name ? name : `${kind}: ${name}`;
  item.accessibilityInformation = { label: l10n.t('{0}, automations: {1}', item.tooltip, members.length) };
  return item;
}

function nameOfGroup({ kind, label }: Group): string {
  switch (kind) {
    case 'team':
      return l10n.t('whole team');
    case 'organization':
      return l10n.t('whole organization');
    case 'enabled':
    case 'disabled':
      return kindOfGroup(kind);
    default:
      return plain(label);
  }
}

function kindOfGroup(kind: Group['kind']): string {
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
    case 'event':
      return l10n.t('Event');
    case 'action':
      return l10n.t('Action');
    case 'enabled':
      return l10n.t('Enabled');
    case 'disabled':
      return l10n.t('Disabled');
  }
}

function automationItem({ parent, trigger }: AutomationNode, { stateOf }: Drawing): vscode.TreeItem {
  const name = plain(trigger.name) || l10n.t('(a name that can’t be seen)');
  const item = new vscode.TreeItem(name, Collapsed);
  const state = stateOf(trigger.id);
  const { lastExecutedAt } = trigger;
  item.id = `automation ${parent.parent.list.root.entity} ${trigger.id}`;
  item.iconPath = automationIcon(trigger, state);
  item.description = [
    stateMark(state),
    isSupported(trigger) ? undefined : l10n.t('unsupported kind'),
    trigger.enabled ? undefined : l10n.t('disabled'),
    `${eventWords(trigger)} → ${actionWords(trigger)}`,
    lastExecutedAt === null ? undefined : l10n.t('fired {0}', shortTime(lastExecutedAt)),
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
  item.contextValue = `automation;page;id;${trigger.enabled ? 'enabled' : 'disabled'};${isSupported(trigger) ? 'supported;' : ''}`;
  item.accessibilityInformation = { label: `${name}, ${item.description}` };
  return item;
}

function automationIcon(trigger: Trigger, state: ServerState | undefined): vscode.ThemeIcon {
  if (state === 'conflict')
    return new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
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
export async function automationTooltip(trigger: Trigger, spec?: string): Promise<string> {
  const name = plain(trigger.name, 500);
  const head = trigger.enabled ? l10n.t('{0} (enabled)', name) : l10n.t('{0} (disabled)', name);
  const lines = (await detailsOf(trigger, spec)).map(({ label, text }) => `${label}: ${text}`);
  return [head, '', ...lines].join('\n');
}

function detailItem({ parent, detail }: DetailNode): vscode.TreeItem {
  const item = leaf(detail.label, detail.icon);
  item.id = `detail ${parent.parent.parent.list.root.entity} ${parent.trigger.id} ${detail.key}`;
  item.description = detail.text;
  item.tooltip = `${detail.label}: ${detail.text}`;
  item.contextValue = 'detail;';
  item.accessibilityInformation = { label: item.tooltip };
  return item;
}

function noticeItem(node: NoticeNode): vscode.TreeItem {
  switch (node.type) {
    case 'retry':
    case 'sign-in':
      return remedyItem(node);
    case 'more':
      return button(l10n.t('Load more…'), 'ellipsis', 'loadMore', node);
    case 'rest': {
      const item = button(l10n.t('Show more…'), 'ellipsis', 'loadMore', node);
      item.description = l10n.t('{0} not shown', node.hidden);
      item.accessibilityInformation = {
        label: `${l10n.t('Show more…')} ${item.description}`,
        role: 'button',
      };
      return item;
    }
    case 'failed':
      return failedItem(node);
    case 'incomplete':
      return notice(node.sentence);
  }
}
