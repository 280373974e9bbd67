import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  DocumentHighlight,
  DocumentLink,
  Location,
  TextDocumentEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { applyAll } from './apply';
import { cursorIn, Editor, poorClient } from './editor';
import { startEditor } from './start-editor';
import { known } from '../../core/api/known';

const spec = `automations:
  - name: spike
    scope: {project: t/p}
    event: {type: OnRunMetric, filter: metric("val/loss") > 1}
    action: {type: SendNotification, integration: "#ml"}
`;
const tests = `spec: ./other.automation.yaml
tests:
  - name: fires
    automation: spike
    runs: []
    expect: []
`;
const files = (): Map<string, string> =>
  new Map([
    ['file:///w/other.automation.yaml', spec],
    ['file:///w/other.automation.test.yaml', tests],
  ]);

let editor: Editor;
beforeAll(async () => {
  editor = await Editor.start({ files: files() });
  await editor.request('workspace/symbol', { query: '' });
});
afterAll(() => editor.close());

let count = 0;
async function ask<Result>(
  method: string,
  marked: string,
  more: object = {},
  name?: string,
): Promise<Result> {
  const { text, position } = cursorIn(marked);
  const document = editor.open(name ?? `navigation-${String(count++)}.automation.yaml`, text);
  const answer = await editor.request<Result>(method, { ...document.id, position, ...more });
  document.close();
  return answer;
}
const at = ({ uri, range }: Location): string =>
  `${uri.split('/').at(-1)!}:${String(range.start.line)}:${String(range.start.character)}`;

const anchored = `x-hook: &hook {type: SendWebhook, integration: h}
automations:
  - name: a
    scope: &scope {project: t/p}
    event: OnLinkArtifact
    action: *hook
  - name: b
    scope: *scope
    event: OnLinkArtifact
    action: *hook
`;

describe('definition', () => {
  it.each([
    ['of an alias', anchored.replace('action: *hook', 'action: *ho▮ok'), '0:9'],
    ['of an alias in another automation', anchored.replace('scope: *scope', 'scope: *▮scope'), '3:12'],
  ])('%s', async (_, marked, place) => {
    expect(at(await ask<Location>('textDocument/definition', marked))).toMatch(new RegExp(`:${place}$`));
  });

  it('of an alias is left to another extension that knows anchors', async () => {
    const beside = await startEditor({ options: { others: { anchors: true } } });
    const { text, position } = cursorIn(anchored.replace('action: *hook', 'action: *ho▮ok'));
    const document = beside.open('a.automation.yaml', text);
    expect(await beside.request('textDocument/definition', { ...document.id, position })).toBeNull();
    const ofServer = beside.open('wandb-automation://w.test/W%26B/team/a.automation.yaml?team%2FT1', text);
    expect(await beside.request('textDocument/definition', { ...ofServer.id, position })).not.toBeNull();
  });

  it('of an automation that a test names', async () => {
    const marked = tests.replace('automation: spike', 'automation: sp▮ike');
    expect(at(await ask<Location>('textDocument/definition', marked, {}, 'mine.automation.test.yaml'))).toBe(
      'other.automation.yaml:1:10',
    );
  });

  it('of the spec that a test is for', async () => {
    const marked = tests.replace('other', 'oth▮er');
    expect(at(await ask<Location>('textDocument/definition', marked, {}, 'mine.automation.test.yaml'))).toBe(
      'other.automation.yaml:0:0',
    );
  });

  const shared = `defaults:
  scope: {project: t/p}
  slack: {channel: "#shared"}
  webhook: hook
automations:
  - {name: a, event: OnLinkArtifact, action: {type: SendNotification, integration: shared}}
  - {name: b, event: OnLinkArtifact, action: {type: SendWebhook, integration: shared}}
`;

  it('of an integration, where the defaults name it', async () => {
    const marked = shared.replace('integration: shared', 'integration: sh▮ared');
    expect(at(await ask<Location>('textDocument/definition', marked))).toMatch(/:2:19$/);
  });

  it('of an integration that the defaults name, at its other places', async () => {
    const found = await ask<Location[]>('textDocument/definition', shared.replace('#shared', '#sh▮ared'));
    expect(found.map(({ range }) => range.start.line)).toEqual([2, 5]);
  });

  it.each([
    ['metric', 'val/loss', 'val/▮loss'],
    ['integration', '"#ml"', 'm▮l'],
  ])('of a %s that is set nowhere: everything that speaks of it', async (_, name, marked) => {
    const found = await ask<Location[]>('textDocument/definition', spec.replace(name, marked));
    expect(found.map(at)).toEqual([
      expect.stringMatching(/^navigation/),
      expect.stringMatching(/^other\.automation\.yaml/),
    ]);
  });

  it('of nothing', async () => {
    expect(await ask('textDocument/definition', spec.replace('spike', 'spi▮ke'))).toBeNull();
  });
});

