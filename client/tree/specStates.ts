import { l10n } from 'vscode';
import type { ServerState } from '../../core/plan/state';
import type { WorkspaceSpecs } from '../specs/workspaceSpecs';

/** A mark for a row; undefined: there is nothing to look after. */
export function stateMark(state: ServerState | undefined): string | undefined {
  switch (state) {
    case 'changed':
      return l10n.t('spec changed');
    case 'drifted':
      return l10n.t('differs from its spec');
    case 'conflict':
      return l10n.t('conflict');
    default:
      return undefined;
  }
}

/** How an automation stands to its spec, and where they differ; undefined: no spec of the workspace has it. */
export function specWords(specs: WorkspaceSpecs, triggerId: string): string | undefined {
  const state = stateWords(specs.stateOf(triggerId));
  if (state === undefined) return undefined;
  const differences = specs.files
    .flatMap(({ automations }) => automations)
    .filter((automation) => automation.triggerId === triggerId)
    .flatMap((automation) => automation.differences);
  return [state, ...new Set(differences)].join(' · ');
}

function stateWords(state: ServerState | undefined): string | undefined {
  switch (state) {
    case 'inSync':
      return l10n.t('Says the same as its spec in this workspace.');
    case 'changed':
      return l10n.t('Its spec in this workspace was changed since it was applied.');
    case 'drifted':
      return l10n.t('Says something else than its spec in this workspace.');
    case 'conflict':
      return l10n.t('Was changed here and in its spec since that was applied.');
    default:
      return undefined;
  }
}
