import { InlayHintKind, type InlayHint } from 'vscode-languageserver/node';
import type { IntegrationReference } from '../../core/automation';
import { message, type Message } from '../../core/l10n/message';
import { plain } from '../../core/l10n/plain-text';
import type { SpecDocument } from '../../core/spec/document';
import type { SpecEntry } from '../../core/spec/entry';
import type { Range } from '../../core/text/range';
import type { FeatureContext } from '../context';
import type { TextSnapshot } from '../text-snapshot';
import { integrationOwners } from '../remote/places';
import { appliedDefaults } from './filter-defaults';
import { mentionsOf } from './mentions';
import { savedTriggers } from './server-state';

/** What holds although it isn't written: defaults, the Slack workspace that a channel is in, a switch that was thrown in the App. */
export function inlayHints(
  document: TextSnapshot,
  spec: SpecDocument,
  { start, end }: Range,
  context: FeatureContext,
): InlayHint[] {
  if (context.settings.inlayHints?.enabled === false) return [];
  const shown = spec.entries.filter(({ range }) => range.start <= end && start <= range.end);
  // What stands at an anchor is said once, however many aliases lead to it.
  const hints = new Map(
    shown
      .flatMap((entry) => hintsOf(entry, document.uri, context))
      .map((hint) => [`${hint.at} ${hint.label}`, hint]),
  );
  return [...hints.values()].map(({ at, label, tooltip }) => ({
    position: document.positionAt(at),
    label,
    kind: InlayHintKind.Parameter,
    paddingLeft: true,
    ...(tooltip && { tooltip: context.texts.say(tooltip) }),
  }));
}

interface Hint {
  readonly at: number;
  readonly label: string;
  readonly tooltip?: Message;
}

function hintsOf(entry: SpecEntry, uri: string, context: FeatureContext): Hint[] {
  return [
    ...filterHints(entry, context),
    ...actionHints(entry, context),
    ...enabledHints(entry, uri, context),
  ];
}

/** Defaults of the SDK, behind the last character of the filter: a block scalar ends on a line of its own. */
function filterHints(entry: SpecEntry, { texts }: FeatureContext): Hint[] {
  const { event } = entry.analysis;
  const node = event?.fields.get('filter')?.node;
  const applied = event?.filter && appliedDefaults(event.filter, texts);
  if (!node || !applied) return [];
  const { length } = entry.source.slice(node.start, node.end).trimEnd();
  const at = entry.start + node.start + length;
  return [{ at, label: applied.labels.join(', '), tooltip: applied.tooltip }];
}

function actionHints(entry: SpecEntry, context: FeatureContext): Hint[] {
  const site = entry.analysis.action;
  const action = entry.automations.find(({ automation }) => automation)?.automation?.action;
  if (!site || (action?.type !== 'SendNotification' && action?.type !== 'SendWebhook')) return [];
  const behindType = entry.shift(site.typeRange).end;
  const { name } = action.integration;
  const isSlack = action.type === 'SendNotification';
  const workspace = isSlack ? workspaceOf(action.integration, entry, context) : undefined;
  const where = workspace === undefined ? undefined : context.texts.say(message('in {0}', workspace));
  const hints: Hint[] = [];
  const written = mentionsOf(entry).find(({ kind }) => kind === 'slack');
  if (written && where !== undefined) hints.push({ at: written.range.end, label: where });
  // One of the defaults applies without being written here.
  if (!site.fields.has('integration') && name !== undefined) {
    const label = `integration: ${isSlack ? '#' : ''}${plain(name, 60)}`;
    hints.push({ at: behindType, label: where === undefined ? label : `${label} ${where}` });
  }
  if (isSlack && !site.fields.has('level'))
    hints.push({ at: behindType, label: `level: ${action.level ?? 'INFO'}` });
  return hints;
}

/** The Slack workspace that a channel is surely in, where the file doesn't say it. */
function workspaceOf(
  { name, workspace, entity }: IntegrationReference,
  entry: SpecEntry,
  { facts }: FeatureContext,
): string | undefined {
  if (name === undefined || workspace !== undefined) return undefined;
  const found = integrationOwners(entry.scopes, entity, facts).flatMap((owner) => {
    const fact = facts.get('integration', { type: 'slack', entity: owner, name });
    return (fact.known ? (fact.value ?? []) : []).flatMap((each) =>
      each.type === 'slack' ? each.teamName : [],
    );
  });
  const [only, ...others] = new Set(found);
  return only === undefined || others.length > 0 ? undefined : plain(only, 60);
}

function enabledHints(entry: SpecEntry, uri: string, context: FeatureContext): Hint[] {
  const saved = savedTriggers(entry, uri, context);
  const own = entry.automations[0]?.automation?.enabled ?? true;
  const differing = saved.find(({ enabled }) => enabled !== own);
  if (!differing) return [];
  const label = differing.enabled ? message('enabled on W&B') : message('disabled on W&B');
  return [
    {
      at: entry.selectionRange.end,
      label: context.texts.say(label),
      tooltip: message('The file leaves it as it is, unless it says "enabled".'),
    },
  ];
}
