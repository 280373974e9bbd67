import { l10n } from 'vscode';
import type { Uri } from 'vscode';
import type { Destination } from '../../core/api/resolve';
import type { Account } from '../auth/accountStore';
import type { Dialogs } from '../ui/dialogs';
import { inWords } from '../ui/failures';
import { shortList } from '../ui/shortList';
import type { TextDocuments } from '../ui/textDocuments';
import { plain } from '../../core/l10n/plain-text';
import type { Remembered, There } from './existing';
import { rememberNote } from './remember';
import type { Request } from './request';

/** Characters of a filter or payload that a dialog shows; the whole is in the JSON. */
const LONG = 300;

/** So many automations fit into a dialog, with what each is. */
export const SOME = 10;

/** Where the automations come from. */
export interface Place {
  readonly spec: Uri;
  /** The lock file in which it is noted what was applied; absent: nowhere. */
  readonly lock?: Uri;
  /** What was applied before. */
  readonly remembered?: Remembered;
}

/** Asks whether to send it. `shown`: the user looks at the JSON instead. */
export async function preview(
  missing: readonly Request[],
  there: readonly There[],
  account: Account,
  dialogs: Dialogs,
  texts: Pick<TextDocuments, 'show'>,
  place?: Place,
): Promise<'create' | 'shown' | undefined> {
  const create = l10n.t('Create');
  const show = l10n.t('Show Request');
  const [first] = missing;
  const message =
    missing.length === 1 && first
      ? l10n.t('Create “{0}” on {1}?', plain(first.input.name), account.host)
      : l10n.t('Create {0} automations on {1}?', missing.length, account.host);
  const parts = missing.length === 1 && first ? [await details(first)] : shortList(missing.map(line), SOME);
  parts.push(l10n.t('Signed in as {0}', plain(account.username)));
  if (place) parts.push(...rememberNote(place));
  if (there.length > 0) {
    const names = shortList(there.map(({ trigger }) => plain(trigger.name, 60))).join(', ');
    parts.push(l10n.t('Left alone, since they exist already: {0}', names));
  }
  const chosen = await dialogs.confirm({ message, detail: parts.join('\n\n'), actions: [create, show] });
  if (chosen === create) return 'create';
  if (chosen !== show) return undefined;
  await showRequests(missing, texts);
  return 'shown';
}

interface Summary {
  readonly scope: string;
  readonly event: string;
  readonly action: string;
}

/** The parts of a request in words. */
export function summaryOf({ compiled, destination }: Request): Summary {
  const action = plain(compiled.action);
  return {
    scope: plain(compiled.scope),
    event: plain(compiled.event),
    action: destination ? `${action} → ${destinationWords(destination)}` : action,
  };
}

function destinationWords(destination: Destination): string {
  if (destination.type === 'webhook') return plain(destination.name, 60);
  const channel = plain(destination.channelName.replace(/^#/, ''), 60);
  return `#${channel} (${plain(destination.teamName, 60)})`;
}

async function details(request: Request): Promise<string> {
  const { scope, event, action } = summaryOf(request);
  const { input } = request;
  const { explain } = await import('../specTools');
  const { words, expression = input.eventFilter } = explain(input, inWords);
  return [
    l10n.t('Scope: {0}', scope),
    l10n.t('Event: {0}', event),
    l10n.t('Filter: {0}', plain(expression, LONG)),
    ...(words === undefined ? [] : [plain(words, LONG)]),
    l10n.t('Action: {0}', action),
    input.enabled ? l10n.t('State: enabled') : l10n.t('State: disabled'),
  ].join('\n');
}

function line(request: Request): string {
  const { scope, event, action } = summaryOf(request);
  return `${plain(request.input.name)}\n${scope} · ${event} · ${action}`;
}

/** Shows what would be sent as a document to look at. */
async function showRequests(requests: readonly Request[], texts: Pick<TextDocuments, 'show'>): Promise<void> {
  const variables = requests.map(({ input }) => ({ input }));
  const text = JSON.stringify(variables.length === 1 ? variables[0] : variables, undefined, 2);
  await texts.show('createFilterTrigger.json', `${text}\n`);
}
