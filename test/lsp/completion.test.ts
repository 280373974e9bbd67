import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accept } from './apply';
import { cursorIn, Editor } from './editor';

let editor: Editor;
beforeAll(async () => {
  editor = await Editor.start();
});
afterAll(() => editor.close());

let files = 0;

/** Labels that are proposed at `▮`. */
async function labels(marked: string): Promise<string[]> {
  const { text, position } = cursorIn(marked);
  const document = editor.open(`complete-${String(files++)}.automation.yaml`, text);
  const items = await document.complete(position);
  document.close();
  return items.map(({ label }) => label);
}

/** The text after the proposal `label` was accepted at `▮`. */
async function accepted(marked: string, label: string): Promise<string> {
  const { text, position } = cursorIn(marked);
  const document = editor.open(`complete-${String(files++)}.automation.yaml`, text);
  const items = await document.complete(position);
  document.close();
  const item = items.find((each) => each.label === label);
  if (!item) throw new Error(`${label} is not among ${items.map((each) => each.label).join(', ')}`);
  return accept(text, item);
}

const set = (body: string): string => `automations:\n  - name: x\n${body}`;
const run = (filter: string): string => set(`    event:\n      type: OnRunMetric\n      filter: ${filter}`);
const artifact = (filter: string): string =>
  set(`    event:\n      type: OnAddArtifactAlias\n      filter: ${filter}`);

describe('keys', () => {
  it.each([
    ['▮', 'automations', 'automations:\n  - name: ▮'],
    ['▮', 'version', 'version: ▮'],
    ['▮', 'defaults', 'defaults:\n  ▮'],
    ['▮', 'name', 'name: ▮'],
    ['na▮', 'name', 'name: ▮'],
    ['name: x\n▮', 'event', 'name: x\nevent:\n  type: ▮'],
    ['name: x\n▮', 'scope', 'name: x\nscope:\n  ▮'],
    ['name: x\n▮', 'scopes', 'name: x\nscopes:\n  - ▮'],
    ['name: x\n▮', 'enabled', 'name: x\nenabled: ▮'],
    ['automations:\n  - ▮', 'name', 'automations:\n  - name: ▮'],
    ['automations:\n  -▮', 'name', 'automations:\n  - name: ▮'],
    [set('  ▮'), 'name', set('  - name: ▮')],
    [set('    ▮'), 'event', set('    event:\n      type: ▮')],
    [set('    ▮'), 'action', set('    action:\n      type: ▮')],
    [set('    ev▮'), 'event', set('    event:\n      type: ▮')],
    [set('    ev▮\n    action: DoNothing'), 'event', set('    event:\n      type: ▮\n    action: DoNothing')],
    [set('    ev▮: OnRunMetric'), 'event', set('    event▮: OnRunMetric')],
    [set('    event:\n      ▮'), 'type', set('    event:\n      type: ▮')],
    [
      set('    event:\n      ty▮\n      filter: a'),
      'type',
      set('    event:\n      type: ▮\n      filter: a'),
    ],
    [
      set('    event:\n      type: OnRunMetric\n      ▮'),
      'filter',
      set('    event:\n      type: OnRunMetric\n      filter: ▮'),
    ],
    [
      set('    action:\n      type: SendNotification\n      ▮'),
      'integration',
      set('    action:\n      type: SendNotification\n      integration: ▮'),
    ],
    [
      set('    action:\n      type: SendWebhook\n      ▮'),
      'payload',
      set('    action:\n      type: SendWebhook\n      payload:\n        ▮'),
    ],
    [set('    scope: {▮}'), 'project', set('    scope: {project: ▮}')],
    [set('    scope: {▮'), 'project', set('    scope: {project: ▮')],
    [set('    scopes: [{▮}]'), 'team', set('    scopes: [{team: ▮}]')],
    [set('    scopes:\n      - ▮'), 'registry', set('    scopes:\n      - registry: ▮')],
    ['defaults: {▮}', 'scope', 'defaults: {scope: {▮}}'],
    ['defaults:\n  ▮', 'slack', 'defaults:\n  slack: ▮'],
    ['defaults:\n  scope:\n    ▮', 'collection', 'defaults:\n  scope:\n    collection: ▮'],
    [
      set('    action:\n      type: SendNotification\n      integration:\n        ▮'),
      'channel',
      set('    action:\n      type: SendNotification\n      integration:\n        channel: ▮'),
    ],
    [run('\n        ▮'), 'type', run('\n        type: ▮')],
    [
      run('{type: MetricThresholdFilter, ▮}'),
      'threshold',
      run('{type: MetricThresholdFilter, threshold: ▮}'),
    ],
    [
      run('\n        type: MetricChangeFilter\n        ▮'),
      'change_dir',
      run('\n        type: MetricChangeFilter\n        change_dir: ▮'),
    ],
  ])('%j + %s', async (before, label, after) => {
    expect(await accepted(before, label)).toBe(after);
  });

  it.each([
    [
      'only those that are missing',
      set('    event: OnLinkArtifact\n    ▮'),
      ['action', 'scope'],
      ['event', 'name'],
    ],
    [
      'not the alias of one that is there',
      set('    action:\n      type: SendNotification\n      message: a\n      ▮'),
      ['title', 'level'],
      ['text', 'message'],
    ],
    ['not what a scope excludes', set('    scope: {project: a/b, ▮}'), [], ['team', 'registry', 'raw']],
    ['the id of a scope with a type', set('    scope: {type: project, ▮}'), ['id'], ['project', 'team']],
    ['not scope beside scopes', set('    scopes: []\n    ▮'), ['event'], ['scope']],
    [
      'those of the action',
      set('    action:\n      type: SendPromptToAria\n      ▮'),
      ['prompt'],
      ['integration', 'payload'],
    ],
    ['nothing for DoNothing', set('    action:\n      type: DoNothing\n      ▮'), [], ['integration']],
    ['a set has no automation keys', 'automations: []\n▮', ['defaults', 'version'], ['name', 'event']],
    ['an automation has no automations', 'name: x\n▮', ['event'], ['automations', 'defaults']],
  ])('%s', async (_, marked, there, missing) => {
    const found = await labels(marked);
    expect(found).toEqual(expect.arrayContaining(there));
    expect(found.filter((label) => missing.includes(label))).toEqual([]);
  });

  it('come in the order of need: required ones first', async () => {
    const found = await labels(set('    ▮'));
    expect(found.slice(0, 2)).toEqual(['event', 'action']);
  });
});

