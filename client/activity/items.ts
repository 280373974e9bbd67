import * as vscode from 'vscode';
import { l10n } from 'vscode';
import {
  factsOf,
  outcomeOf,
  stateOf,
  subjectOf,
  type ExecutionFact,
  type ExecutionState,
} from '../../core/api/activity/facts';
import type { TriggerExecution } from '../../core/api/model';
import { findEventByWireType, readOnlyEventTypes } from '../../core/catalog/events';
import { plain } from '../../core/l10n/plain-text';
import { inUsersTime } from '../ui/language';
import { button, failedItem, leaf, notice, remedyItem } from '../ui/rows';
import { inWords } from '../ui/failures';
import type { ActivityNode, ExecutionNode, FactNode, NoticeNode } from './nodes';

/** How a row looks. Ids are stable, so that a refresh keeps what is expanded and selected. */
export function toItem(node: ActivityNode): vscode.TreeItem {
  switch (node.type) {
    case 'execution':
      return executionItem(node);
    case 'fact':
      return factItem(node);
    default:
      return noticeItem(node);
  }
}

function executionItem({ execution, isFiltered }: ExecutionNode): vscode.TreeItem {
  const state = stateOf(execution);
  const name = nameOf(execution);
  const about = subjectOf(execution) ?? eventOf(execution);
  const facts = factsOf(execution);
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const label = isFiltered ? about : name;
  const item = new vscode.TreeItem(label, facts.length > 0 ? Collapsed : None);
  const time = inUsersTime(execution.createdAt);
  item.id = `execution ${execution.id}`;
  item.iconPath = icons[state];
  const outcome = outcomeOf(execution) ?? stateWords(execution);
  item.description = [outcome, time, ...(isFiltered ? [] : [about])].join(' · ');
  item.contextValue = 'execution;';
  item.tooltip = [
    `${name} (${stateWords(execution)})`,
    '',
    l10n.t('Fired: {0}', time),
    l10n.t('Event: {0}', eventOf(execution)),
    ...facts.map((fact) => `${factWords(fact)}: ${fact.text}`),
  ].join('\n');
  item.accessibilityInformation = { label: `${stateWords(execution)}: ${label}, ${item.description}` };
  return item;
}

const icons: Readonly<Record<ExecutionState, vscode.ThemeIcon>> = {
  pending: new vscode.ThemeIcon('watch'),
  finished: new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed')),
  failed: new vscode.ThemeIcon('error', new vscode.ThemeColor('testing.iconFailed')),
  skipped: new vscode.ThemeIcon('debug-step-over', new vscode.ThemeColor('testing.iconSkipped')),
  other: new vscode.ThemeIcon('question'),
};

/** What the automation was called when it fired. */
function nameOf({ triggerName }: TriggerExecution): string {
  return triggerName ? plain(triggerName) : l10n.t('Automation without a name');
}

function eventOf({ event }: TriggerExecution): string {
  const type = event?.eventType ?? '';
  const entry = findEventByWireType(type) ?? readOnlyEventTypes.find(({ name }) => name === type);
  if (entry) return inWords(entry.label);
  return type === '' ? l10n.t('Unknown event') : plain(type, 60);
}

function stateWords(execution: TriggerExecution): string {
  switch (stateOf(execution)) {
    case 'pending':
      return l10n.t('under way');
    case 'finished':
      return l10n.t('done');
    case 'failed':
      return l10n.t('failed');
    case 'skipped':
      return l10n.t('skipped');
    case 'other':
      return plain(execution.state, 40);
  }
}

function factItem({ execution, fact }: FactNode): vscode.TreeItem {
  const item = leaf(factWords(fact), factIcons[fact.key]);
  item.id = `fact ${execution.execution.id} ${fact.key}`;
  item.description = fact.text;
  item.tooltip = `${factWords(fact)}: ${fact.text}`;
  item.contextValue = 'fact;';
  item.accessibilityInformation = { label: item.tooltip };
  return item;
}

const factIcons: Readonly<Record<ExecutionFact['key'], string>> = {
  run: 'graph-line',
  metric: 'graph',
  runState: 'pulse',
  artifact: 'package',
  alias: 'tag',
  tag: 'tag',
  destination: 'send',
  severity: 'info',
  title: 'comment',
  text: 'comment',
  payload: 'json',
  status: 'reply',
  body: 'reply',
  error: 'error',
};

function factWords({ key }: ExecutionFact): string {
  switch (key) {
    case 'run':
      return l10n.t('Run');
    case 'metric':
      return l10n.t('Metric');
    case 'runState':
      return l10n.t('Run became');
    case 'artifact':
      return l10n.t('Artifact');
    case 'alias':
      return l10n.t('Alias');
    case 'tag':
      return l10n.t('Tag');
    case 'destination':
      return l10n.t('Sent to');
    case 'severity':
      return l10n.t('Severity');
    case 'title':
      return l10n.t('Title');
    case 'text':
      return l10n.t('Text');
    case 'payload':
      return l10n.t('Payload');
    case 'status':
      return l10n.t('Answer');
    case 'body':
      return l10n.t('Body of the answer');
    case 'error':
      return l10n.t('Error');
  }
}

function noticeItem(node: NoticeNode): vscode.TreeItem {
  switch (node.type) {
    case 'retry':
    case 'sign-in':
      return remedyItem(node);
    case 'more':
      return button(l10n.t('Load more…'), 'ellipsis', 'loadMoreActivity');
    case 'failed':
      return failedItem(node);
    case 'incomplete':
      return notice(node.sentence);
  }
}
