import { describe, expect, it } from 'vitest';
import type { CompletionItem, CompletionList } from 'vscode-languageserver-protocol';
import { known } from '../../../core/api/known';
import { parseYaml } from '../../../core/spec/yaml/parse';
import { accept } from '../apply';
import { cursorIn, type Editor, poorClient } from '../editor';
import { startEditor } from '../start-editor';
import { caseFiles, completions } from './case-files';
import { answer } from './names';

const resolve = (editor: Editor, item: CompletionItem): Promise<CompletionItem> =>
  editor.request('completionItem/resolve', item);

async function itemsAt(
  editor: Editor,
  marked: string,
  name = 'a.automation.yaml',
): Promise<CompletionItem[]> {
  const { text, position } = cursorIn(marked);
  const document = editor.open(name, text);
  const items = await document.completeAll(position);
  document.close();
  return items;
}

describe('documentation', () => {
  it('comes when an item is resolved', async () => {
    const editor = await startEditor();
    expect(editor.initialized.capabilities.completionProvider?.resolveProvider).toBe(true);
    const items = await itemsAt(editor, 'name: a\n▮');
    expect(items.filter(({ documentation }) => documentation)).toEqual([]);
    const event = items.find(({ label }) => label === 'event')!;
    const resolved = await resolve(editor, event);
    expect(resolved).toMatchObject({ label: 'event', documentation: { kind: 'markdown' } });
    expect(resolved.textEdit).toEqual(event.textEdit);
  });

  it('of an older list is not that of the newest', async () => {
    const editor = await startEditor();
    const [old] = await itemsAt(editor, 'name: a\n▮');
    await itemsAt(editor, 'scope: {▮}');
    expect(await resolve(editor, old!)).toEqual(old);
  });

  it.each([{}, { data: 'x' }, { data: [1] }, { data: [1, 99] }])(
    'of what is no item of ours is nothing: %j',
    async (more) => {
      const editor = await startEditor();
      await itemsAt(editor, 'name: a\n▮');
      expect(await resolve(editor, { label: 'x', ...more })).toEqual({ label: 'x', ...more });
    },
  );

  it('stands in the list where the client doesn’t resolve', async () => {
    const editor = await startEditor({ capabilities: poorClient });
    expect(editor.initialized.capabilities.completionProvider?.resolveProvider).toBeUndefined();
    const items = await itemsAt(editor, 'event: {type: OnRunMetric, filter: metric("a").▮}');
    expect(items.length).toBeGreaterThan(5);
    for (const { documentation, detail, data } of items) {
      expect([typeof documentation, typeof detail, data]).toEqual(['string', 'string', undefined]);
    }
  });
});

describe('lists', () => {
  it('say the range once', async () => {
    const editor = await startEditor();
    const { text, position } = cursorIn('name: a\nev▮');
    const document = editor.open('a.automation.yaml', text);
    const list = await editor.request<CompletionList>('textDocument/completion', {
      ...document.id,
      position,
    });
    expect(list.itemDefaults?.editRange).toEqual({ start: { line: 1, character: 0 }, end: position });
    expect(list.items.filter(({ textEdit }) => textEdit)).toEqual([]);
  });

  it('go on where the client can ask again by itself', async () => {
    const suggest = 'editor.action.triggerSuggest';
    const editor = await startEditor({ options: { commands: [suggest] } });
    const [first] = await itemsAt(editor, 'name: a\nev▮');
    expect(first).toMatchObject({ label: 'event', command: { command: suggest } });
    const plain = await startEditor();
    const [other] = await itemsAt(plain, 'name: a\nev▮');
    expect(other?.command).toBeUndefined();
  });
});

