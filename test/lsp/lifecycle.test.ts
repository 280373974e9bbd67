import { expect, it, describe } from 'vitest';
import { startEditor } from './start-editor';

describe('lifecycle', () => {
  it('initializes, serves and shuts down', async () => {
    const editor = await startEditor();
    expect(editor.initialized.capabilities.textDocumentSync).toMatchObject({ change: 2 });
    const document = editor.open('a.automation.yaml', 'name: x\n');
    expect(await document.diagnostics()).toBeDefined();
  });
});
