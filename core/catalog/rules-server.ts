import type { RuleTable } from './rule';

/** Rules that need facts of a server. Without them they are silent. */
export const serverRules = {
  'server-unsupported': {
    severity: 'error',
    connected: true,
    summary: { en: 'The server doesn’t support this.', ja: 'サーバーが対応していません。' },
    docs: {
      en: 'The server reports that it doesn’t have the event, action or scope, or the organization hasn’t switched it on.',
      ja: 'サーバーにそのイベント・アクション・スコープがないか、組織で有効になっていません。',
    },
  },
  'unknown-integration': {
    severity: 'error',
    connected: true,
    summary: {
      en: 'The Slack channel or webhook was not found.',
      ja: 'Slack チャンネルまたは Webhook が見つかりません。',
    },
    docs: {
      en: 'The entity has no integration of that name, or it isn’t visible to you. Integrations belong to a team or user: name another one with `entity`. Connect Slack channels and webhooks in the team’s settings.',
      ja: 'エンティティにその名前の統合がないか、閲覧できません。統合はチームまたはユーザーに属します。別の所有者は `entity` で指定します。Slack チャンネルと Webhook はチーム設定で接続します。',
    },
  },
  'integration-ambiguous': {
    severity: 'error',
    connected: true,
    summary: { en: 'Several integrations have this name.', ja: '同じ名前の統合が複数あります。' },
    docs: {
      en: 'Tell which one by `workspace` (Slack) or `id`.',
      ja: '`workspace` (Slack) または `id` で区別してください。',
    },
  },
  'unknown-project': {
    severity: 'warning',
    connected: true,
    summary: {
      en: 'The project was not found, or is not visible to you.',
      ja: 'プロジェクトが見つからないか、閲覧できません。',
    },
    docs: {
      en: 'Check entity and project. A project that a first run will create isn’t there yet.',
      ja: 'エンティティとプロジェクトを確かめてください。最初の run で作られるプロジェクトはまだ存在しません。',
    },
  },
  'unknown-registry': {
    severity: 'warning',
    connected: true,
    summary: {
      en: 'The registry was not found, or is not visible to you.',
      ja: 'レジストリが見つからないか、閲覧できません。',
    },
    docs: {
      en: 'Check organization and registry. The organization is not the team.',
      ja: '組織とレジストリを確かめてください。組織はチームとは別です。',
    },
  },
  'unknown-collection': {
    severity: 'warning',
    connected: true,
    summary: {
      en: 'The collection was not found, or is not visible to you.',
      ja: 'コレクションが見つからないか、閲覧できません。',
    },
    docs: {
      en: 'Check entity, project and collection. A collection of a registry is `organization/wandb-registry-NAME/collection`.',
      ja: 'エンティティ・プロジェクト・コレクションを確かめてください。レジストリのコレクションは `organization/wandb-registry-NAME/collection` です。',
    },
  },
  'unknown-team': {
    severity: 'warning',
    connected: true,
    summary: {
      en: 'The team was not found, or is not visible to you.',
      ja: 'チームが見つからないか、閲覧できません。',
    },
    docs: {
      en: 'A scope takes a team; a personal entity can’t be one.',
      ja: 'スコープにできるのはチームです。個人のエンティティは指定できません。',
    },
  },
  'unknown-organization': {
    severity: 'warning',
    connected: true,
    summary: {
      en: 'The organization was not found, or is not visible to you.',
      ja: '組織が見つからないか、閲覧できません。',
    },
    docs: {
      en: 'Write the organization’s display name or the name of its entity.',
      ja: '組織の表示名、またはそのエンティティの名前で書いてください。',
    },
  },
  'unknown-metric': {
    severity: 'warning',
    connected: true,
    summary: {
      en: 'No run of the project has logged this metric.',
      ja: 'このメトリクスを記録した run がありません。',
    },
    docs: {
      en: 'The project’s runs were looked at and none has the metric. A slip of the pen is likely; the nearest names are offered.',
      ja: 'プロジェクトの run を調べましたが、このメトリクスはありませんでした。綴りを確かめてください。近い名前を提案します。',
    },
  },
  'regex-matches-nothing': {
    severity: 'warning',
    connected: true,
    summary: {
      en: 'The regular expression matches nothing that exists now.',
      ja: '正規表現に一致するものが現在ありません。',
    },
    docs: {
      en: 'No run name, alias or tag of the scope matches. That may be meant for the future; otherwise check anchors and case. Reported only where all names are known, and not for patterns behind `~`, which exclude.',
      ja: 'スコープの run 名・エイリアス・タグのどれにも一致しません。将来のためなら問題ありません。そうでなければ `^`・`$` や大文字小文字を確かめてください。すべての名前が分かっているときだけ報告し、除外を表す `~` の後のパターンは対象にしません。',
    },
  },
  drift: {
    severity: 'warning',
    connected: true,
    summary: {
      en: 'The automation on the server differs from the file.',
      ja: 'サーバー上のオートメーションがファイルと異なります。',
    },
    docs: {
      en: 'Somebody changed or deleted it on the server, or the file was changed and nobody remembers what was applied. Where the lock file remembers that only the file was changed, nothing is reported: that is what will be applied. Compare, then update or import; or create it again, or take it out of the file.',
      ja: 'サーバー側で変更・削除されたか、ファイルが変更され、最後に適用した内容の記録がありません。ロックファイル から、変更がファイル側だけと分かるときは報告しません（これから適用する内容だからです）。比較してから、更新または取り込みをしてください。削除されていれば、もう一度作成するか、ファイルから取り除いてください。',
    },
  },
} as const satisfies RuleTable;