describe('names of the server', () => {
  const event = (filter: string): string => `event: {type: OnRunMetric, filter: ${filter}}`;

  it('of several projects say where they are from', async () => {
    const editor = await startEditor({ remote: answer });
    const [found] = await itemsAt(
      editor,
      `scopes: [{project: team/finetune}, {project: team/pretrain}]\n${event('metric("▮")')}`,
    );
    expect(found).toMatchObject({
      label: 'val/loss',
      labelDetails: { description: 'team/finetune, team/pretrain' },
    });
    expect((await resolve(editor, found!)).documentation).toMatchObject({
      value: [
        '`team/finetune`: 0.1235, logged by 3 of the newest 5 runs.',
        '`team/pretrain`: 0.1235, logged by 3 of the newest 5 runs.',
      ].join('\n\n'),
    });
  });

  it('of several owners say it, too', async () => {
    const editor = await startEditor({
      remote: (params) => {
        if (params.lookup !== 'slackChannels') return answer(params);
        const teamName = 'entity' in params.ask && params.ask.entity === 'team' ? 'Acme' : 'Other';
        return known([{ type: 'slack', id: 'S', channelName: 'ops', teamName }]);
      },
    });
    const action = 'action: {type: SendNotification, integration: ▮}';
    const scopes = 'scopes: [{project: team/a}, {project: other/b}]';
    const items = await itemsAt(editor, `${scopes}\n${action}`);
    // Each of the owners has one, so that its name is enough.
    expect(items.map(({ label, labelDetails }) => [label, labelDetails?.description])).toEqual([
      ['#ops', 'Acme, Other'],
    ]);
    expect(accept(cursorIn(`${scopes}\n${action}`).text, items[0]!)).toContain("integration: '#ops'▮}");
  });
});

describe('rules in a comment', () => {
  it('come first where they report something', async () => {
    const editor = await startEditor({ remote: answer });
    const marked = [
      'name: a',
      'scope: {project: team/finetune}',
      'event:',
      '  type: RUN_METRIC',
      '  # wandb-automations: ignore ▮',
      '  filter: metric("val/lose") > 1',
      'action: DoNothing',
    ].join('\n');
    const { text, position } = cursorIn(marked);
    const document = editor.open('a.automation.yaml', text);
    await editor.diagnostics(({ diagnostics }) => diagnostics.some(({ code }) => code === 'unknown-metric'));
    const [first, second] = await document.completeAll(position);
    expect(first?.label).toBe('unknown-metric');
    expect(second?.label).not.toBe('wire-name');
    const { documentation } = await resolve(editor, first!);
    expect(documentation).toMatchObject({ value: expect.stringContaining('**unknown-metric**') as string });
    document.close();
  });
});

describe('characters that accept an item', () => {
  const all = ['alias.', 'name.', 'state.', 'tag.'];

  it.each(caseFiles.filter((name) => name !== 'config'))(
    'leave what can be read, wherever they are typed: %s',
    async (file) => {
      const editor = await startEditor({ remote: answer });
      const seen = new Set<string>();
      const places = new Map(completions(file).map(({ at, before }) => [before, at]));
      for (const [before, at] of places) {
        const { text } = cursorIn(before);
        const errors = parseYaml(text).problems.length;
        for (const item of await itemsAt(editor, before, `${at}.automation.yaml`)) {
          for (const character of item.commitCharacters ?? []) {
            const after = accept(text, item).replace('▮', character);
            seen.add(`${item.label}${character}`);
            expect([after, parseYaml(after).problems.length <= errors]).toEqual([after, true]);
            expect(after).not.toMatch(/\.\.|\(\(/);
          }
        }
      }
      if (file === 'expressions') expect([...seen].sort()).toEqual(all);
      else expect(all).toEqual(expect.arrayContaining([...seen]));
    },
  );

  it('are nothing for a client that doesn’t know them', async () => {
    const completionItem = { snippetSupport: true };
    const editor = await startEditor({ capabilities: { textDocument: { completion: { completionItem } } } });
    const items = await itemsAt(editor, 'event: {type: OnRunState, filter: ▮}');
    expect(items.filter(({ commitCharacters }) => commitCharacters)).toEqual([]);
  });
});