describe('values that the format lists', () => {
  it.each([
    [set('    event:\n      type: ▮'), 'OnRunMetric', set('    event:\n      type: OnRunMetric▮')],
    [set('    event:\n      type: On▮'), 'OnRunState', set('    event:\n      type: OnRunState▮')],
    [set('    event:\n      type:▮'), 'OnRunState', set('    event:\n      type: OnRunState▮')],
    [set('    event:\n      type: "On▮"'), 'OnRunState', set('    event:\n      type: "OnRunState"▮')],
    [set("    event:\n      type: 'On▮"), 'OnRunState', set("    event:\n      type: 'OnRunState'▮")],
    [set('    event:\n      type: OnRun▮Metric'), 'OnRunState', set('    event:\n      type: OnRunState▮')],
    [set('    event: {type: ▮}'), 'OnLinkArtifact', set('    event: {type: OnLinkArtifact▮}')],
    [set('    event: ▮'), 'OnLinkArtifact', set('    event: OnLinkArtifact▮')],
    [set('    event: ▮'), 'OnRunMetric', set('    event:\n      type: OnRunMetric\n      filter: ▮')],
    [set('    event:▮'), 'OnRunMetric', set('    event:\n      type: OnRunMetric\n      filter: ▮')],
    [
      set('    event: OnRu▮\n    action: DoNothing'),
      'OnRunState',
      set('    event:\n      type: OnRunState\n      filter: ▮\n    action: DoNothing'),
    ],
    [set('    event:\n      ▮'), 'OnRunMetric', set('    event:\n      type: OnRunMetric\n      filter: ▮')],
    [set('    action: ▮'), 'DoNothing', set('    action: DoNothing▮')],
    [
      set('    action: ▮'),
      'SendNotification',
      set('    action:\n      type: SendNotification\n      integration: ▮'),
    ],
    [
      set('    action: ▮'),
      'SendPromptToAria',
      set('    action:\n      type: SendPromptToAria\n      prompt: ▮'),
    ],
    [set('    enabled: ▮'), 'false', set('    enabled: false▮')],
    [
      set('    action:\n      type: SendNotification\n      level: ▮'),
      'WARN',
      set('    action:\n      type: SendNotification\n      level: WARN▮'),
    ],
    [
      set('    action:\n      type: SendNotification\n      severity: ▮'),
      'ERROR',
      set('    action:\n      type: SendNotification\n      severity: ERROR▮'),
    ],
    ['version: ▮', '1', 'version: 1▮'],
    ['defaults: {level: ▮}', 'INFO', 'defaults: {level: INFO▮}'],
    [set('    scope: {type: ▮}'), 'registry', set('    scope: {type: registry▮}')],
    [run('{type: ▮}'), 'MetricThresholdFilter', run('{type: MetricThresholdFilter▮}')],
    [run('{type: MetricThresholdFilter, cmp: ▮}'), '>', run('{type: MetricThresholdFilter, cmp: ">"▮}')],
    [
      run('{type: MetricThresholdFilter, agg: ▮}'),
      'AVERAGE',
      run('{type: MetricThresholdFilter, agg: AVERAGE▮}'),
    ],
    [
      run('{type: MetricChangeFilter, change_type: ▮}'),
      'RELATIVE',
      run('{type: MetricChangeFilter, change_type: RELATIVE▮}'),
    ],
    [
      set('    event:\n      type: OnRunState\n      filter: {type: RunStateFilter, states: [▮]}'),
      'FAILED',
      set('    event:\n      type: OnRunState\n      filter: {type: RunStateFilter, states: [FAILED▮]}'),
    ],
    [
      set(
        '    event:\n      type: OnRunState\n      filter:\n        type: RunStateFilter\n        states:\n          - ▮',
      ),
      'FINISHED',
      set(
        '    event:\n      type: OnRunState\n      filter:\n        type: RunStateFilter\n        states:\n          - FINISHED▮',
      ),
    ],
  ])('%j + %s', async (before, label, after) => {
    expect(await accepted(before, label)).toBe(after);
  });

  it.each([
    [
      'no run events for a registry',
      set('    scope: {registry: a/b}\n    event: ▮'),
      ['OnLinkArtifact'],
      ['OnRunMetric', 'OnCreateArtifact'],
    ],
    [
      'creation only for a collection',
      set('    scope: {project: a/b}\n    event: ▮'),
      ['OnRunMetric'],
      ['OnCreateArtifact'],
    ],
    [
      'everything that a collection allows',
      set('    scope: {collection: a/b/c}\n    event: ▮'),
      ['OnCreateArtifact'],
      ['OnRunMetric'],
    ],
    [
      'what every scope of the list allows',
      set('    scopes: [{project: a/b}, {registry: c/d}]\n    event: ▮'),
      ['OnLinkArtifact'],
      ['OnRunMetric'],
    ],
    [
      'by the scope of the defaults',
      `defaults: {scope: {registry: a/b}}\n${set('    event: ▮')}`,
      ['OnLinkArtifact'],
      ['OnRunMetric'],
    ],
    ['no wire names', set('    event: ▮'), ['OnLinkArtifact'], ['LINK_MODEL']],
    ['nothing in comments', '# na▮', [], ['name']],
    ['nothing in the name', 'name: ▮', [], ['true']],
  ])('%s', async (_, marked, there, missing) => {
    const found = await labels(marked);
    expect(found).toEqual(expect.arrayContaining(there));
    expect(found.filter((label) => missing.includes(label))).toEqual([]);
  });
});

