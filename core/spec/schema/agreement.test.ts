import Ajv2020 from 'ajv/dist/2020';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { openSpecDocument } from '../document';
import { specSchema } from './spec-schema';

const matches = new Ajv2020({ allErrors: true, strict: false, strictNumbers: true }).compile(specSchema());

/** Do all documents of the text fit the schema? */
function fitsSchema(text: string): boolean {
  const documents = parseAllDocuments(text, { merge: true });
  if (!Array.isArray(documents)) return matches(null);
  return documents.every((document) => matches(document.toJS()));
}

const isValid = (text: string): boolean =>
  openSpecDocument(text).problems.every(({ severity }) => severity !== 'error');

const project = 'scope: {project: my-team/finetune}';
const linked = 'event: OnLinkArtifact';
const nothing = 'action: DoNothing';

/** An automation whose keys are right but for those that are given. */
function automation(...lines: readonly string[]): string {
  const keys = { name: 'name: a', scope: project, event: linked, action: nothing };
  for (const key of ['name', 'scope', 'event', 'action'] as const) {
    if (lines.some((line) => line === `-${key}` || new RegExp(`^${key}s?:`).test(line))) keys[key] = '';
  }
  return [...Object.values(keys), ...lines.filter((line) => !line.startsWith('-'))]
    .filter(Boolean)
    .join('\n');
}

const indented = (text: string): string => text.replaceAll('\n', '\n    ');
const set = (defaults: string, ...automations: readonly string[]): string =>
  `${defaults && `defaults: {${defaults}}\n`}automations:\n${automations.map((one) => `  - ${indented(one)}\n`).join('')}`;

const metric = (filter: string): string =>
  automation(`event: {type: OnRunMetric, filter: {type: MetricThresholdFilter, ${filter}}}`);
const change = (filter: string): string =>
  automation(`event: {type: OnRunMetric, filter: {type: MetricChangeFilter, ${filter}}}`);
const zscore = (filter: string): string =>
  automation(`event: {type: OnRunMetric, filter: {type: MetricZScoreFilter, ${filter}}}`);
const state = (filter: string): string =>
  automation(`event: {type: OnRunState, filter: {type: RunStateFilter, ${filter}}}`);
const alias = (filter: string): string => automation(`event: {type: OnAddArtifactAlias, filter: ${filter}}`);
const scope = (value: string): string => automation(`scope: ${value}`);
const slack = (more: string): string => automation(`action: {type: SendNotification, ${more}}`);
const webhook = (more: string): string =>
  automation(`action: {type: SendWebhook, integration: deploy, ${more}}`);

