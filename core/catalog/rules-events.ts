import type { RuleTable } from './rule';

/** Rules on events and scopes. */
export const eventRules = {
  'unknown-event-type': {
    severity: 'error',
    summary: { en: 'There is no such event.', ja: 'このイベントはありません。' },
    docs: {
      en: 'The type is one of the event classes of the SDK (`OnRunMetric`, `OnRunState`, `OnLinkArtifact`, …) or its wire name. A type that this version doesn’t know can be kept in an imported file with `filter: {json: …}`.',
      ja: '種類は SDK のイベントのクラス名 (`OnRunMetric`・`OnRunState`・`OnLinkArtifact` など) か、その API 上の名前です。このバージョンが知らない種類は、取り込んだファイルでは `filter: {json: …}` とともに保持できます。',
    },
  },
  'legacy-event-type': {
    severity: 'error',
    summary: { en: 'The event can only be read, not written.', ja: '読み取り専用のイベントです。' },
    docs: {
      en: 'Saved automations may have it, but new and edited ones are refused. For `UPDATE_ARTIFACT_ALIAS` use `OnAddArtifactAlias`; alerts of Weave are made in W&B’s App.',
      ja: '保存済みのオートメーションにはありえますが、新規作成や編集は拒否されます。`UPDATE_ARTIFACT_ALIAS` の代わりに `OnAddArtifactAlias` を使ってください。Weave のアラートは W&B の画面で作成します。',
    },
  },
  'scope-not-supported': {
    severity: 'error',
    summary: {
      en: 'The event can’t be watched in this scope.',
      ja: 'このスコープでは監視できないイベントです。',
    },
    docs: {
      en: 'Runs are watched in a project (or a team or organization), never in a registry or collection. `OnCreateArtifact` takes a collection and nothing else.',
      ja: 'run はプロジェクト (またはチームか組織) で監視します。レジストリやコレクションでは監視できません。`OnCreateArtifact` のスコープはコレクションに限られます。',
    },
  },
  'scope-format': {
    severity: 'error',
    summary: { en: 'The scope is not written as it should be.', ja: 'スコープの書き方が違います。' },
    docs: {
      en: 'A scope has one key: `project: entity/project`, `registry: organization/registry`, `collection: entity/project/collection`, `team: name` or `organization: name`; or `type` with `id`. A project called `wandb-registry-…` is a registry.',
      ja: 'スコープのキーは 1 つです: `project: entity/project`、`registry: organization/registry`、`collection: entity/project/collection`、`team: name`、`organization: name`。または `type` と `id`。`wandb-registry-…` というプロジェクトはレジストリです。',
    },
  },
  'scope-run-event-entity': {
    severity: 'warning',
    summary: {
      en: 'Run events of a team or organization are not offered by W&B’s App.',
      ja: 'チームや組織の run イベントは W&B の画面にはありません。',
    },
    docs: {
      en: 'The SDK and the API accept them, but the App offers run events for projects only, and whether the server evaluates them at a wider scope is not documented. `scopes` with one entry a project is the safe way.',
      ja: 'SDK と API は受け付けますが、画面で選べるのはプロジェクトだけで、より広いスコープで評価されるかは文書化されていません。`scopes` にプロジェクトを並べるのが確実です。',
    },
  },
} as const satisfies RuleTable;
