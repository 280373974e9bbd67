import { onTestFinished } from 'vitest';
import { Editor, type EditorOptions } from './editor';

/** An editor with a server of its own for one test, closed however that ends. */
export async function startEditor(options: EditorOptions = {}): Promise<Editor> {
  const editor = await Editor.start(options);
  onTestFinished(() => editor.close());
  return editor;
}