describe('filter expressions', () => {
  it.each([
    [run('▮'), 'RunEvent', run('RunEvent.▮')],
    [run('Run▮'), 'RunEvent', run('RunEvent.▮')],
    [run('▮'), 'metric', run('metric("▮")')],
    [run('met▮'), 'metric', run('metric("▮")')],
    [run('RunEvent.▮'), 'metric', run('RunEvent.metric("▮")')],
    [run('RunEvent.me▮'), 'metric', run('RunEvent.metric("▮")')],
    [run('RunEvent.metric("loss").▮'), 'avg', run('RunEvent.metric("loss").avg(▮)')],
    [run('RunEvent.metric("loss").a▮ > 1'), 'avg', run('RunEvent.metric("loss").avg(▮) > 1')],
    [run('RunEvent.metric("loss").avg(▮)'), '5', run('RunEvent.metric("loss").avg(5▮)')],
    [run('RunEvent.metric("loss").zscore(▮)'), '30', run('RunEvent.metric("loss").zscore(30▮)')],
    [run('RunEvent.metric("loss").▮'), 'decreases_by', run('RunEvent.metric("loss").decreases_by(diff=▮)')],
    [
      run('RunEvent.metric("loss").decreases_by(▮)'),
      'frac=',
      run('RunEvent.metric("loss").decreases_by(frac=▮)'),
    ],
    [run('RunEvent.metric("loss") ▮'), '>', run('RunEvent.metric("loss") > ▮')],
    [run('RunEvent.metric("loss") > 5 ▮'), '&', run('RunEvent.metric("loss") > 5 & ▮')],
    [run('RunEvent.metric("loss") > 5 & ▮'), 'RunEvent', run('RunEvent.metric("loss") > 5 & RunEvent.▮')],
    [
      run('RunEvent.metric("loss") > 5 & RunEvent.▮'),
      'name',
      run('RunEvent.metric("loss") > 5 & RunEvent.name▮'),
    ],
    [
      run('RunEvent.metric("loss") > 5 & RunEvent.name.▮'),
      'contains',
      run('RunEvent.metric("loss") > 5 & RunEvent.name.contains("▮")'),
    ],
    [
      run('RunEvent.metric("loss") > 5 & RunEvent.name ▮'),
      '==',
      run('RunEvent.metric("loss") > 5 & RunEvent.name == ▮'),
    ],
    [run('abs(▮)'), 'RunEvent', run('abs(RunEvent.▮)')],
    [run('▮'), 'abs', run('abs(▮)')],
    [run('▮'), 'MetricThresholdFilter', run('MetricThresholdFilter(name=▮, cmp=, threshold=)')],
    [run('"RunEvent.▮"'), 'metric', run('"RunEvent.metric(\\"▮\\")"')],
    [run("'RunEvent.▮'"), 'metric', run('\'RunEvent.metric("▮")\'')],
    [run('"RunEvent.▮'), 'metric', run('"RunEvent.metric(\\"▮\\")')],
    [run('|\n        RunEvent.▮'), 'metric', run('|\n        RunEvent.metric("▮")')],
    [
      run('>-\n        RunEvent.metric("a").▮\n        > 1'),
      'max',
      run('>-\n        RunEvent.metric("a").max(▮)\n        > 1'),
    ],
    [run('RunEvent.metric("a")\n        .▮'), 'max', run('RunEvent.metric("a")\n        .max(▮)')],
    [
      'event: {type: OnRunMetric, filter: RunEvent.▮}',
      'metric',
      'event: {type: OnRunMetric, filter: RunEvent.metric("▮")}',
    ],
    [
      'event: {type: OnRunState, filter: RunEvent.state.▮}',
      'in_',
      `event: {type: OnRunState, filter: 'RunEvent.state.in_(["▮"])'}`,
    ],
    [
      set('    event:\n      type: OnRunState\n      filter: RunEvent.state == ▮'),
      'failed',
      set('    event:\n      type: OnRunState\n      filter: RunEvent.state == "failed"▮'),
    ],
    [
      set('    event:\n      type: OnRunState\n      filter: RunEvent.state == "▮"'),
      'failed',
      set('    event:\n      type: OnRunState\n      filter: RunEvent.state == "failed▮"'),
    ],
    [
      set('    event:\n      type: OnRunState\n      filter: RunEvent.state == "▮'),
      'failed',
      set('    event:\n      type: OnRunState\n      filter: RunEvent.state == "failed▮'),
    ],
    [
      set('    event:\n      type: OnRunState\n      filter: RunEvent.state.in_(["fi▮"])'),
      'finished',
      set('    event:\n      type: OnRunState\n      filter: RunEvent.state.in_(["finished▮"])'),
    ],
    [artifact('▮'), 'ArtifactEvent', artifact('ArtifactEvent.▮')],
    [artifact('ArtifactEvent.▮'), 'alias', artifact('ArtifactEvent.alias▮')],
    [artifact('ArtifactEvent.alias.▮'), 'matches_regex', artifact('ArtifactEvent.alias.matches_regex("▮")')],
    [artifact('ArtifactEvent.alias.exists(▮)'), 'False', artifact('ArtifactEvent.alias.exists(False▮)')],
    [artifact('ArtifactEvent.alias == "a" ▮'), '|', artifact('ArtifactEvent.alias == "a" | ▮')],
    [artifact('~(▮)'), 'alias', artifact('~(alias▮)')],
    [
      run('{type: MetricThresholdFilter, run: RunEvent.▮}'),
      'name',
      run('{type: MetricThresholdFilter, run: RunEvent.name▮}'),
    ],
  ])('%j + %s', async (before, label, after) => {
    expect(await accepted(before, label)).toBe(after);
  });

  it.each([
    ['no artifacts in run events', run('▮'), ['RunEvent'], ['ArtifactEvent', 'alias', 'state']],
    ['no runs in artifact events', artifact('▮'), ['ArtifactEvent'], ['RunEvent', 'metric', 'tag']],
    [
      'only what a z-score can be compared with',
      run('RunEvent.metric("a").zscore(30) ▮'),
      ['>', '<'],
      ['>=', '==', '&'],
    ],
    ['no or behind a condition', run('RunEvent.metric("a") > 1 ▮'), ['&'], ['|', '>']],
    ['no second amount', run('RunEvent.metric("a").changes_by(diff=1, ▮)'), [], ['frac=', 'diff=']],
    [
      'members of an aggregate',
      run('RunEvent.metric("a").avg(5).▮'),
      ['gt', 'increases_by'],
      ['avg', 'zscore'],
    ],
    [
      'nothing inside of a pattern',
      artifact('ArtifactEvent.alias.matches_regex("▮")'),
      [],
      ['alias', 'failed'],
    ],
  ])('%s', async (_, marked, there, missing) => {
    const found = await labels(marked);
    expect(found).toEqual(expect.arrayContaining(there));
    expect(found.filter((label) => missing.includes(label))).toEqual([]);
  });
});

