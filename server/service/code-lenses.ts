import type { CodeLens } from 'vscode-languageserver/node';
import type { UnknownReason } from '../../core/api/known';
import { message, type Message } from '../../core/l10n/message';
import { leastSettled } from '../../core/plan/state';
import { lensCommands } from '../../core/protocol';
import { isServerDocument } from '../../core/server-document';
import type { SpecDocument } from '../../core/spec/document';
import type { SpecEntry } from '../../core/spec/entry';
import type { FeatureContext } from '../context';
import type { TextSnapshot } from '../text-snapshot';
import { lensTarget } from './lens-target';
import { membersIn } from './remote-problems/drift';
import { standingsOf, unknownStanding, type Standing } from './server-state';

/** Over each automation: how it stands against the server, and what can be done with it. Only commands that the client has. */
export function codeLenses(document: TextSnapshot, spec: SpecDocument, context: FeatureContext): CodeLens[] {
  const { settings, commands } = context;
  if (settings.codeLens?.enabled === false || commands.size === 0) return [];
  return spec.entries.flatMap((entry) => lensesOf(entry, document, context));
}

/** What a lens says, and which command it runs; without one, or where the client doesn't have it, a state is only said. */
interface Offer {
  readonly title: Message;
  readonly command?: string;
}

function lensesOf(entry: SpecEntry, document: TextSnapshot, context: FeatureContext): CodeLens[] {
  const { texts, commands } = context;
  const range = document.toRange({ start: entry.range.start, end: entry.range.start });
  const target = lensTarget(entry, document);
  const standings = standingsOf(entry, document.uri, context);
  const state = leastSettled(standings.map((each) => each.state));
  const standing = standings.find((each) => each.state === state) ?? unknownStanding;
  const actions = actionOffers(standing, document.uri);
  return [...stateOffers(standing, document.uri, context), ...actions].flatMap((offer) => {
    const { title, command } = offer;
    const isAction = actions.includes(offer);
    const rendered = { title: texts.say(title), command: '' };
    if (command !== undefined && commands.has(command))
      return [{ range, command: { ...rendered, command, arguments: [target] } }];
    return isAction ? [] : [{ range, command: rendered }];
  });
}

/** What is there can be looked at. */
function stateOffers(standing: Standing, uri: string, { texts }: FeatureContext): readonly Offer[] {
  const { state, base, reason, differences } = standing;
  const what = membersIn(differences, texts);
  // Saving a document that shows an automation of the server compares it.
  const compare = isServerDocument(uri) ? {} : { command: lensCommands.compare };
  switch (state) {
    case 'inSync':
      return [{ title: message('In sync with W&B'), command: lensCommands.open }];
    case 'changed':
      return [{ title: message('Changed here: {0}', what), ...compare }];
    case 'drifted':
      return [
        {
          title: base ? message('Changed on W&B: {0}', what) : message('Differs from W&B: {0}', what),
          ...compare,
        },
      ];
    case 'conflict':
      return [{ title: message('Changed here and on W&B: {0}', what), ...compare }];
    case 'new':
      return [{ title: message('Not on W&B yet') }];
    case 'deleted':
      return [{ title: message('Deleted on W&B') }];
    case 'unknown': {
      const why = reason && unknownTexts[reason];
      return why ? [{ title: why }] : [];
    }
  }
}

/** Who isn't signed in reads that in the status bar; what is on its way will be here soon. */
const unknownTexts: Partial<Record<UnknownReason, Message>> = {
  offline: message('W&B is out of reach'),
  forbidden: message('W&B doesn’t show this to you'),
  unsupported: message('W&B can’t tell'),
  'not-asked': message('Not looked up: the open files name too much at once'),
  failed: message('W&B could not be asked'),
};

function actionOffers({ state, trigger }: Standing, uri: string): readonly Offer[] {
  // Documents that show an automation of the server are saved, not created.
  const differs = trigger !== undefined && state !== 'inSync';
  return [
    ...(isServerDocument(uri) || state === 'inSync'
      ? []
      : [{ title: differs ? message('Update') : message('Create'), command: lensCommands.create }]),
    { title: message('Plan'), command: lensCommands.plan },
    { title: message('Apply'), command: lensCommands.apply },
    { title: message('Test'), command: lensCommands.test },
    { title: message('Backtest'), command: lensCommands.backtest },
  ];
}
