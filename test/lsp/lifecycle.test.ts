import { expect, it, describe } from 'vitest';
import { nodeWorld } from '../../server/node-world';
import { PATIENCE } from '../../server/patience';
import { startEditor } from './start-editor';

describe('lifecycle', () => {
  it('takes null, and what is no list, for what a client doesn’t have', async () => {
    const editor = await startEditor({
      capabilities: {
        workspace: null,
        textDocument: { hover: null, completion: { completionItem: { resolveSupport: {} } } },
      } as never,
      initialize: { workspaceFolders: [null] as never },
    });
    expect(editor.initialized.capabilities.hoverProvider).toBe(true);
  });

  it('goes on when the client has an error for an answer', async () => {
    const editor = await startEditor({
      settings: () => {
        throw new Error('No settings today.');
      },
    });
    const document = editor.open('a.automation.yaml', 'name: x\n');
    expect(await editor.request('workspace/symbol', { query: 'x' })).toMatchObject([{ name: 'x' }]);
    editor.notify('workspace/didChangeConfiguration', { settings: null });
    await editor.until(() => editor.logs.some((line) => line.includes('didChangeConfiguration')));
    expect(await document.hover({ line: 0, character: 1 })).not.toBeNull();
  });

  it('goes on when the client never answers, once it has been patient', async () => {
    const { later } = nodeWorld();
    const editor = await startEditor({
      settings: () => new Promise(() => undefined),
      world: { later: (delay, work) => later(delay === PATIENCE ? 1 : delay, work) },
    });
    editor.open('a.automation.yaml', 'name: x\n');
    expect(await editor.request('workspace/symbol', { query: 'x' })).toMatchObject([{ name: 'x' }]);
  });

  it('initializes, serves and shuts down', async () => {
    const editor = await startEditor();
    expect(editor.initialized.capabilities.textDocumentSync).toMatchObject({ change: 2 });
    const document = editor.open('a.automation.yaml', 'name: x\n');
    expect(await document.diagnostics()).toBeDefined();
  });
});