describe('template variables', () => {
  const hook = (payload: string, event = 'OnLinkArtifact'): string =>
    set(
      `    event: ${event}\n    action:\n      type: SendWebhook\n      integration: h\n      payload: ${payload}`,
    );
  it.each([
    [hook('{by: "${▮}"}'), '${event_author}', hook('{by: "${event_author}▮"}')],
    [hook('{by: "${ev▮"}'), '${event_author}', hook('{by: "${event_author}▮"}')],
    [hook('{by: ▮}'), '${event_author}', hook("{by: '${event_author}▮'}".replace("▮'", "'▮"))],
    [hook('\n        by: ▮'), '${event_author}', hook('\n        by: ${event_author}▮')],
    [hook('\n        by: $▮'), '${event_author}', hook('\n        by: ${event_author}▮')],
    [hook('\n        by: ${event_▮'), '${event_author}', hook('\n        by: ${event_author}▮')],
    [hook('\n        by: from ${▮} on'), '${event_author}', hook('\n        by: from ${event_author}▮ on')],
    [
      hook('\n        of:\n          - ▮'),
      '${event_author}',
      hook('\n        of:\n          - ${event_author}▮'),
    ],
    [hook('{model: "${▮}"}'), '${artifact_metadata.}', hook('{model: "${artifact_metadata.▮}"}')],
    [
      set('    event: OnLinkArtifact\n    action:\n      type: SendNotification\n      text: A new ${▮}'),
      '${artifact_version_string}',
      set(
        '    event: OnLinkArtifact\n    action:\n      type: SendNotification\n      text: A new ${artifact_version_string}▮',
      ),
    ],
    [
      set(
        '    event:\n      type: OnRunState\n    action:\n      type: SendPromptToAria\n      prompt: "Why ${▮"',
      ),
      '${run_name}',
      set(
        '    event:\n      type: OnRunState\n    action:\n      type: SendPromptToAria\n      prompt: "Why ${run_name}▮"',
      ),
    ],
    [
      set(
        '    event:\n      type: OnRunState\n    action:\n      type: SendPromptToAria\n      prompt: |\n        Why ${▮',
      ),
      '${run_status}',
      set(
        '    event:\n      type: OnRunState\n    action:\n      type: SendPromptToAria\n      prompt: |\n        Why ${run_status}▮',
      ),
    ],
  ])('%j + %s', async (before, label, after) => {
    expect(await accepted(before, label)).toBe(after);
  });

  it('are those that the event fills', async () => {
    const found = await labels(hook('{by: "${▮}"}', 'OnAddArtifactTag'));
    expect(found).toEqual(expect.arrayContaining(['${tag}', '${artifact_version}']));
    expect(found).not.toContain('${alias}');
    expect(found).not.toContain('${run_name}');
  });
});

describe('whole automations', () => {
  it('begin a list item', async () => {
    expect(await accepted('automations:\n  - ▮', 'Slack on failed run')).toBe(
      [
        'automations:',
        '  - name: ▮run-failed',
        '    scope:',
        '      project: my-team/my-project',
        '    event:',
        '      type: OnRunState',
        '      filter: RunEvent.state == "failed"',
        '    action:',
        '      type: SendNotification',
        '      integration: "#ml-alerts"',
        '      title: Run failed',
        '      text: A run failed or crashed.',
        '      level: ERROR',
      ].join('\n'),
    );
  });

  it('are valid as they are inserted', async () => {
    const names = (await labels('automations:\n  - ▮')).filter((label) => label.includes(' '));
    expect(names.length).toBeGreaterThanOrEqual(7);
    for (const name of names) {
      const text = (await accepted('automations:\n  - ▮', name)).replace('▮', '');
      const document = editor.open(`snippet-${String(files++)}.automation.yaml`, text);
      expect([name, (await document.diagnostics()).map(({ message }) => message)]).toEqual([name, []]);
      document.close();
    }
  });

  it('are not offered inside of one', async () => {
    expect(await labels(set('    ▮'))).not.toContain('Slack on failed run');
  });
});