const valid: readonly string[] = [
  // Documents
  '',
  '# nothing yet\n',
  automation(),
  set('', automation()),
  set('', automation(), automation('name: b')),
  'automations: []\n',
  `version: 1\n${automation()}`,
  `version: 1\n${set('', automation())}`,
  `${automation()}\n---\n${automation('name: b')}\n`,
  `x-owner: me\n${automation('x-runbook: {a: [1]}')}`,
  `x-common: &common\n  ${project}\nautomations:\n  - {<<: *common, name: a, ${linked}, ${nothing}}\n`,
  automation('description: ""', 'enabled: false', 'previous_name: old', 'id: abc'),
  `name: ${'a'.repeat(255)}\n${automation('-name')}`,
  `name: ${'😀'.repeat(255)}\n${automation('-name')}`,
  automation('name: "2024"'),
  // Defaults
  set('scope: {project: my-team/finetune}', automation('-scope')),
  set('scopes: [{project: my-team/finetune}]', automation('-scope')),
  set('enabled: false, level: warn', automation()),
  set('slack: "#ml-alerts"', automation('action: SendNotification')),
  set('slack: {channel: ml, workspace: acme}', automation('action: {type: SendNotification, title: t}')),
  set('webhook: deploy', automation('action: SendWebhook')),
  set('webhook: {id: abc}', automation('action: {type: SendWebhook, payload: {a: 1}}')),
  // Scopes
  scope('{registry: my-org/model}'),
  scope('{registry: my-org/wandb-registry-model}'),
  scope('{collection: my-org/wandb-registry-model/llm}'),
  scope('{team: my-team}'),
  scope('{organization: My Org}'),
  scope('{organization: my/org}'),
  scope('{type: project, id: abc}'),
  automation('id: abc', 'scope: {raw: {__typename: Moon}}'),
  automation('scopes: [{project: a/b}, {team: c}]'),
  // Events
  automation('event: {type: OnLinkArtifact}'),
  automation('event: LINK_MODEL'),
  automation('event: OnAddCollectionTag'),
  automation('event: OnCreateArtifact', 'scope: {collection: a/b/c}'),
  automation('event: {type: OnRunMetric, filter: metric("loss") > 1}'),
  automation('event: {type: RUN_METRIC, filter: metric("loss") > 1}'),
  automation('event: {type: OnRunState, filter: state == "failed"}', 'scope: {team: my-team}'),
  automation(`event: {type: UPDATE_ARTIFACT_ALIAS, filter: {json: '{}'}}`, 'id: abc'),
  automation(`event: {type: SOMETHING_NEW, filter: {json: '{}'}}`, 'id: abc'),
  automation('event: {type: OnLinkArtifact, x-why: because}'),
  // Filters
  metric('name: loss, cmp: ">", threshold: 10'),
  metric('name: loss, agg: AVERAGE, window: 5, cmp: ">=", threshold: -1.5e3'),
  metric('name: loss, agg: max, window: 5, cmp: $lt, threshold: 1'),
  metric('name: loss, agg_op: MIN, window_size: 5, cmp_op: $lte, threshold: 1'),
  metric('name: loss, cmp: "<", threshold: 1, run: name.contains("prod")'),
  metric('name: loss, cmp: "<", threshold: 1, run: {display_name: {$contains: prod}}'),
  metric('name: loss, cmp: "<", threshold: 1, x-note: 1'),
  change('name: acc, change_type: RELATIVE, change_dir: ANY, threshold: 0.1'),
  change(
    'name: acc, agg: AVERAGE, window: 10, prior_window: 50, change_type: absolute, change_dir: up, threshold: 2',
  ).replace('up', 'increase'),
  change('name: acc, current_window_size: 1, change_type: RELATIVE, change_dir: DECREASE, change_amount: 1'),
  zscore('name: loss'),
  zscore('name: loss, window: 30, threshold: 3.0, change_dir: ANY'),
  state('states: [FINISHED, failed]'),
  state('states: running'),
  state('states: []'),
  state('states: [FAILED], run: name == "a"'),
  automation('event: {type: OnRunMetric, filter: {json: "{}"}}'),
  alias('alias == "prod"'),
  alias('{}'),
  alias('{alias: {$regex: "^prod"}}'),
  alias('{type: {$eq: model}}'),
  alias('{$or: [{alias: a}, {tag: {$in: [b, c]}}]}'),
  alias(`{json: '{"filter":"{}"}'}`),
  // Actions
  automation('action: {type: DoNothing}'),
  automation('action: NO_OP'),
  slack('integration: ml-alerts'),
  slack('integration: "#ml-alerts", title: t, text: x, level: Warn'),
  slack('integration: "#ml-alerts", message: x, severity: ERROR'),
  slack('integration: {channel: "#a", workspace: w, entity: e}'),
  slack('integration: {name: a}'),
  slack('integration: {id: abc}'),
  slack('integration: {id: abc, channel: a}'),
  webhook('x-a: 1'),
  webhook('payload: {a: [1, {b: null}], c: "${project_name}"}'),
  webhook(`payload: '{"a": 1}'`),
  webhook('requestPayload: {}'),
  automation('action: {type: GENERIC_WEBHOOK, integration: {name: deploy, entity: other}}'),
  automation(
    'action: {type: SendPromptToAria, prompt: "Why did ${run_name} fail?"}',
    'event: {type: OnRunState, filter: state == "failed"}',
  ),
  automation('id: abc', 'action: {raw: {__typename: QueueJobTriggeredAction}}'),
];

