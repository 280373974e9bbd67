import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accept } from '../apply';
import { cursorIn, Editor } from '../editor';

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
  it('are those that the event fills', async () => {
    const found = await labels(hook('{by: "${▮}"}', 'OnAddArtifactTag'));
    expect(found).toEqual(expect.arrayContaining(['${tag}', '${artifact_version}']));
    expect(found).not.toContain('${alias}');
    expect(found).not.toContain('${run_name}');
  });
});

describe('whole automations', () => {
  it('are valid as they are inserted', async () => {
    const names = (await labels('automations:\n  - ▮')).filter((label) => label.includes(' '));
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