describe('references', () => {
  const context = { context: { includeDeclaration: true } };

  it('of an anchor', async () => {
    const found = await ask<Location[]>(
      'textDocument/references',
      anchored.replace('&hook', '&ho▮ok'),
      context,
    );
    expect(found.map(({ range }) => range.start.line)).toEqual([0, 5, 9]);
  });

  it('of a metric, in all specs', async () => {
    const found = await ask<Location[]>(
      'textDocument/references',
      spec.replace('val/loss', 'val/▮loss'),
      context,
    );
    expect(found.map(at)).toEqual([expect.stringMatching(/^navigation/), 'other.automation.yaml:3:47']);
  });

  it('of an integration, with or without #', async () => {
    const found = await ask<Location[]>('textDocument/references', spec.replace('"#ml"', 'm▮l'), context);
    expect(found).toHaveLength(2);
  });

  it('of an integration, those in defaults too, each once', async () => {
    const text = `defaults: {webhook: {name: ho▮ok}}\n${anchored}`;
    const found = await ask<Location[]>(
      'textDocument/references',
      text.replace('integration: h}', 'integration: hook}'),
      context,
    );
    expect(found.map(({ range }) => range.start.line)).toEqual([0, 1]);
  });

  it('of an automation, from a test that names it', async () => {
    const marked = tests.replace('automation: spike', 'automation: sp▮ike');
    const places = ['other.automation.yaml:1:10', 'other.automation.test.yaml:3:16'];
    const named = 'other.automation.test.yaml';
    expect((await ask<Location[]>('textDocument/references', marked, context, named)).map(at)).toEqual(
      places,
    );
    const uses = { context: { includeDeclaration: false } };
    expect((await ask<Location[]>('textDocument/references', marked, uses, named)).map(at)).toEqual([
      places[1],
    ]);
  });

  it.each(['a+b', 'x&y', "it's", '(p)', 'semi;colon', 'at@', 'q[1]', '日本', 'sp ace', '100%', 'ünï'])(
    'of an automation, in its tests, in a folder called %s, asked for at once',
    async (folder) => {
      // As VS Code spells addresses.
      const spelled = (name: string): string =>
        `file:///w/${encodeURIComponent(folder).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}/${name}`;
      const fresh = await startEditor({
        files: new Map([
          [
            new URL(`file:///w/${folder.replace('%', '%25')}/a.automation.test.yaml`).href,
            tests.replace('other', 'a'),
          ],
        ]),
      });
      const { text, position } = cursorIn(spec.replace('spike', 'sp▮ike'));
      const document = fresh.open(spelled('a.automation.yaml'), text);
      const found = await fresh.request<Location[]>('textDocument/references', {
        ...document.id,
        position,
        ...context,
      });
      expect(found.map(at)).toEqual(['a.automation.yaml:1:10', 'a.automation.test.yaml:3:16']);
    },
  );

  it('of an automation, in its tests', async () => {
    const found = await ask<Location[]>(
      'textDocument/references',
      spec.replace('spike', 'sp▮ike'),
      context,
      'other.automation.yaml',
    );
    expect(found.map(at)).toEqual(['other.automation.yaml:1:10', 'other.automation.test.yaml:3:16']);
  });
});

