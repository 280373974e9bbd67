import type { CodeLens } from 'vscode-languageserver/node';
import { message, type Message } from '../../core/l10n/message';
import { lensCommands, type LensTarget } from '../../core/protocol';
import { leastSettled, type ServerState } from '../../core/plan/state';
import type { SpecDocument } from '../../core/spec/document';
import type { SpecEntry } from '../../core/spec/entry';
import type { FeatureContext } from '../context';
import type { TextSnapshot } from '../text-snapshot';
import { standingsOf } from './server-state';

/** Of what is on the server. */
const states: Partial<Record<ServerState, Message>> = {
  inSync: message('In sync with W&B'),
  changed: message('Changed, not on W&B yet'),
  drifted: message('Differs from W&B'),
  conflict: message('Changed here and on W&B'),
};

/** Over each automation: how it stands against the server, and what can be done with it. Only commands that the client has. */
export function codeLenses(document: TextSnapshot, spec: SpecDocument, context: FeatureContext): CodeLens[] {
  const { settings, commands } = context;
  if (settings.codeLens?.enabled === false || commands.size === 0) return [];
  return spec.entries.flatMap((entry) => lensesOf(entry, document, context));
}

function lensesOf(
  entry: SpecEntry,
  document: TextSnapshot,
  { texts, commands, facts }: FeatureContext,
): CodeLens[] {
  const range = document.toRange({ start: entry.range.start, end: entry.range.start });
  const target: LensTarget = { uri: document.uri, position: range.start, name: entry.name ?? '' };
  const state = leastSettled(standingsOf(entry, facts).map((standing) => standing.state));
  const there = states[state];
  const offered: readonly (readonly [Message | undefined, string])[] = [
    [there, lensCommands.open],
    [there ? undefined : message('Create'), lensCommands.create],
    [message('Plan'), lensCommands.plan],
    [message('Apply'), lensCommands.apply],
    [message('Test'), lensCommands.test],
    [message('Backtest'), lensCommands.backtest],
  ];
  const lenses = offered.flatMap(([title, command]) =>
    title && commands.has(command)
      ? [{ range, command: { title: texts.say(title), command, arguments: [target] } }]
      : [],
  );
  const told =
    state === 'new' ? [{ range, command: { title: texts.say(message('Not on W&B yet')), command: '' } }] : [];
  return [...told, ...lenses];
}