const invalid: readonly string[] = [
  // Documents
  'just text\n',
  '- name: a\n',
  '{}\n',
  'version: 1\n',
  'defaults: {}\n',
  'automations: {}\n',
  'automations:\n',
  'automations: [a]\n',
  'automations: [null]\n',
  'version: 2\nautomations: []\n',
  'version: "1"\nautomations: []\n',
  `${automation()}\nautomations: []\n`,
  `${automation()}\ndefaults: {}\n`,
  `${automation()}\n---\nversion: 3\n${automation()}\n`,
  automation('-name'),
  automation('-scope'),
  automation('-event'),
  automation('-action'),
  set('', automation('-scope')),
  set('level: INFO', automation('-scope')),
  set('', automation(), automation('name: b', '-action')),
  automation('name: ""'),
  automation('name: "  "'),
  automation('name: 2024'),
  automation('name: [a]'),
  automation('name:'),
  `name: ${'a'.repeat(256)}\n${automation('-name')}`,
  automation('description: 1'),
  automation('description:'),
  automation('enabled: "true"'),
  automation('enabled: 1'),
  automation('previous_name: 1'),
  automation('id: 1'),
  automation('owner: me'),
  automation('Name: a'),
  set('', automation()).replace('automations:', 'automation: x\nautomations:'),
  // Defaults
  set('slack: ""', automation()),
  set('slack: [a]', automation()),
  set('level: LOUD', automation()),
  set('enabled: yes', automation()),
  set('event: OnLinkArtifact', automation()),
  set('scope: {}', automation()),
  set('scope: {project: a/b}, scopes: [{project: a/b}]', automation()),
  set('webhook: deploy', automation('action: SendNotification')),
  set('slack: a', automation('action: {type: SendWebhook}')),
  `defaults:\n${set('', automation())}`,
  // Scopes
  scope('my-team/finetune'),
  scope('{}'),
  scope('{project: finetune}'),
  scope('{project: a/b/c}'),
  scope('{project: a/}'),
  scope('{project: " /b"}'),
  scope('{project: a/b?c}'),
  scope('{project: a/wandb-registry-model}'),
  scope(`{project: a/${'b'.repeat(129)}}`),
  scope('{project: 1}'),
  scope('{registry: model}'),
  scope('{registry: my-org/wandb-registry-}'),
  scope('{collection: a/b}'),
  scope('{collection: a/b/c:v1}'),
  scope(`{collection: a/b/${'c'.repeat(129)}}`),
  scope('{team: a/b}'),
  scope('{organization: a//b}'),
  scope('{project: a/b, team: a}'),
  scope('{project: a/b, id: c}'),
  scope('{type: project}'),
  scope('{id: abc}'),
  scope('{type: planet, id: abc}'),
  scope('{planet: earth}'),
  scope('{raw: 1}'),
  automation('scopes: []'),
  automation('scopes: {project: a/b}'),
  automation(project, 'scopes: [{project: a/b}]'),
  // Events
  automation('event: OnRunMetric'),
  automation('event: RUN_STATE'),
  automation('event: {type: OnRunState}'),
  automation('event: OnLinkArtefact'),
  automation('event: [OnLinkArtifact]'),
  automation('event: {}'),
  automation('event: {filter: alias == "a"}'),
  automation('event: {type: OnLinkArtifact, filters: a}'),
  automation('event: {type: OnLinkArtifact, filter: 1}'),
  automation('event: {type: OnLinkArtifact, filter: [a]}'),
  automation('event: {type: OnLinkArtifact, filter:}'),
  automation('event: {type: OnLinkArtifact, filter: ""}'),
  automation('event: UPDATE_ARTIFACT_ALIAS'),
  automation('event: {type: WEAVE_METRIC_THRESHOLD, filter: {json: "{}"}}'),
  automation('event: {type: SOMETHING_NEW, filter: {json: "{}"}}'),
  automation('event: {type: SOMETHING_NEW}', 'id: abc'),
  automation('event: OnCreateArtifact'),
  automation('event: {type: CREATE_ARTIFACT}'),
  automation('event: OnCreateArtifact', 'scopes: [{collection: a/b/c}, {registry: a/b}]'),
  automation('event: {type: OnRunMetric, filter: metric("loss") > 1}', 'scope: {registry: a/b}'),
  automation('event: {type: OnRunState, filter: state == "failed"}', 'scope: {type: collection, id: a}'),
  // Filters
  metric('cmp: ">", threshold: 10'),
  metric('name: loss, threshold: 10'),
  metric('name: loss, cmp: ">"'),
  metric('name: loss, cmp: "==", threshold: 10'),
  metric('name: loss, cmp: ">", threshold: "10"'),
  metric('name: loss, cmp: ">", threshold: true'),
  metric('name: loss, cmp: ">", threshold: .inf'),
  metric('name: loss, cmp: ">", threshold: 10, window: 0'),
  metric('name: loss, cmp: ">", threshold: 10, window: 1.5'),
  metric('name: loss, cmp: ">", threshold: 10, agg: SUM'),
  metric('name: loss, cmp: ">", threshold: 10, agg: null'),
  metric('name: loss, cmp: ">", threshold: 10, windows: 5'),
  metric('name: loss, cmp: ">", cmp_op: $gt, threshold: 10'),
  metric('name: 1, cmp: ">", threshold: 10'),
  metric('name: loss, cmp: ">", threshold: 10, run: 1'),
  change('name: acc, change_dir: ANY, threshold: 0.1'),
  change('name: acc, change_type: RELATIVE, change_dir: ANY, threshold: 0'),
  change('name: acc, change_type: RELATIVE, change_dir: SIDEWAYS, threshold: 1'),
  zscore('name: loss, threshold: -3'),
  zscore('name: loss, agg: MAX'),
  state('states: [CRASHED]'),
  state('states: killed'),
  state('run: name == "a"'),
  automation('event: {type: OnRunState, filter: {type: MetricZScoreFilter, name: loss}}'),
  automation('event: {type: OnRunState, filter: {state: failed}}'),
  automation('event: {type: OnRunMetric, filter: {}}'),
  alias('{type: RunStateFilter, states: [FAILED]}'),
  alias(`{json: '{}', x-a: 1}`),
  // Actions
  automation('action: SendPromptToAria'),
  automation('action: SendSlack'),
  automation('action: {}'),
  automation('action: {type: DoNothing, title: t}'),
  automation('action: {type: DoNothing, raw: {}}'),
  automation('action: {title: t}'),
  automation('action: SendNotification'),
  automation('action: {type: SendNotification}'),
  automation('action: {type: SendWebhook, payload: {}}'),
  slack('integration: "#"'),
  slack('integration: ""'),
  slack('integration: 1'),
  slack('integration:'),
  slack('integration: {workspace: w}'),
  slack('integration: {channel: a, url: b}'),
  slack('integration: a, level: WARNING'),
  slack('integration: a, text: x, message: y'),
  slack('integration: a, level: INFO, severity: INFO'),
  slack('integration: a, title: 1'),
  slack('integration: a, payload: {}'),
  webhook('payload: [1]'),
  webhook('payload: 1'),
  webhook('payload:'),
  webhook('payload: {}, requestPayload: {}'),
  automation('action: {type: SendPromptToAria, prompt: " "}'),
  automation('action: {type: SendPromptToAria}'),
  automation('action: {raw: text}'),
];