describe('highlights', () => {
  it('show the same metric', async () => {
    const marked = `${spec}${spec.replace('automations:\n', '')}`.replace('val/loss', 'val/▮loss');
    const found = await ask<DocumentHighlight[]>('textDocument/documentHighlight', marked);
    expect(found.map(({ range }) => range.start.line)).toEqual([3, 7]);
  });

  it('show the same automation', async () => {
    const again = spec.replace('automations:\n', '').replace('t/p', 't/q');
    const found = await ask<DocumentHighlight[]>(
      'textDocument/documentHighlight',
      `${spec.replace('spike', 'sp▮ike')}${again}${again.replace('spike', 'other')}`,
    );
    expect(found.map(({ range }) => range.start)).toEqual([
      { line: 1, character: 10 },
      { line: 5, character: 10 },
    ]);
  });

  it('show an integration in the defaults and where it is used', async () => {
    const marked = spec.replace('automations', 'defaults: {slack: m▮l}\nautomations');
    const found = await ask<DocumentHighlight[]>('textDocument/documentHighlight', marked);
    expect(found.map(({ range }) => range.start.line)).toEqual([0, 5]);
  });

  it('show the tests of the same automation', async () => {
    const marked = `${tests}  - {name: again, automation: sp▮ike}\n  - {name: else, automation: other}\n`;
    const found = await ask<DocumentHighlight[]>(
      'textDocument/documentHighlight',
      marked,
      {},
      'mine.automation.test.yaml',
    );
    expect(found.map(({ range }) => range.start.line)).toEqual([3, 6]);
  });
});

