import { InlayHintKind, type InlayHint } from 'vscode-languageserver/node';
import type { MetricCondition } from '../../core/filter/model';
import { message, type Message } from '../../core/l10n/message';
import type { SpecDocument } from '../../core/spec/document';
import type { SpecEntry } from '../../core/spec/entry';
import type { Range } from '../../core/text/range';
import type { FeatureContext } from '../context';
import type { TextSnapshot } from '../text-snapshot';
import { integrationOwners } from '../remote/places';
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
  return shown
    .flatMap((entry) => hintsOf(entry, document.uri, context))
    .map(({ at, label, tooltip }) => ({
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

function filterHints(entry: SpecEntry, { texts }: FeatureContext): Hint[] {
  const written = entry.analysis.event?.filter;
  if (written?.filter?.family !== 'run-metric') return [];
  const at = entry.shift(written.range).end;
  const source = entry.source.slice(written.range.start, written.range.end);
  const label = defaultsOf(written.filter.condition, source)
    .map((each) => texts.say(each))
    .join(', ');
  return label === ''
    ? []
    : [
        {
          at,
          label,
          tooltip: message(
            'What the SDK fills in. W&B’s App fills in other values: see the hover of the filter.',
          ),
        },
      ];
}

/** Defaults of the SDK that apply because nothing is written. */
function defaultsOf(condition: MetricCondition, source: string): Message[] {
  if (condition.kind === 'zscore') return [];
  const window = condition.window.text;
  if (condition.kind === 'threshold') {
    return condition.aggregation === undefined && window === '1' ? [message('latest value')] : [];
  }
  if (source.includes('prior_window')) return [];
  return [message('against the {0} before', condition.priorWindow.text)];
}

function actionHints(entry: SpecEntry, context: FeatureContext): Hint[] {
  const { action } = entry.analysis;
  if (action?.entry?.name !== 'SendNotification') return [];
  const hints: Hint[] = [];
  const [first] = entry.automations;
  const notification = first?.automation?.action;
  if (notification?.type === 'SendNotification' && !action.fields.has('level')) {
    hints.push({ at: entry.shift(action.typeRange).end, label: `level: ${notification.level ?? 'INFO'}` });
  }
  const field = action.fields.get('integration');
  const channel = field?.node;
  if (
    channel?.kind === 'scalar' &&
    notification?.type === 'SendNotification' &&
    notification.integration.name !== undefined
  ) {
    const { name } = notification.integration;
    const workspaces = integrationOwners(entry, notification.integration.entity, context.facts).flatMap(
      (entity) => {
        const fact = context.facts.get('integration', { type: 'slack', entity, name });
        return fact.known
          ? (fact.value ?? []).flatMap((each) => (each.type === 'slack' ? each.teamName : []))
          : [];
      },
    );
    const [workspace] = new Set(workspaces);
    if (workspace !== undefined && new Set(workspaces).size === 1)
      hints.push({ at: entry.shift(channel).end, label: context.texts.say(message('in {0}', workspace)) });
  }
  return hints;
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
