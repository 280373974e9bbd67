import { expect, it, describe } from 'vitest';
import { Editor } from './editor';

describe('lifecycle', () => {
  it('initializes, serves and shuts down', async () => {
    const editor = await Editor.start();
    expect(editor.initialized.capabilities.textDocumentSync).toMatchObject({ change: 2 });
    const document = editor.open('a.automation.yaml', 'name: x\n');
    expect(await document.diagnostics()).toBeDefined();
    await editor.close();
  });
});