describe('rename', () => {
  const changed = (text: string, edit: WorkspaceEdit, uri: RegExp): string => {
    const change = (edit.documentChanges as TextDocumentEdit[]).find(({ textDocument }) =>
      uri.test(textDocument.uri),
    );
    return applyAll(text, change?.edits as never);
  };

  it('changes an anchor and its aliases', async () => {
    const edit = await ask<WorkspaceEdit>(
      'textDocument/rename',
      anchored.replace('action: *hook', 'action: *ho▮ok'),
      { newName: 'deploy' },
    );
    expect(changed(anchored, edit, /navigation/)).toBe(
      anchored.replaceAll('hook {', 'deploy {').replaceAll('*hook', '*deploy'),
    );
  });

  it.each([
    ['a b', /spaces/],
    ['scope', /already/],
  ])('refuses %j for an anchor', async (newName, why) => {
    const refused = ask('textDocument/rename', anchored.replace('&hook', '&ho▮ok'), { newName });
    await expect(refused).rejects.toThrow(why);
  });

  it.each([
    [' ', /blank/],
    ['x'.repeat(256), /longer than 255/],
    ['other', /already/],
    // In another file.
    ['spike', /already/],
  ])('refuses %j for an automation', async (newName, why) => {
    const two = `automations:\n${['mi▮ne', 'other'].map((name) => `  - {name: ${name}, scope: {project: t/p}, event: OnLinkArtifact, action: DoNothing}\n`).join('')}`;
    await expect(ask('textDocument/rename', two, { newName })).rejects.toThrow(why);
  });

  it('finds the tests of a spec that was opened a moment ago', async () => {
    const fresh = await startEditor({ files: files() });
    const { text, position } = cursorIn(spec.replace('spike', 'sp▮ike'));
    const document = fresh.open('other.automation.yaml', text);
    const edit = await fresh.request<WorkspaceEdit>('textDocument/rename', {
      ...document.id,
      position,
      newName: 'x',
    });
    expect(edit.documentChanges).toHaveLength(2);
  });

  it('changes an automation in its spec and its tests', async () => {
    const edit = await ask<WorkspaceEdit>(
      'textDocument/rename',
      spec.replace('spike', 'sp▮ike'),
      { newName: 'loss: spike' },
      'other.automation.yaml',
    );
    expect(changed(spec, edit, /other\.automation\.yaml/)).toBe(spec.replace('spike', '"loss: spike"'));
    expect(changed(tests, edit, /test\.yaml/)).toBe(
      tests.replace('automation: spike', 'automation: "loss: spike"'),
    );
  });

  it.each([
    [
      'in brackets',
      '{name: t, automation: spike, expect: fires}',
      '{name: t, automation: "a, b", expect: fires}',
    ],
    [
      'in a text block',
      'automation: |- # why\n      spike\n    name: u\n',
      'automation: "a, b" # why\n    name: u\n',
    ],
    [
      'behind an anchor',
      'automation: &n spike\n  - {name: v, automation: *n}\n',
      'automation: &n "a, b"\n  - {name: v, automation: *n}\n',
    ],
    [
      'that a merge brings in',
      '&t {automation: spike}\n  - <<: *t\n',
      '&t {automation: "a, b"}\n  - <<: *t\n',
    ],
  ])('changes a name %s, once, as YAML takes it there', async (_, test, after) => {
    const before = `spec: named.automation.yaml\ntests:\n  - ${test}`;
    const open = editor.open('named.automation.test.yaml', before);
    const edit = await ask<WorkspaceEdit>(
      'textDocument/rename',
      spec.replace('spike', 'sp▮ike'),
      { newName: 'a, b' },
      'named.automation.yaml',
    );
    open.close();
    expect(changed(before, edit, /test\.yaml/)).toBe(`spec: named.automation.yaml\ntests:\n  - ${after}`);
  });

  describe('from a test', () => {
    const marked = tests.replace('automation: spike', 'automation: sp▮ike');
    const named = 'other.automation.test.yaml';

    it.each([
      ['that is not open', false],
      ['that is open', true],
    ])('changes the spec %s, too', async (_, isOpen) => {
      const text = isOpen ? `# Edited.\n${spec}` : spec;
      const open = isOpen ? editor.open('other.automation.yaml', text) : undefined;
      const edit = await ask<WorkspaceEdit>('textDocument/rename', marked, { newName: 'peak' }, named);
      open?.close();
      expect(changed(text, edit, /other\.automation\.yaml/)).toBe(text.replace('spike', 'peak'));
      expect(changed(tests, edit, /test\.yaml/)).toBe(tests.replace('automation: spike', 'automation: peak'));
    });

    it('changes every automation of that name, which tests can not tell apart', async () => {
      const again = spec.replace('automations:\n', '').replace('t/p', 't/q');
      const open = editor.open('other.automation.yaml', spec + again);
      const edit = await ask<WorkspaceEdit>('textDocument/rename', marked, { newName: 'peak' }, named);
      open.close();
      expect(changed(spec + again, edit, /other\.automation\.yaml/)).toBe(
        (spec + again).replaceAll('spike', 'peak'),
      );
    });

    it('says so where the spec has no such automation', async () => {
      const wrong = marked.replace('sp▮ike', 'lo▮ss');
      const refused = ask('textDocument/rename', wrong, { newName: 'peak' }, named);
      await expect(refused).rejects.toThrow('There is no automation "loss" in other.automation.yaml.');
    });

    it('says what can be renamed', async () => {
      expect(await ask('textDocument/prepareRename', marked, {}, named)).toMatchObject({
        range: { start: { line: 3, character: 16 }, end: { line: 3, character: 21 } },
        placeholder: 'spike',
      });
      const elsewhere = tests.replace('fires', 'fi▮res');
      expect(await ask('textDocument/prepareRename', elsewhere, {}, named)).toBeNull();
    });
  });

  it('says what can be renamed', async () => {
    expect(await ask('textDocument/prepareRename', spec.replace('spike', 'sp▮ike'))).toMatchObject({
      placeholder: 'spike',
    });
    expect(await ask('textDocument/prepareRename', spec.replace('event', 'eve▮nt'))).toBeNull();
  });

  it.each([
    ['', 'peak', spec.replace('name: spike', 'name: peak\n    previous_name: spike')],
    [
      ' and forgets an older one',
      'peak',
      spec.replace('name: spike', 'name: peak\n    previous_name: spike'),
      spec.replace('name: spike', 'name: spike\n    previous_name: old'),
    ],
    [
      ' until it has it again',
      'spike',
      spec,
      spec.replace('name: spike', 'name: peak\n    previous_name: spike'),
    ],
  ])('keeps the name of an automation that is on the server%s', async (_, newName, after, before = spec) => {
    const remote = await startEditor({
      remote: ({ lookup }) => {
        if (lookup === 'scope')
          return known({
            scopeType: 'PROJECT',
            scopeID: 'P1',
            name: 'p',
            entity: 't',
            url: 'https://wandb.test/t/p',
            runCount: 3,
          });
        if (lookup === 'automations')
          return known([{ id: 'T1', name: 'spike', scope: { __typename: 'Project', id: 'P1' } }]);
        return known(undefined);
      },
    });
    const document = remote.open('mine.automation.yaml', before);
    await remote.request('textDocument/codeLens', document.id).catch(() => undefined);
    const position = { line: 1, character: 12 };
    const range = { start: position, end: position };
    await remote.request('textDocument/inlayHint', { ...document.id, range });
    await remote.until(() => remote.asked.includes('workspace/inlayHint/refresh'));
    await remote.request('textDocument/inlayHint', { ...document.id, range });
    await remote.until(
      () => remote.asked.filter((method) => method === 'workspace/inlayHint/refresh').length > 1,
    );
    const edit = await remote.request<WorkspaceEdit>('textDocument/rename', {
      ...document.id,
      position,
      newName,
    });
    expect(changed(before, edit, /mine/)).toBe(after);
  });

  it('gives plain changes to an editor that knows no others', async () => {
    const poor = await startEditor({ capabilities: poorClient });
    const { text, position } = cursorIn(anchored.replace('&hook', '&ho▮ok'));
    const document = poor.open('poor.automation.yaml', text);
    const edit = await poor.request<WorkspaceEdit>('textDocument/rename', {
      ...document.id,
      position,
      newName: 'x',
    });
    expect(edit.changes?.[document.uri]).toHaveLength(3);
  });
});

