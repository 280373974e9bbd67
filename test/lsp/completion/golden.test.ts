import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompletionItem } from 'vscode-languageserver-protocol';
import { parseYaml } from '../../../core/spec/yaml/parse';
import { accept } from '../apply';
import { cursorIn, Editor } from '../editor';
import { caseFiles, completions } from './case-files';
import { answer } from './names';

let files = 0;

async function itemsAt(editor: Editor, file: string, marked: string): Promise<CompletionItem[]> {
  const { text, position } = cursorIn(marked);
  const folder = `${file}-${String(files++)}`;
  const document = editor.open(
    `${folder}/${file === 'config' ? 'wandb-automations.config.yaml' : 'a.automation.yaml'}`,
    text,
  );
  const items = await document.completeAll(position);
  document.close();
  return items;
}

const ofWindows = (text: string): string => text.replaceAll(/\r?\n/g, '\r\n');

const syntaxErrors = (text: string): number =>
  parseYaml(text.replace('▮', '')).problems.filter(({ code }) => code === 'yaml-syntax').length;

describe.each(caseFiles)('%s', (file) => {
  let editor: Editor;
  beforeAll(async () => {
    editor = await Editor.start({ ...(file !== 'around' && { remote: answer }) });
  });
  afterAll(() => editor.close());

  const cases = completions(file).map((each) => [each.at, each.label, each] as const);

  const ofSeveralLines = cases.filter(([, , { before }]) => before.includes('\n'));
  it.each(ofSeveralLines)('in the line breaks of Windows, %s: %s', async (_, label, { before, after }) => {
    const marked = ofWindows(before);
    const items = await itemsAt(editor, file, marked);
    const item = items.find((each) => each.label === label);
    if (item) expect(accept(cursorIn(marked).text, item)).toBe(ofWindows(after ?? ''));
    else expect(label).toMatch(/^(∅$|= )/);
  });

  it.each(cases)('%s: %s', async (_, label, { before, after }) => {
    const items = await itemsAt(editor, file, before);
    const { line } = cursorIn(before).position;
    for (const { textEdit } of items)
      if (textEdit && 'range' in textEdit) {
        const { start, end } = textEdit.range;
        expect([start.line, end.line]).toEqual([line, line]);
      }
    const labels = items.map((item) => item.label);
    const only = label === '∅' ? [] : label.startsWith('= ') ? label.slice(2).split(' ¦ ') : undefined;
    if (only) {
      expect(labels).toEqual(only);
      return;
    }
    expect(labels).toContain(label);
    const item = items[labels.indexOf(label)]!;
    const found = accept(cursorIn(before).text, item);
    expect(found).toBe(after);
    expect(syntaxErrors(found)).toBeLessThanOrEqual(syntaxErrors(before));
  });
});