/** What only the validator can know: the schema takes these. */
const beyond: Readonly<Record<string, readonly string[]>> = {
  'what an expression says': [
    alias('alias = "a"'),
    alias('metric("loss") > 1'),
    automation('event: {type: OnRunMetric, filter: metric("loss")}'),
    metric('name: loss, cmp: ">", threshold: 10, run: state == "failed"'),
  ],
  'what a MongoDB-like document says': [alias('{$or: 1}'), alias('{$and: [a]}')],
  'what a string holds': [alias('{json: "{"}'), webhook('payload: "{"'), webhook('payload: "[]"')],
  'a metric filter of another kind than the event’s name on the wire': [
    automation('event: {type: RUN_METRIC, filter: {type: MetricZScoreFilter, name: loss}}'),
  ],
  'names that must be unique': [set('', automation(), automation())],
  'scopes of defaults against events': [
    set('scope: {project: a/b}', automation('-scope', 'event: OnCreateArtifact')),
  ],
  'lengths in bytes': [automation(`action: {type: SendPromptToAria, prompt: ${'あ'.repeat(1334)}}`)],
  'numbers as they are written': [
    'version: 1.0\nautomations: []\n',
    metric('name: loss, cmp: ">", threshold: 10, window: 5.0'),
  ],
  'registries without their prefix': [scope(`{registry: a/${'b'.repeat(120)}}`)],
};

describe('the JSON Schema agrees with the validator', () => {
  it.each(valid)('that this is right:\n%s', (text) => {
    expect({ validator: isValid(text), schema: fitsSchema(text) }, JSON.stringify(matches.errors)).toEqual({
      validator: true,
      schema: true,
    });
  });

  it.each(['custom-metric', 'runs', 'registry', 'team'])('about examples/%s.automation.yaml', (name) => {
    const text = readFileSync(join(__dirname, `../../../examples/${name}.automation.yaml`), 'utf8');
    expect(fitsSchema(text), JSON.stringify(matches.errors)).toBe(true);
  });

  it.each(invalid)('that this is wrong:\n%s', (text) => {
    expect({ validator: isValid(text), schema: fitsSchema(text) }).toEqual({
      validator: false,
      schema: false,
    });
  });

  describe.each(Object.entries(beyond))('but for %s', (_, texts) => {
    it.each(texts)('%s', (text) => {
      expect({ validator: isValid(text), schema: fitsSchema(text) }).toEqual({
        validator: false,
        schema: true,
      });
    });
  });
});
