import type { CodeLens } from 'vscode-languageserver/node';
import { message, type Message } from '../../core/l10n/message';
import { lensCommands, type LensTarget } from '../../core/protocol';
import type { SpecDocument } from '../../core/spec/document';
import type { SpecEntry } from '../../core/spec/entry';
import type { FeatureContext } from '../context';
import type { TextSnapshot } from '../text-snapshot';
import { stateOf } from './server-state';

const states = {
  same: message('In sync with W&B'),
  different: message('Differs from W&B'),
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
  const state = stateOf(entry, facts);
  const isThere = state === 'same' || state === 'different';
  const offered: readonly (readonly [Message | undefined, string])[] = [
    [isThere ? states[state] : undefined, lensCommands.open],
    [isThere ? undefined : message('Create'), lensCommands.create],
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
