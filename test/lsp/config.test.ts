import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MarkupContent } from 'vscode-languageserver-protocol';
import { accept } from './apply';
import { cursorIn, Editor } from './editor';

let editor: Editor;
beforeAll(async () => {
  editor = await Editor.start();
});
afterAll(() => editor.close());

let folders = 0;
const place = (): string => `folder-${String(folders++)}/wandb-automations.config.yaml`;

describe('the configuration file', () => {
  it('is checked', async () => {
    const document = editor.open(place(), 'rules:\n  drift: loud\n');
    expect((await document.diagnostics()).map(({ range }) => range.start.line)).toEqual([1]);
  });

  it.each([
    ['▮', 'rules', 'rules:\n  ▮'],
    ['rules:\n  ▮', 'filter-regex', 'rules:\n  filter-regex: ▮'],
    ['rules:\n  filter-regex: ▮', 'off', 'rules:\n  filter-regex: off▮'],
  ])('%j + %s', async (marked, label, after) => {
    const { text, position } = cursorIn(marked);
    const items = await editor.open(place(), text).complete(position);
    const item = items.find((each) => each.label === label);
    expect(item && accept(text, item).replace('"off"', 'off')).toBe(after);
  });

  it('is explained', async () => {
    const document = editor.open(place(), 'entity: my-team\n');
    const hover = await document.hover({ line: 0, character: 2 });
    expect((hover?.contents as MarkupContent).value).toContain('**entity**');
  });
});
