import type { ScopeKind } from '../../../core/automation';
import type { Localized } from '../../../core/l10n/message';

/** What `defaults` may give an automation, so that it needn't say it itself: a scope of a kind, or an integration. */
export type Given = ScopeKind | 'slack' | 'webhook';

/** A line, in LSP's snippet syntax, or lines that are left out where `defaults` gives what they say. */
type TemplateLine = string | { readonly unless: Given; readonly lines: readonly string[] };

/** A whole automation to start from. */
export interface AutomationTemplate {
  readonly label: Localized;
  readonly docs: Localized;
  /** Keys of the automation. */
  readonly lines: readonly TemplateLine[];
}

/** The lines of a template beside these defaults. */
export function templateLines({ lines }: AutomationTemplate, given: ReadonlySet<Given>): readonly string[] {
  return lines.flatMap((line) =>
    typeof line === 'string' ? [line] : given.has(line.unless) ? [] : line.lines,
  );
}

const scope = (unless: ScopeKind, example: string): TemplateLine => ({
  unless,
  lines: ['scope:', `  ${unless}: \${2:${example}}`],
});
const project = scope('project', 'my-team/my-project');
const registry = scope('registry', 'my-org/model');

const integration = (unless: Given, example: string): TemplateLine => ({
  unless,
  lines: [`  integration: ${example}`],
});

const slack = (level: 'WARN' | 'ERROR' | undefined, title: string, text: string): readonly TemplateLine[] => [
  'action:',
  '  type: SendNotification',
  integration('slack', '"${3:#ml-alerts}"'),
  `  title: ${title}`,
  `  text: ${text}`,
  ...(level ? [`  level: ${level}`] : []),
];

const webhook = (name: string, ...payload: readonly string[]): readonly TemplateLine[] => [
  'action:',
  '  type: SendWebhook',
  integration('webhook', `\${3:${name}}`),
  '  payload:',
  ...payload.map((line) => `    ${line}`),
];

