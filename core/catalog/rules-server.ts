import { message } from '../l10n/message';
import type { RuleTable } from './rule';

/** Rules that need facts of a server. Without them they are silent. */
export const serverRules = {
  'server-unsupported': {
    severity: 'error',
    connected: true,
    summary: message('The server doesn’t support this.'),
    docs: message(
      'The server reports that it doesn’t have the event, action or scope, or the organization hasn’t switched it on.',
    ),
  },
  'unknown-integration': {
    severity: 'error',
    connected: true,
    summary: message('The Slack channel or webhook was not found.'),
    docs: message(
      'The entity has no integration of that name, or it isn’t visible to you. Integrations belong to a team or user: name another one with `entity`. Connect Slack channels and webhooks in the team’s settings.',
    ),
  },
  'integration-ambiguous': {
    severity: 'error',
    connected: true,
    summary: message('Several integrations have this name.'),
    docs: message('Tell which one by `workspace` (Slack) or `id`.'),
  },
  'unknown-project': {
    severity: 'warning',
    connected: true,
    summary: message('The project was not found, or is not visible to you.'),
    docs: message('Check entity and project. A project that a first run will create isn’t there yet.'),
  },
  'unknown-registry': {
    severity: 'warning',
    connected: true,
    summary: message('The registry was not found, or is not visible to you.'),
    docs: message('Check organization and registry. The organization is not the team.'),
  },
  'unknown-collection': {
    severity: 'warning',
    connected: true,
    summary: message('The collection was not found, or is not visible to you.'),
    docs: message(
      'Check entity, project and collection. A collection of a registry is `organization/wandb-registry-NAME/collection`.',
    ),
  },
  'unknown-team': {
    severity: 'warning',
    connected: true,
    summary: message('The team was not found, or is not visible to you.'),
    docs: message('A scope takes a team; a personal entity can’t be one.'),
  },
  'unknown-organization': {
    severity: 'warning',
    connected: true,
    summary: message('The organization was not found, or is not visible to you.'),
    docs: message('Write the organization’s display name or the name of its entity.'),
  },
  'unknown-metric': {
    severity: 'warning',
    connected: true,
    summary: message('No run of the project has logged this metric.'),
    docs: message(
      'The project’s runs were looked at and none has the metric. A slip of the pen is likely; the nearest names are offered.',
    ),
  },
  'regex-matches-nothing': {
    severity: 'warning',
    connected: true,
    summary: message('The regular expression matches nothing that exists now.'),
    docs: message(
      'No run name, alias or tag of the scope matches. That may be meant for the future; otherwise check anchors and case. Reported only where all names are known, and not for patterns behind `~`, which exclude.',
    ),
  },
  drift: {
    severity: 'warning',
    connected: true,
    summary: message('The automation on the server differs from the file.'),
    docs: message(
      'Somebody changed or deleted it on the server, or the file was changed and nobody remembers what was applied. Where the lock file remembers that only the file was changed, nothing is reported: that is what will be applied. Compare, then update or import; or create it again, or take it out of the file.',
    ),
  },
} as const satisfies RuleTable;
