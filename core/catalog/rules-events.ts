import { message } from '../l10n/message';
import type { RuleTable } from './rule';

/** Rules on events and scopes. */
export const eventRules = {
  'unknown-event-type': {
    severity: 'error',
    summary: message('There is no such event.'),
    docs: message(
      'The type is one of the event classes of the SDK (`OnRunMetric`, `OnRunState`, `OnLinkArtifact`, …) or its wire name. A type that this version doesn’t know can be kept in an imported file with `filter: {json: …}`.',
    ),
  },
  'legacy-event-type': {
    severity: 'error',
    summary: message('The event can only be read, not written.'),
    docs: message(
      'Saved automations may have it, but new and edited ones are refused. For `UPDATE_ARTIFACT_ALIAS` use `OnAddArtifactAlias`; alerts of Weave are made in W&B’s App.',
    ),
  },
  'scope-not-supported': {
    severity: 'error',
    summary: message('The event can’t be watched in this scope.'),
    docs: message(
      'Runs are watched in a project (or a team or organization), never in a registry or collection. `OnCreateArtifact` takes a collection and nothing else.',
    ),
  },
  'scope-format': {
    severity: 'error',
    summary: message('The scope is not written as it should be.'),
    docs: message(
      'A scope has one key: `project: entity/project`, `registry: organization/registry`, `collection: entity/project/collection`, `team: name` or `organization: name`; or `type` with `id`. A project called `wandb-registry-…` is a registry.',
    ),
  },
  'scope-run-event-entity': {
    severity: 'warning',
    summary: message('Run events of a team or organization are not offered by W&B’s App.'),
    docs: message(
      'The SDK and the API accept them, but the App offers run events for projects only, and whether the server evaluates them at a wider scope is not documented. `scopes` with one entry a project is the safe way.',
    ),
  },
} as const satisfies RuleTable;
