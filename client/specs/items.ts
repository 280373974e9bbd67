import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { plain } from '../../core/l10n/plain-text';
import type { ServerState } from '../../core/plan/state';
import type { CompiledProblem, LspRange } from '../../core/protocol';
import type { AutomationNode, FileNode, FolderNode, ProblemNode } from './nodes';
import { count, type FileProblems } from './problems';
import { problemWords, stateSentence, stateWords } from './words';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

export function folderItem({ folder }: FolderNode): vscode.TreeItem {
  const item = new vscode.TreeItem(folder?.name ?? l10n.t('Outside of the workspace'), Expanded);
  item.id = idOf(folder?.uri.toString() ?? '');
  item.iconPath = vscode.ThemeIcon.Folder;
  item.contextValue = 'specFolder;';
  if (folder) item.tooltip = folder.uri.fsPath;
  return item;
}

/** `many`: there are so many automations that not all can be seen at once. */
export function fileItem({ file }: FileNode, { own, of }: FileProblems, many: boolean): vscode.TreeItem {
  const uri = vscode.Uri.parse(file.uri);
  const isUnsaved = uri.scheme === 'untitled';
  // Where it will be: only files are in folders.
  const path = vscode.workspace.asRelativePath(isUnsaved ? uri.with({ scheme: 'file' }) : uri, false);
  const unsaved = isUnsaved ? l10n.t('not saved yet') : '';
  const cut = path.lastIndexOf('/') + 1;
  const problems = problemWords(count([...own, ...[...of.values()].flat()]));
  const isEmpty = file.automations.length === 0 && own.length === 0;
  const item = new vscode.TreeItem(path.slice(cut), isEmpty ? None : many ? Collapsed : Expanded);
  item.id = fileId(file.uri);
  // Brings the icon and the decorations that the file has elsewhere.
  item.resourceUri = uri;
  item.iconPath = vscode.ThemeIcon.File;
  item.description = [path.slice(0, Math.max(0, cut - 1)), unsaved, problems].filter(Boolean).join(' · ');
  item.tooltip = isUnsaved
    ? `${uri.path}\n${unsaved}`
    : uri.scheme === 'file'
      ? uri.fsPath
      : uri.toString(true);
  item.contextValue = 'specFile;';
  item.command = opening(uri);
  const automations = l10n.t('automations: {0}', file.automations.length);
  item.accessibilityInformation = {
    label: [path, unsaved, automations, problems].filter(Boolean).join(', '),
  };
  return item;
}

const icons: Readonly<Record<ServerState, readonly [icon: string, color?: string]>> = {
  new: ['cloud-upload'],
  deleted: ['trash', 'wandbAutomations.driftedSpecForeground'],
  inSync: ['pass', 'testing.iconPassed'],
  changed: ['edit'],
  drifted: ['diff', 'wandbAutomations.driftedSpecForeground'],
  conflict: ['git-compare', 'wandbAutomations.conflictingSpecForeground'],
  unknown: ['circle-outline', 'disabledForeground'],
};

/** Why the server isn't asked about the automations of a file; `saidAbove`: the view itself says so. */
export interface Unasked {
  readonly unasked: string | undefined;
  readonly saidAbove: boolean;
}

export function automationItem(
  node: AutomationNode,
  problems: readonly CompiledProblem[],
  { unasked, saidAbove }: Unasked,
): vscode.TreeItem {
  const { automation, file } = node;
  const { state, input, triggerId } = automation;
  const name = automation.name === '' ? l10n.t('(no name)') : plain(automation.name);
  const counted = count(problems);
  const item = new vscode.TreeItem(name, problems.length > 0 ? Collapsed : None);
  item.id = automationId(node);
  item.iconPath =
    counted.errors + counted.warnings > 0
      ? severityIcon(counted.errors > 0 ? 'error' : 'warning')
      : themeIcon(...icons[state]);
  // The number of errors says why, and that nobody can know is said once, above all rows.
  const isPlain = state === 'unknown' && (input === null || saidAbove);
  const told = isPlain ? '' : stateWords(state);
  const scope = automation.scopeIndex === undefined ? '' : plain(automation.scope, 60);
  item.description = [told, scope, problemWords(counted)].filter(Boolean).join(' · ');
  item.contextValue = `spec;${state};${input === null ? '' : 'sound;'}${triggerId === undefined ? '' : 'there;'}`;
  item.command = opening(vscode.Uri.parse(file.uri), automation.selectionRange);
  const sentence = stateSentence(automation, unasked);
  item.tooltip = [
    name,
    plain(automation.scope, 300),
    [automation.event, automation.action].map((each) => plain(each)).join(' → '),
    '',
    sentence,
    ...problems.map(({ message }) => `• ${plain(message, 300)}`),
  ].join('\n');
  item.accessibilityInformation = {
    label: [name, scope, problemWords(counted), sentence].filter(Boolean).join(', '),
  };
  return item;
}

export function problemItem({ parent, problem, index }: ProblemNode): vscode.TreeItem {
  const message = plain(problem.message, 500);
  const item = new vscode.TreeItem(message, None);
  item.id = `${parent.kind === 'file' ? fileId(parent.file.uri) : automationId(parent)} problem ${index}`;
  item.iconPath = severityIcon(problem.severity);
  item.description = problem.code;
  item.tooltip = message;
  item.contextValue = 'specProblem;';
  item.command = opening(vscode.Uri.parse(parent.file.uri), problem.range);
  item.accessibilityInformation = { label: `${severityWord(problem.severity)}: ${message}` };
  return item;
}

const idOf = (folder: string): string => `folder ${folder}`;
const fileId = (uri: string): string => `file ${uri}`;
const automationId = ({ file, key }: AutomationNode): string => `automation ${file.uri} ${key}`;

function severityIcon(severity: CompiledProblem['severity']): vscode.ThemeIcon {
  switch (severity) {
    case 'error':
      return themeIcon('error', 'problemsErrorIcon.foreground');
    case 'warning':
      return themeIcon('warning', 'problemsWarningIcon.foreground');
    default:
      return themeIcon('info', 'problemsInfoIcon.foreground');
  }
}

function severityWord(severity: CompiledProblem['severity']): string {
  switch (severity) {
    case 'error':
      return l10n.t('Error');
    case 'warning':
      return l10n.t('Warning');
    default:
      return l10n.t('Hint');
  }
}

function themeIcon(icon: string, color?: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
}

/** Opens the file, at a place if one is given. */
function opening(uri: vscode.Uri, range?: LspRange): vscode.Command {
  const selection = range && toRange(range);
  return { command: 'vscode.open', title: '', arguments: [uri, selection ? { selection } : {}] };
}

function toRange({ start, end }: LspRange): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
