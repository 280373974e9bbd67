import { CompletionItemKind } from 'vscode-languageserver/node';
import { automationShape, documentShape } from '../../../core/catalog/keys-automation';
import type { Shape } from '../../../core/catalog/keys';
import type { Localized } from '../../../core/l10n/message';
import type { FeatureContext } from '../../context';
import type { KeyPlace } from './place';
import { withoutStops, type Proposal } from './proposal';

/** A whole automation to start from. */
interface Template {
  readonly label: Localized;
  readonly docs: Localized;
  /** Keys of the automation, in LSP's snippet syntax. */
  readonly lines: readonly string[];
}

/** Whole automations where one can begin: in a list item or a document that has nothing yet. */
export function snippetProposals(place: KeyPlace, shape: Shape, { texts }: FeatureContext): Proposal[] {
  if (place.flow || place.hasColon || place.others.length > 0) return [];
  if (shape !== automationShape && shape !== documentShape) return [];
  const lead = place.missingDash ? '- ' : place.needsSpace ? ' ' : '';
  return templates.map(({ label, docs, lines }) => ({
    label: texts.pick(label),
    kind: CompletionItemKind.Snippet,
    range: place.replace,
    insert: `${lead}${lines.join(`\n${' '.repeat(place.column)}`)}$0`,
    docs: `${texts.pick(docs)}\n\n\`\`\`yaml\n${withoutStops(lines.join('\n'))}\n\`\`\``,
    rank: 5,
  }));
}

const project = ['scope:', '  project: ${2:my-team/my-project}'];
const slack = (level: 'WARN' | 'ERROR' | undefined, title: string, text: string): readonly string[] => [
  'action:',
  '  type: SendNotification',
  '  integration: "${3:#ml-alerts}"',
  `  title: ${title}`,
  `  text: ${text}`,
  ...(level ? [`  level: ${level}`] : []),
];

const templates: readonly Template[] = [
  {
    label: { en: 'Slack on failed run', ja: 'run の失敗を Slack に通知' },
    docs: {
      en: 'A run failed or crashed. Killed runs never fire.',
      ja: 'run が失敗またはクラッシュしたとき。killed の run では発火しません。',
    },
    lines: [
      'name: ${1:run-failed}',
      ...project,
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
      ...project,
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
      ...project,
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
      ...project,
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
      ...project,
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
      'scope:',
      '  registry: ${2:my-org/model}',
      'event:',
      '  type: OnAddArtifactAlias',
      '  filter: ArtifactEvent.alias.matches_regex("${4:^prod(-.*)?\\$}")',
      'action:',
      '  type: SendWebhook',
      '  integration: ${3:deploy}',
      '  payload:',
      '    model: \\${artifact_collection_name\\}',
      '    version: \\${artifact_version_string\\}',
      '    by: \\${event_author\\}',
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
      'scope:',
      '  registry: ${2:my-org/model}',
      'event: OnLinkArtifact',
      ...slack(undefined, 'New version', 'A new version was linked to the registry.'),
    ],
  },
];