/** Every event and every action at least once. */
export const automationTemplates: readonly AutomationTemplate[] = [
  {
    label: { en: 'Slack on failed run', ja: 'run の失敗を Slack に通知' },
    docs: {
      en: 'A run failed or crashed. Killed runs never fire.',
      ja: 'run が失敗またはクラッシュしたとき。killed の run では発火しません。',
    },
    lines: [
      'name: ${1:run-failed}',
      project,
      'event:',
      '  type: OnRunState',
      '  filter: RunEvent.state == "failed"',
      ...slack('ERROR', 'Run failed', 'A run failed or crashed.'),
    ],
  },
  {
    label: { en: 'Slack on metric above threshold', ja: 'メトリクスのしきい値超えを Slack に通知' },
    docs: {
      en: 'The average of the last values of a metric goes above a number. At most once per run in 24 hours.',
      ja: 'メトリクスの最新値の平均がしきい値を超えたとき。1 つの run につき 24 時間に 1 回までです。',
    },
    lines: [
      'name: ${1:loss-high}',
      project,
      'event:',
      '  type: OnRunMetric',
      '  filter: RunEvent.metric("${4:loss}").avg(${5:5}) > ${6:10}',
      ...slack('WARN', 'Loss is high', 'The smoothed loss went above the threshold.'),
    ],
  },
  {
    label: { en: 'Slack before the loss is NaN', ja: 'loss が NaN になる前に Slack に通知' },
    docs: {
      en: 'What W&B does with NaN is not documented, so the explosion before it is watched: a value far from the usual ones.',
      ja: 'NaN の扱いは文書化されていないため、その手前の発散、つまり通常から大きく外れた値を監視します。',
    },
    lines: [
      'name: ${1:loss-explodes}',
      project,
      'event:',
      '  type: OnRunMetric',
      '  filter: RunEvent.metric("${4:loss}").zscore(${5:30}) > ${6:5}',
      ...slack('ERROR', 'Loss explodes', 'The loss is far from its usual values and may become NaN.'),
    ],
  },
  {
    label: { en: 'Slack on plateau or decline', ja: '停滞・悪化を Slack に通知' },
    docs: {
      en: 'W&B can’t watch for “no change”. The nearest: the average falls behind that of the values before.',
      ja: '「変化なし」は監視できません。最も近いのは、平均が直前の値の平均を下回ることです。',
    },
    lines: [
      'name: ${1:accuracy-declines}',
      project,
      'event:',
      '  type: OnRunMetric',
      '  filter: RunEvent.metric("${4:val/acc}").avg(${5:20}).decreases_by(frac=${6:0.01})',
      ...slack('WARN', 'No more progress', 'The average accuracy fell behind that of the values before.'),
    ],
  },
  {
    label: { en: 'Slack on finished run', ja: 'run の完了を Slack に通知' },
    docs: { en: 'A run ended well.', ja: 'run が正常に終わったとき。' },
    lines: [
      'name: ${1:run-finished}',
      project,
      'event:',
      '  type: OnRunState',
      '  filter: RunEvent.state == "finished"',
      ...slack(undefined, 'Run finished', 'A run finished.'),
    ],
  },
  {
    label: { en: 'Promote to production', ja: '本番環境への昇格' },
    docs: {
      en: 'An alias that begins with `prod` is given to a version in a registry: a webhook starts the deployment.',
      ja: 'レジストリのバージョンに `prod` で始まるエイリアスが付いたとき、Webhook でデプロイを始めます。',
    },
    lines: [
      'name: ${1:promote}',
      registry,
      'event:',
      '  type: OnAddArtifactAlias',
      '  filter: ArtifactEvent.alias.matches_regex("${4:^prod(-.*)?\\$}")',
      ...webhook(
        'deploy',
        'model: \\${artifact_collection_name\\}',
        'version: \\${artifact_version_string\\}',
        'by: \\${event_author\\}',
      ),
    ],
  },
  {
    label: { en: 'Slack on new registry version', ja: 'レジストリの新バージョンを Slack に通知' },
    docs: {
      en: 'A version is linked to a collection of the registry.',
      ja: 'レジストリのコレクションにバージョンがリンクされたとき。',
    },
    lines: [
      'name: ${1:new-version}',
      registry,
      'event: OnLinkArtifact',
      ...slack(undefined, 'New version', 'A new version was linked to the registry.'),
    ],
  },
  {
    label: { en: 'ARIA on failed run', ja: 'run の失敗を ARIA に調査させる' },
    docs: {
      en: 'A run failed or crashed: ARIA looks into it. Only where the server has ARIA.',
      ja: 'run が失敗またはクラッシュしたとき、ARIA に調べさせます。ARIA のあるサーバーでのみ使えます。',
    },
    lines: [
      'name: ${1:ask-aria}',
      project,
      'event:',
      '  type: OnRunState',
      '  filter: RunEvent.state == "failed"',
      'action:',
      '  type: SendPromptToAria',
      '  prompt: ${3:Find out why the run \\${run_name\\} of \\${project_name\\} failed.}',
    ],
  },
  {
    label: { en: 'Outlier without an action', ja: '外れ値の記録のみ (アクションなし)' },
    docs: {
      en: 'A value is far from the usual ones. Nothing is sent: the history of the automation shows how often it would be.',
      ja: '値が通常から大きく外れたとき。何も送信せず、どれくらい発火するかを履歴で確かめられます。',
    },
    lines: [
      'name: ${1:odd-loss}',
      project,
      'event:',
      '  type: OnRunMetric',
      '  filter: RunEvent.metric("${4:loss}").zscore(${5:30}).abs() > ${6:3}',
      'action: DoNothing',
    ],
  },
  {
    label: { en: 'Webhook on new version of a collection', ja: 'コレクションの新バージョンで Webhook' },
    docs: {
      en: 'A version is created in the collection: a webhook starts the tests.',
      ja: 'コレクションにバージョンが作成されたとき、Webhook でテストを始めます。',
    },
    lines: [
      'name: ${1:test-version}',
      scope('collection', 'my-team/my-project/my-model'),
      'event: OnCreateArtifact',
      ...webhook('test', 'version: \\${artifact_version_string\\}'),
    ],
  },
  {
    label: { en: 'Webhook on tagged version', ja: 'バージョンへのタグ付けで Webhook' },
    docs: {
      en: 'A version of the registry gets a certain tag.',
      ja: 'レジストリのバージョンに特定のタグが付いたとき。',
    },
    lines: [
      'name: ${1:tagged}',
      registry,
      'event:',
      '  type: OnAddArtifactTag',
      '  filter: ArtifactEvent.tag == "${4:approved}"',
      ...webhook('deploy', 'version: \\${artifact_version_string\\}', 'tag: \\${tag\\}'),
    ],
  },
  {
    label: { en: 'Slack on removed version tag', ja: 'バージョンのタグ削除を Slack に通知' },
    docs: {
      en: 'A version of the registry loses a certain tag.',
      ja: 'レジストリのバージョンから特定のタグが外れたとき。',
    },
    lines: [
      'name: ${1:tag-removed}',
      registry,
      'event:',
      '  type: OnRemoveArtifactTag',
      '  filter: ArtifactEvent.tag == "${4:approved}"',
      ...slack('WARN', 'Tag removed', 'A version lost its approval.'),
    ],
  },
  {
    label: { en: 'Slack on unlinked version', ja: 'バージョンのリンク解除を Slack に通知' },
    docs: {
      en: 'A version is taken out of a collection of the registry.',
      ja: 'レジストリのコレクションからバージョンのリンクが外れたとき。',
    },
    lines: [
      'name: ${1:unlinked}',
      registry,
      'event: OnUnlinkArtifact',
      ...slack('WARN', 'Version unlinked', 'A version was taken out of the registry.'),
    ],
  },
  {
    label: { en: 'Slack on tagged collection', ja: 'コレクションへのタグ付けを Slack に通知' },
    docs: {
      en: 'A collection of the registry gets a tag.',
      ja: 'レジストリのコレクションにタグが付いたとき。',
    },
    lines: [
      'name: ${1:collection-tagged}',
      registry,
      'event: OnAddCollectionTag',
      ...slack(undefined, 'Collection tagged', 'A collection got a tag.'),
    ],
  },
  {
    label: { en: 'Slack on removed collection tag', ja: 'コレクションのタグ削除を Slack に通知' },
    docs: {
      en: 'A collection of the registry loses a tag.',
      ja: 'レジストリのコレクションからタグが外れたとき。',
    },
    lines: [
      'name: ${1:collection-untagged}',
      registry,
      'event: OnRemoveCollectionTag',
      ...slack(undefined, 'Collection tag removed', 'A collection lost a tag.'),
    ],
  },
];
