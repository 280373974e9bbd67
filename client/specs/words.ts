import { l10n } from 'vscode';
import type { Server } from '../../core/api/auth/host';
import type { ServerState } from '../../core/plan/state';
import { plain } from '../../core/l10n/plain-text';
import type { SpecFileAutomation } from '../../core/protocol';
import type { SessionState } from '../session/session';

/** How an automation stands against the server, in two or three words. */
export function stateWords(state: ServerState): string {
  switch (state) {
    case 'new':
      return l10n.t('new');
    case 'deleted':
      return l10n.t('deleted on W&B');
    case 'inSync':
      return l10n.t('in sync');
    case 'changed':
      return l10n.t('changed here');
    case 'drifted':
      return l10n.t('differs from W&B');
    case 'conflict':
      return l10n.t('conflict');
    case 'unknown':
      return l10n.t('unknown');
  }
}

/** The same as a sentence, with what differs, or why it isn't known. `unasked`: what {@link nobodyAsks} says. */
export function stateSentence(automation: SpecFileAutomation, unasked: string | undefined): string {
  const differences = automation.differences.map((each) => plain(each, 100)).join(', ');
  switch (automation.state) {
    case 'new':
      return l10n.t('Not on W&B yet.');
    case 'deleted':
      return l10n.t('Not on W&B any more: it was deleted there since it was applied.');
    case 'inSync':
      return l10n.t('The same on W&B.');
    case 'changed':
      return l10n.t('Changed in the file since it was applied: {0}', differences);
    case 'drifted':
      return l10n.t('W&B has something else: {0}', differences);
    case 'conflict':
      return l10n.t('Changed in the file and on W&B: {0}', differences);
    case 'unknown':
      return l10n.t('Not known how it stands against W&B. {0}', whyUnknown(automation, unasked));
  }
}

function whyUnknown({ input }: SpecFileAutomation, unasked: string | undefined): string {
  return (
    unasked ??
    (input === null
      ? l10n.t('It has errors.')
      : l10n.t('The server hasn’t said yet, or doesn’t show it to you.'))
  );
}

/**
 * Why no automation of a file can be compared with the server now; undefined: nothing is in the way. `other`: the server that its
 * folder belongs to, where that isn't the session's.
 */
export function nobodyAsks(session: SessionState, other: Server | undefined): string | undefined {
  switch (session.kind) {
    case 'starting':
      return undefined;
    case 'restricted':
      return l10n.t('The workspace isn’t trusted.');
    case 'misconfigured':
      return l10n.t('The base URL of the server in the settings can’t be used.');
    case 'signed-out':
      return l10n.t('Nobody is signed in to {0}.', (other ?? session.server).host);
    case 'signed-in':
      if (other)
        return l10n.t(
          'The folder belongs to {0}, and you are signed in to {1}.',
          other.host,
          session.server.host,
        );
      return {
        fine: undefined,
        offline: l10n.t('{0} does not answer.', session.server.host),
        expired: l10n.t('{0} no longer accepts the API key.', session.server.host),
      }[session.health];
  }
}

/** `1 error, 2 warnings`; empty: neither. */
export function problemWords({
  errors,
  warnings,
}: {
  readonly errors: number;
  readonly warnings: number;
}): string {
  return [
    ...(errors === 0 ? [] : [errors === 1 ? l10n.t('1 error') : l10n.t('{0} errors', errors)]),
    ...(warnings === 0 ? [] : [warnings === 1 ? l10n.t('1 warning') : l10n.t('{0} warnings', warnings)]),
  ].join(', ');
}
