import { afterEach, describe, expect, it } from 'vitest';
import type { Trigger } from '../../core/api/model';
import { protocolMethods, type SpecFileAutomation, type SpecsResult } from '../../core/protocol';
import { Editor, type EditorOptions } from './editor';
import { remoteWith, savedTrigger } from './server-facts';

let editors: Editor[] = [];
afterEach(async () => {
  await Promise.all(editors.map((editor) => editor.close()));
  editors = [];
});

async function start(options: EditorOptions): Promise<Editor> {
  const editor = await Editor.start(options);
  editors.push(editor);
  return editor;
}

const spec = (more = ''): string =>
  `name: a\nscope: {project: team/finetune}\nevent: OnLinkArtifact\naction: DoNothing\n${more}`;
const uri = 'file:///w/a.automation.yaml';

async function automations(editor: Editor): Promise<readonly SpecFileAutomation[]> {
  const { files } = await editor.request<SpecsResult>(protocolMethods.specs, undefined);
  return files.flatMap((file) => file.automations);
}

/** As soon as the server has told that there is something new. */
async function settled(editor: Editor): Promise<readonly SpecFileAutomation[]> {
  for (;;) {
    const found = await automations(editor);
    if (found.length > 0 && found.every(({ state }) => state !== 'unknown')) return found;
    const told = changes(editor);
    await editor.until(() => changes(editor) > told);
  }
}

const changes = (editor: Editor): number =>
  editor.asked.filter((method) => method === protocolMethods.specsChanged).length;

describe('specs', () => {
  it.each([
    ['new', [], spec(), undefined, []],
    ['new', [savedTrigger({ name: 'b' })], spec(), undefined, []],
    ['inSync', [savedTrigger()], spec(), 'T1', []],
    ['inSync', [savedTrigger({ enabled: false })], spec(), 'T1', []],
    ['drifted', [savedTrigger({ enabled: false })], spec('enabled: true\n'), 'T1', ['enabled']],
    ['drifted', [savedTrigger()], spec('description: Who\n'), 'T1', ['description']],
    ['drifted', [savedTrigger({ name: 'before' })], spec('previous_name: before\n'), 'T1', ['name']],
    ['drifted', [savedTrigger({ name: 'b' })], spec('id: T1\n'), 'T1', ['name']],
  ] as const)('%s', async (state, triggers, text, triggerId, differences) => {
    const editor = await start({ remote: remoteWith(() => triggers), files: new Map([[uri, text]]) });
    expect(await settled(editor)).toMatchObject([{ name: 'a', state, differences }]);
    const [first] = await automations(editor);
    expect(first?.triggerId).toBe(triggerId);
  });

  it('knows nothing of automations with errors, and says so', async () => {
    const editor = await start({
      remote: remoteWith(() => [savedTrigger()]),
      files: new Map([[uri, spec().replace('DoNothing', 'Nothing')]]),
    });
    expect(await automations(editor)).toMatchObject([{ state: 'unknown', differences: [] }]);
  });

  it('is told to have changed with the facts, and only with them', async () => {
    let triggers: readonly Trigger[] = [];
    const editor = await start({ remote: remoteWith(() => triggers), files: new Map([[uri, spec()]]) });
    expect(await settled(editor)).toMatchObject([{ state: 'new' }]);
    triggers = [savedTrigger()];
    editor.notify(protocolMethods.remoteChanged, { reason: 'written' });
    const told = changes(editor);
    await editor.until(() => changes(editor) > told);
    expect(await settled(editor)).toMatchObject([{ state: 'inSync' }]);
  });
});