describe('links', () => {
  it('lead from a test to its spec', async () => {
    const document = editor.open('linked.automation.test.yaml', tests);
    const links = await editor.request<DocumentLink[]>('textDocument/documentLink', document.id);
    expect(links).toMatchObject([
      { target: 'file:///w/other.automation.yaml', range: { start: { line: 0, character: 6 } } },
    ]);
    document.close();
  });

  it('lead from an automation to the first test that names it', async () => {
    const more = `${spec}  - {name: untested, scope: {project: t/p}, event: OnLinkArtifact, action: DoNothing}\n`;
    const document = editor.open('other.automation.yaml', more);
    const links = await editor.request<DocumentLink[]>('textDocument/documentLink', document.id);
    expect(links).toMatchObject([
      {
        target: 'file:///w/other.automation.test.yaml#L4,17',
        range: { start: { line: 1, character: 10 }, end: { line: 1, character: 15 } },
      },
    ]);
    document.close();
  });

  it('lead from a scope to its page, once that is known', async () => {
    const remote = await startEditor({
      remote: ({ lookup }) =>
        known(
          lookup === 'scope'
            ? {
                scopeType: 'PROJECT',
                scopeID: 'P1',
                name: 'p',
                entity: 't',
                url: 'https://wandb.test/t/p',
                runCount: 3,
              }
            : undefined,
        ),
    });
    const text = 'defaults:\n  scope: {project: t/p}\nautomations:\n  - name: a\n    scope: {project: t/q}\n';
    const document = remote.open('mine.automation.yaml', text);
    const links = (): Promise<DocumentLink[]> => remote.request('textDocument/documentLink', document.id);
    expect(await links()).toEqual([]);
    await remote.until(() => remote.asked.includes('workspace/codeLens/refresh'));
    expect(await links()).toMatchObject([
      { target: 'https://wandb.test/t/p', range: { start: { line: 1, character: 19 } } },
      { target: 'https://wandb.test/t/p', range: { start: { line: 4, character: 21 } } },
    ]);
  });
});
