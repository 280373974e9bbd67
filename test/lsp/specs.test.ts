import { describe, expect, it } from 'vitest';
import type { Trigger } from '../../core/api/model';
import { protocolMethods, type SpecFileAutomation, type SpecsResult } from '../../core/protocol';
import type { Editor } from './editor';
import { startEditor } from './start-editor';
import { lockText, remoteWith, savedTrigger } from './server-facts';

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
    const editor = await startEditor({ remote: remoteWith(() => triggers), files: new Map([[uri, text]]) });
    expect(await settled(editor)).toMatchObject([{ name: 'a', state, differences }]);
    const [first] = await automations(editor);
    expect(first?.triggerId).toBe(triggerId);
  });

  const lockUri = 'file:///w/wandb-automations.lock.json';
  const renamed = savedTrigger({ name: 'b' });

  it.each([
    ['changed', [savedTrigger()], spec('description: Who\n'), lockText(savedTrigger()), ['description']],
    ['drifted', [renamed], spec(), lockText(savedTrigger()), ['name']],
    [
      'drifted',
      [savedTrigger({ enabled: false })],
      spec('enabled: true\n'),
      lockText(savedTrigger()),
      ['enabled'],
    ],
    [
      'conflict',
      [savedTrigger({ enabled: false })],
      spec('enabled: true\ndescription: Who\n'),
      lockText(savedTrigger()),
      ['description', 'enabled'],
    ],
    ['inSync', [savedTrigger()], spec(), lockText(savedTrigger({ enabled: false })), []],
    ['deleted', [], spec(), lockText(savedTrigger()), []],
    [
      'drifted',
      [savedTrigger()],
      spec('description: Who\n'),
      lockText(savedTrigger({ id: 'T9' })),
      ['description'],
    ],
    ['drifted', [savedTrigger()], spec('description: Who\n'), '{', ['description']],
  ] as const)('%s, by the lock file', async (state, triggers, text, lock, differences) => {
    const files = new Map([
      [uri, text],
      [lockUri, lock],
    ]);
    const editor = await startEditor({ remote: remoteWith(() => triggers), files });
    expect(await settled(editor)).toMatchObject([{ state, differences }]);
  });

  it('follow the lock file, wherever the configuration puts it', async () => {
    const files = new Map([
      [uri, spec('description: Who\n')],
      ['file:///w/wandb-automations.config.yaml', 'lock: state/wandb.json\n'],
    ]);
    const editor = await startEditor({ remote: remoteWith(() => [savedTrigger()]), files });
    expect(await settled(editor)).toMatchObject([{ state: 'drifted' }]);
    files.set('file:///w/state/wandb.json', lockText(savedTrigger()));
    const told = changes(editor);
    editor.notify('workspace/didChangeWatchedFiles', {
      changes: [{ uri: 'file:///w/state/wandb.json', type: 1 }],
    });
    await editor.until(() => changes(editor) > told);
    expect(await settled(editor)).toMatchObject([{ state: 'changed' }]);
  });

  it('say once that a lock file can’t be understood, and go on without it', async () => {
    const files = new Map([
      [uri, spec()],
      [lockUri, '<<<<<<< HEAD\n'],
    ]);
    const editor = await startEditor({ remote: remoteWith(() => [savedTrigger()]), files });
    await settled(editor);
    editor.notify(protocolMethods.remoteChanged, { reason: 'refresh' });
    const told = changes(editor);
    await editor.until(() => changes(editor) > told);
    await settled(editor);
    expect(editor.logs.filter((line) => line.includes('lock.json'))).toHaveLength(1);
  });

  it('knows nothing of automations with errors, and says so', async () => {
    const editor = await startEditor({
      remote: remoteWith(() => [savedTrigger()]),
      files: new Map([[uri, spec().replace('DoNothing', 'Nothing')]]),
    });
    expect(await automations(editor)).toMatchObject([{ state: 'unknown', differences: [] }]);
  });

  it('is told to have changed with the facts, and only with them', async () => {
    let triggers: readonly Trigger[] = [];
    const editor = await startEditor({ remote: remoteWith(() => triggers), files: new Map([[uri, spec()]]) });
    expect(await settled(editor)).toMatchObject([{ state: 'new' }]);
    triggers = [savedTrigger()];
    editor.notify(protocolMethods.remoteChanged, { reason: 'written' });
    const told = changes(editor);
    await editor.until(() => changes(editor) > told);
    expect(await settled(editor)).toMatchObject([{ state: 'inSync' }]);
  });
});
