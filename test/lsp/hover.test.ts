import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cursorIn, Editor, poorClient } from './editor';
import { startEditor } from './start-editor';
import type { MarkupContent } from 'vscode-languageserver-protocol';

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
    ['a comparison', run('metric("loss") ▮> 10'), '>', 'greater than'],
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

  it.each([
    ['a name', 'na: x▮'],
    ['a comment', '# ju▮st a note\nname: x'],
    ['nothing', '▮'],
    ['an unknown key', 'nam▮es: x'],
  ])('says nothing about %s', async (_, marked) => {
    expect(await hoverAt(marked)).toBeNull();
  });

  it('speaks Japanese', async () => {
    const japanese = await startEditor({ locale: 'ja' });
    expect((await hoverAt(set('    ev▮ent: OnLinkArtifact'), japanese))?.text).toContain('監視するもの');
  });

  it('is plain text for a client without Markdown', async () => {
    const poor = await startEditor({ capabilities: poorClient });
    const document = poor.open('poor.automation.yaml', 'name: x');
    expect((await document.hover({ line: 0, character: 1 }))?.contents).toMatchObject({ kind: 'plaintext' });
  });
});
