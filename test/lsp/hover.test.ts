import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cursorIn, Editor, poorClient } from './editor';
import { startEditor } from './start-editor';
import type { MarkupContent } from 'vscode-languageserver-protocol';
import type { Translations } from '../../core/l10n/message';

let editor: Editor;
beforeAll(async () => {
  editor = await Editor.start();
});
afterAll(() => editor.close());

let files = 0;

/** The text that hovers at `▮`, and the piece of the file that it is about. */
async function hoverAt(marked: string, inEditor = editor): Promise<{ text: string; about: string } | null> {
  const { text, position } = cursorIn(marked);
  const document = inEditor.open(`hover-${String(files++)}.automation.yaml`, text);
  const hover = await document.hover(position);
  document.close();
  if (!hover) return null;
  const lines = text.split('\n');
  const { start, end } = hover.range!;
  const about = start.line === end.line ? lines[start.line]!.slice(start.character, end.character) : '…';
  return { text: (hover.contents as MarkupContent).value, about };
}

const set = (body: string): string => `automations:\n  - name: x\n${body}`;
const run = (filter: string): string =>
  set(`    scope: {project: a/b}\n    event:\n      type: OnRunMetric\n      filter: ${filter}`);

describe('hover', () => {
  it.each([
    ['a key', set('    ev▮ent: OnLinkArtifact'), 'event', 'Required.'],
    [
      'a key by its other name',
      set('    action: {type: SendNotification, se▮verity: INFO}'),
      'severity',
      'Default: `INFO`',
    ],
    [
      'a key of a filter with the default of the App',
      run('{type: MetricThresholdFilter, win▮dow: 5}'),
      'window',
      'App fills in `5`',
    ],
    ['an event type', set('    event: OnLink▮Artifact'), 'OnLinkArtifact', 'On the wire `LINK_MODEL`'],
    ['a wire name', set('    event: LINK▮_MODEL'), 'LINK_MODEL', 'OnLinkArtifact'],
    ['an action type', set('    action: SendWeb▮hook'), 'SendWebhook', 'X-Wandb-Signature'],
    ['a level in any case', set('    action: {type: SendNotification, level: wa▮rn}'), 'warn', 'A warning.'],
    ['a method', run('RunEvent.metric("loss").av▮g(5) > 10'), 'avg', '.avg(window)'],
    ['a class', run('Run▮Event.metric("loss") > 10'), 'RunEvent', 'A run'],
    ['a function', run('ab▮s(metric("a").zscore(30)) > 3'), 'abs', 'abs(zscore)'],
    [
      'a constructor',
      run('MetricThreshold▮Filter(name="a", cmp=">", threshold=1)'),
      'MetricThresholdFilter',
      'window=1',
    ],
    ['a sign', run('metric("loss") > 10 ▮& name == "a"'), '&', 'Both hold'],
    ['a comparison', run('metric("loss") ▮> 10'), '>', 'Greater than'],
    ['a negation', run('metric("loss") > 1 & ▮~(name == "a")'), '~', 'Does not hold'],
    [
      'an argument of a constructor',
      run('MetricThresholdFilter(name="a", agg="AVERAGE", win▮dow=5, cmp=">", threshold=1)'),
      'window',
      'App fills in `5`',
    ],
    ['an argument of a method', run('metric("loss").changes_by(fr▮ac=0.1)'), 'frac', '0.1 is 10 %'],
    ['a state', set('    event: {type: OnRunState, filter: state == "fai▮led"}'), '"failed"', 'or crashed'],
    [
      'an event type on a line of its own',
      set('    event:\n      OnLink▮Artifact'),
      'OnLinkArtifact',
      'On the wire `LINK_MODEL`',
    ],
    [
      'an expression on lines of its own',
      run('\n        metric("loss")\n        .av▮g(5) > 1'),
      'avg',
      '.avg(window)',
    ],
    [
      'where an event is only said to work',
      set('    event: OnRun▮State'),
      'OnRunState',
      'Scopes: project. Taken by the API, but not offered by W&B’s App: team, organization.',
    ],
    [
      'an example that fits the event',
      set('    event: {type: OnAddArtifactTag, fil▮ter: tag == "a"}'),
      'filter',
      'such as `ArtifactEvent.tag == "reviewed"`',
    ],
    [
      'a filter in words',
      run('metric("loss").avg(5) > 1▮0'),
      'metric("loss").avg(5) > 10',
      'Fires when the average of the last 5 values of `loss` is above 10',
    ],
    [
      'what a filter compiles to',
      run('metric("loss") > 1▮0'),
      'metric("loss") > 10',
      '"threshold_filter":{"name":"loss"',
    ],
    ['a filter in double quotes', run('"metric(\\"loss\\").a▮vg(5) > 1"'), 'avg', '.avg(window)'],
    [
      'a variable',
      set(
        '    event: OnLinkArtifact\n    action: {type: SendWebhook, integration: h, payload: {a: "by ${event_au▮thor}"}}',
      ),
      '${event_author}',
      'For example `alice`',
    ],
    [
      'a variable that stays empty',
      set(
        '    event: OnLinkArtifact\n    action: {type: SendWebhook, integration: h, payload: {a: "${al▮ias}"}}',
      ),
      '${alias}',
      'leaves it empty',
    ],
    [
      'a variable promised for ARIA only',
      run('metric("a") > 1\n    action: {type: SendWebhook, integration: h, payload: {a: "${run_n▮ame}"}}'),
      '${run_name}',
      'ARIA prompts only',
    ],
    [
      'a variable in Slack',
      set('    event: OnLinkArtifact\n    action: {type: SendNotification, text: "${event_au▮thor}"}'),
      '${event_author}',
      'not documented',
    ],
    [
      'a secret',
      set(
        '    event: OnLinkArtifact\n    action: {type: SendWebhook, integration: h, payload: {a: "${MY_TO▮KEN}"}}',
      ),
      '${MY_TOKEN}',
      'A secret of the team',
    ],
    ['a rule in a comment', '# wandb-automations: ignore filter-re▮gex\nname: x', 'filter-regex', 'RE2'],
  ])('%s', async (_, marked, about, text) => {
    const found = await hoverAt(marked);
    expect(found?.about).toBe(about);
    expect(found?.text).toContain(text);
  });

  it('tells what to write where in the order of the question', async () => {
    const found = await hoverAt(run('metric("loss").av▮g(5) > 10'));
    expect(found?.text.split('\n\n')).toEqual([
      '```python\n.avg(window)\n```',
      'Mean of the latest values.',
      '---',
      'Fires when the average of the last 5 values of `loss` is above 10; at most once per run in 24 hours.',
      expect.stringMatching(/^```json\n\{.*\}\n```$/) as string,
    ]);
  });

  it.each([
    ['a name', 'na: x▮'],
    ['a variable where none is replaced', set('    description: by ${event_au▮thor}')],
    [
      'a variable in the name of a webhook',
      set('    event: OnLinkArtifact\n    action: {type: SendWebhook, integration: "${event_au▮thor}"}'),
    ],
    ['the blank before a filter', run(' ▮ metric("loss") > 1')],
    ['what cannot be read', run('▮[1, 2]')],
    ['a comment', '# ju▮st a note\nname: x'],
    ['nothing', '▮'],
    ['an unknown key', 'nam▮es: x'],
  ])('says nothing about %s', async (_, marked) => {
    expect(await hoverAt(marked)).toBeNull();
  });

  const threshold =
    'type: MetricThresholdFilter, name: val/loss, agg: AVERAGE, window: 5, cmp: ">", threshold: 3';
  const above3 =
    'Fires when the average of the last 5 values of `val/loss` is above 3; at most once per run in 24 hours.';
  const event3 = '"threshold_filter":{"name":"val/loss","agg_op":"AVERAGE","window_size":5';
  const artifact = (filter: string): string =>
    set(`    scope: {project: a/b}\n    event: {type: OnAddArtifactAlias, filter: ${filter}}`);
  const onProd = 'Fires when an alias is assigned to an artifact version, if the alias matches `"^prod"`.';
  const eventProd = '{"$or":[{"$and":[{"alias":{"$regex":"^prod"}}]}]}';
  const aboutLoss = 'Fires when the latest value of `loss` is above 1; ';

  it.each([
    [
      'the key',
      run(`{${threshold}}`).replace('filter', 'fil▮ter'),
      'filter',
      'Which of these events',
      above3,
      event3,
    ],
    [
      'the class',
      run(`{${threshold}}`).replace('Thres', 'Thr▮es'),
      'MetricThresholdFilter',
      'passes a fixed number',
      above3,
      event3,
    ],
    [
      'a key of the class',
      run(`{${threshold}}`).replace('window', 'win▮dow'),
      'window',
      'App fills in `5`',
      above3,
      event3,
    ],
    ['a number', run(`{${threshold}}`).replace('window: 5', 'window: ▮5'), '5', '', above3, event3],
    [
      'a choice',
      run(`{${threshold}}`).replace('AVERAGE', 'AVE▮RAGE'),
      'AVERAGE',
      'Mean of the values',
      above3,
      event3,
    ],
    [
      'a block',
      run('\n        type: MetricZScoreFilter\n        na▮me: loss'),
      'name',
      'Key of the metric',
      'at least 3.0 standard deviations away',
      '"zscore_filter"',
    ],
    [
      'runs',
      run(`{${threshold}, run: RunEvent.na▮me.contains("prod")}`),
      'name',
      'Display name',
      'for runs where the name contains `"prod"`',
      '{\\"display_name\\":{\\"$contains\\":\\"prod\\"}}',
    ],
    [
      'runs in a document',
      run(`{${threshold}, run: {display_na▮me: prod}}`),
      'display_name',
      'RunEvent.name',
      'for runs where the name is `"prod"`',
      event3,
    ],
    [
      'a document',
      artifact('▮{alias: {$regex: "^prod"}}'),
      '{alias: {$regex: "^prod"}}',
      '',
      onProd,
      eventProd,
    ],
    [
      'a field',
      artifact('{al▮ias: {$regex: "^prod"}}'),
      'alias',
      'In an expression `ArtifactEvent.alias`.',
      onProd,
      eventProd,
    ],
    [
      'an operator',
      artifact('{alias: {$re▮gex: "^prod"}}'),
      '$regex',
      'In an expression `.matches_regex(pattern)`.',
      onProd,
      eventProd,
    ],
    [
      'a list of documents',
      artifact('{$o▮r: [{alias: a}, {alias: b}]}'),
      '$or',
      'At least one of the list holds. In an expression `|`.',
      'if the alias is `"a"` or the alias is `"b"`.',
      '"$or"',
    ],
    ['an operand', artifact('{alias: {$regex: "^pr▮od"}}'), '"^prod"', '', onProd, eventProd],
    [
      'a field that nobody knows',
      artifact('{meta▮data.a: 1}'),
      'metadata.a',
      '',
      'if `metadata.a` is 1',
      '{"metadata.a":{"$eq":1}}',
    ],
    ['JSON', artifact(`{js▮on: '${eventProd}'}`), 'json', 'exactly as the server gets it', onProd, eventProd],
    [
      'JSON of an old shape',
      artifact(`{json: '{▮"x":1}'}`),
      `'{"x":1}'`,
      '',
      'It is sent as it is. What it means can’t be told here.',
      '{"x":1}',
    ],
    [
      'a mapping in a string',
      run(`'{"type": "MetricThresholdFilter", "name": "loss", ▮"cmp": ">", "threshold": 1}'`),
      `'{"type": "MetricThresholdFilter", "name": "loss", "cmp": ">", "threshold": 1}'`,
      '',
      aboutLoss,
      '"loss"',
    ],
    [
      'a misspelled event',
      run('metric("loss") > ▮1').replace('OnRunMetric', 'OnRunMetrics'),
      'metric("loss") > 1',
      '',
      aboutLoss,
      '"loss"',
    ],
    [
      'no event yet',
      set('    event:\n      filter: metric("loss") > ▮1'),
      'metric("loss") > 1',
      '',
      aboutLoss,
      '"loss"',
    ],
    ['an alias', `x-f: &f metric("loss") > 1\n${run('*▮f')}`, '*f', '', aboutLoss, '"loss"'],
  ])('explains a whole filter at %s of it', async (_, marked, about, docs, sentence, document) => {
    const found = await hoverAt(marked);
    expect(found?.about).toBe(about);
    const [own = '', whole = own] = found?.text.split('---\n\n') ?? [];
    expect(own).toContain(docs);
    expect(whole).toContain(sentence);
    expect(whole).toContain(document);
  });

  it('says nothing of a whole that has a mistake in it', async () => {
    const found = await hoverAt(run('{type: MetricThresholdFilter, na▮me: loss}'));
    expect(found?.text).not.toContain('---');
  });

  it('shows no image that a name brings', async () => {
    const found = await hoverAt(run(`'metric("a\\x60 ![x](https://e.test/x.png)") > ▮1'`));
    expect(found?.text).toContain('``a` ![x](https://e.test/x.png)``');
  });

  it('speaks Japanese', async () => {
    const table = readFileSync(join(__dirname, '../../l10n/catalog.ja.json'), 'utf8');
    const translations = JSON.parse(table) as Translations;
    const japanese = await startEditor({ locale: 'ja', options: { translations } });
    expect((await hoverAt(set('    ev▮ent: OnLinkArtifact'), japanese))?.text).toContain('監視するもの');
  });

  it('is plain text for a client without Markdown', async () => {
    const poor = await startEditor({ capabilities: poorClient });
    const { text, position } = cursorIn(run('metric("loss").avg(5) > 10 & ▮~(name == "x")'));
    expect((await poor.open('poor.automation.yaml', text).hover(position))?.contents).toEqual({
      kind: 'plaintext',
      value: [
        '~',
        'Does not hold. Only before run filters and artifact filters.',
        '---',
        'Fires when the average of the last 5 values of loss is above 10, for runs where the name is not "x"; at most once per run in 24 hours.',
        '{"run_filter":"{\\"$and\\":[{\\"$not\\":{\\"display_name\\":{\\"$eq\\":\\"x\\"}}}]}","run_metric_filter":{"threshold_filter":{"name":"loss","agg_op":"AVERAGE","window_size":5,"cmp_op":"$gt","threshold":10}},"metric_filter":null}',
      ].join('\n\n'),
    });
  });
});
