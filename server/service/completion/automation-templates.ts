import type { ScopeKind } from '../../../core/automation';
import { message, type Message } from '../../../core/l10n/message';

/** What `defaults` may give an automation, so that it needn't say it itself: a scope of a kind, or an integration. */
export type Given = ScopeKind | 'slack' | 'webhook';

/** A line, in LSP's snippet syntax, or lines that are left out where `defaults` gives what they say. */
type TemplateLine = string | { readonly unless: Given; readonly lines: readonly string[] };

/** A whole automation to start from. */
export interface AutomationTemplate {
  readonly label: Message;
  readonly docs: Message;
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
    label: message('Slack on failed run'),
    docs: message('A run failed or crashed. Killed runs never fire.'),
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
    label: message('Slack on metric above threshold'),
    docs: message(
      'The average of the last values of a metric goes above a number. At most once per run in 24 hours.',
    ),
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
    label: message('Slack before the loss is NaN'),
    docs: message(
      'What W&B does with NaN is not documented, so the explosion before it is watched: a value far from the usual ones.',
    ),
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
    label: message('Slack on plateau or decline'),
    docs: message(
      'W&B can’t watch for “no change”. The nearest: the average falls behind that of the values before.',
    ),
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
    label: message('Slack on finished run'),
    docs: message('A run ended well.'),
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
    label: message('Promote to production'),
    docs: message(
      'An alias that begins with `prod` is given to a version in a registry: a webhook starts the deployment.',
    ),
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
    label: message('Slack on new registry version'),
    docs: message('A version is linked to a collection of the registry.'),
    lines: [
      'name: ${1:new-version}',
      registry,
      'event: OnLinkArtifact',
      ...slack(undefined, 'New version', 'A new version was linked to the registry.'),
    ],
  },
  {
    label: message('ARIA on failed run'),
    docs: message('A run failed or crashed: ARIA looks into it. Only where the server has ARIA.'),
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
    label: message('Outlier without an action'),
    docs: message(
      'A value is far from the usual ones. Nothing is sent: the history of the automation shows how often it would be.',
    ),
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
    label: message('Webhook on new version of a collection'),
    docs: message('A version is created in the collection: a webhook starts the tests.'),
    lines: [
      'name: ${1:test-version}',
      scope('collection', 'my-team/my-project/my-model'),
      'event: OnCreateArtifact',
      ...webhook('test', 'version: \\${artifact_version_string\\}'),
    ],
  },
  {
    label: message('Webhook on tagged version'),
    docs: message('A version of the registry gets a certain tag.'),
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
    label: message('Slack on removed version tag'),
    docs: message('A version of the registry loses a certain tag.'),
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
    label: message('Slack on unlinked version'),
    docs: message('A version is taken out of a collection of the registry.'),
    lines: [
      'name: ${1:unlinked}',
      registry,
      'event: OnUnlinkArtifact',
      ...slack('WARN', 'Version unlinked', 'A version was taken out of the registry.'),
    ],
  },
  {
    label: message('Slack on tagged collection'),
    docs: message('A collection of the registry gets a tag.'),
    lines: [
      'name: ${1:collection-tagged}',
      registry,
      'event: OnAddCollectionTag',
      ...slack(undefined, 'Collection tagged', 'A collection got a tag.'),
    ],
  },
  {
    label: message('Slack on removed collection tag'),
    docs: message('A collection of the registry loses a tag.'),
    lines: [
      'name: ${1:collection-untagged}',
      registry,
      'event: OnRemoveCollectionTag',
      ...slack(undefined, 'Collection tag removed', 'A collection lost a tag.'),
    ],
  },
];
