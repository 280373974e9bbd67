import { expect, it, describe } from 'vitest';
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

  it('initializes, serves and shuts down', async () => {
    const editor = await startEditor();
    expect(editor.initialized.capabilities.textDocumentSync).toMatchObject({ change: 2 });
    const document = editor.open('a.automation.yaml', 'name: x\n');
    expect(await document.diagnostics()).toBeDefined();
  });
});
