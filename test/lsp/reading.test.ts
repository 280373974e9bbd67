import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  DocumentSymbol,
  FoldingRange,
  InlayHint,
  Range,
  SelectionRange,
  SemanticTokens,
  SignatureHelp,
  SymbolInformation,
  TextEdit,
  WorkspaceSymbol,
} from 'vscode-languageserver-protocol';
import { known } from '../../core/api/known';
import { applyAll } from './apply';
import { cursorIn, Editor, poorClient, type EditorDocument } from './editor';
import { semanticTokens } from './semantic-tokens';
import { startEditor } from './start-editor';

let editor: Editor;
beforeAll(async () => {
  editor = await Editor.start();
});
afterAll(() => editor.close());

let files = 0;
const open = (text: string): EditorDocument =>
  editor.open(`reading-${String(files++)}.automation.yaml`, text);
const sliceOf = (text: string, { start, end }: Range): string => {
  const lines = text.split('\n');
  return start.line === end.line
    ? lines[start.line]!.slice(start.character, end.character)
    : [
        lines[start.line]!.slice(start.character),
        ...lines.slice(start.line + 1, end.line),
        lines[end.line]!.slice(0, end.character),
      ].join('\n');
};

const two = `# Two of them
# in one file
defaults:
  scope: {project: team/p}

automations:
  - name: first
    event:
      type: OnRunMetric
      filter: metric("loss").avg(5) > 10
    action: DoNothing
  - name: second
    scopes:
      - {project: team/p}
      - {team: team}
    event: OnLinkArtifact
    action:
      type: SendNotification
      integration: "#ml"
`;

describe('symbols of a document', () => {
  it('are automations with their event and action', async () => {
    const document = open(two);
    const symbols = await editor.request<DocumentSymbol[]>('textDocument/documentSymbol', document.id);
    expect(
      symbols.map(({ name, detail, children }) => [name, detail, children?.map((child) => child.name)]),
    ).toEqual([
      ['first', 'project team/p', ['OnRunMetric', 'DoNothing']],
      ['second', 'project team/p and 1 more', ['OnLinkArtifact', 'SendNotification']],
    ]);
    expect(sliceOf(two, symbols[1]!.selectionRange)).toBe('second');
  });

  it('have names without what can’t be seen', async () => {
    const hostile = two
      .replace('name: first', String.raw`name: "fi\u202Erst\e[31m"`)
      .replace('second', '"\\u200B"');
    const document = open(hostile);
    const symbols = await editor.request<DocumentSymbol[]>('textDocument/documentSymbol', document.id);
    expect(symbols.map(({ name }) => name)).toEqual(['fi rst [31m', '(without a name)']);
  });

  it('are flat for an editor without a hierarchy', async () => {
    const poor = await startEditor({ capabilities: poorClient });
    const document = poor.open('poor.automation.yaml', two);
    const symbols = await poor.request<SymbolInformation[]>('textDocument/documentSymbol', document.id);
    expect(symbols.map(({ name, containerName }) => [name, containerName])).toContainEqual([
      'DoNothing',
      'first',
    ]);
  });

  it('are left to another extension that shows an outline', async () => {
    const beside = await startEditor({
      options: { others: { outline: true, folding: true, formatting: true } },
    });
    expect(beside.initialized.capabilities).toMatchObject({
      documentSymbolProvider: false,
      foldingRangeProvider: false,
      documentFormattingProvider: false,
    });
  });
});

describe('symbols of the workspace', () => {
  it('are all automations whose names have the letters', async () => {
    const disk = new Map([['file:///w/other.automation.yaml', two.replace('first', 'loss-spike')]]);
    const other = await startEditor({ files: disk });
    const find = async (query: string): Promise<string[]> =>
      (await other.request<WorkspaceSymbol[]>('workspace/symbol', { query })).map(({ name }) => name);
    expect(await find('')).toEqual(['loss-spike', 'second']);
    expect(await find('lsp')).toEqual(['loss-spike']);
    expect(await find('xyz')).toEqual([]);
  });
});

describe('folding', () => {
  it('folds automations, what is in them, what stands at the top, and comments', async () => {
    const ranges = await editor.request<FoldingRange[]>('textDocument/foldingRange', open(two).id);
    expect(
      ranges.map(({ startLine, endLine, kind }) => [startLine, endLine, ...(kind ? [kind] : [])]),
    ).toEqual([
      [0, 1, 'comment'],
      [2, 3],
      [5, 18],
      [6, 10],
      [7, 9],
      [11, 18],
      [12, 14],
      [16, 18],
    ]);
  });

  it('folds the list of each document of its own', async () => {
    const set = 'automations:\n  - name: a\n    action: DoNothing\n  - name: b\n    action: DoNothing\n';
    const ranges = await editor.request<FoldingRange[]>(
      'textDocument/foldingRange',
      open(`${set}---\n${set}`).id,
    );
    expect(ranges.map(({ startLine, endLine }) => [startLine, endLine])).toEqual([
      [0, 4],
      [1, 2],
      [3, 4],
      [6, 10],
      [7, 8],
      [9, 10],
    ]);
  });
});

describe('selection', () => {
  it('grows from a piece of an expression to the file', async () => {
    const { text, position } = cursorIn(two.replace('avg', 'a▮vg'));
    const [selection] = await editor.request<SelectionRange[]>('textDocument/selectionRange', {
      ...open(text).id,
      positions: [position],
    });
    const grown: string[] = [];
    for (let each: SelectionRange | undefined = selection; each; each = each.parent)
      grown.push(sliceOf(text, each.range));
    expect(grown.slice(0, 4)).toEqual([
      'metric("loss").avg',
      'metric("loss").avg(5)',
      'metric("loss").avg(5) > 10',
      'filter: metric("loss").avg(5) > 10',
    ]);
    expect(grown.at(-1)).toBe(text);
  });

  it.each([
    ['LF', two],
    ['CRLF', two.replaceAll('\n', '\r\n')],
    [
      'quotes',
      `automations:\n  - name: q\n    event: {type: OnRunState, filter: "RunEvent.state == \\"failed\\""}\n`,
    ],
    ['two documents', `${two}---\n${two.replace('first', 'third').replace('second', 'fourth')}`],
  ])('grows around its place, everywhere: %s', async (_, text) => {
    const document = open(text);
    const positions = text
      .split('\n')
      .flatMap((line, number) => Array.from(line, (_letter, character) => ({ line: number, character })));
    const selections = await editor.request<SelectionRange[]>('textDocument/selectionRange', {
      ...document.id,
      positions,
    });
    const place = ({ line, character }: Range['start']): number => line * 1000 + character;
    const holds = (outer: Range, inner: Range): boolean =>
      place(outer.start) <= place(inner.start) && place(inner.end) <= place(outer.end);
    for (const [index, position] of positions.entries()) {
      let inner: Range = { start: position, end: position };
      for (let each: SelectionRange | undefined = selections[index]; each; each = each.parent) {
        expect(holds(each.range, inner), JSON.stringify([position, inner, each.range])).toBe(true);
        inner = each.range;
      }
    }
  });
});

describe('signature help', () => {
  it.each([
    ['metric("loss").avg(▮)', 'avg(window)', 'window'],
    ['metric("loss").decreases_by(▮)', 'decreases_by(*, diff=…, frac=…)', 'diff'],
    ['metric("loss").decreases_by(frac=▮)', 'decreases_by(*, diff=…, frac=…)', 'frac'],
    ['metric("loss").avg(5).decreases_by(frac=0.1▮', 'decreases_by(*, diff=…, frac=…)', 'frac'],
    [
      'MetricZScoreFilter(name="a", ▮)',
      'MetricZScoreFilter(name, window=30, threshold=3.0, change_dir=ANY)',
      'window',
    ],
    ...[
      ['MetricZScoreFilter(threshold=3, ▮)', 'name'],
      ['MetricZScoreFilter(name="a", threshold=3, ▮)', 'window'],
      ['MetricZScoreFilter(name="a", threshold= ▮)', 'threshold'],
      ['MetricZScoreFilter(name="a", threshold=3 ▮, window=2)', 'threshold'],
      ['MetricZScoreFilter(name="a", window_size=▮)', 'window'],
      ['MetricZScoreFilter(name="a", cha▮)', 'change_dir'],
      ['MetricZScoreFilter(▮, name="a")', 'window'],
    ].map(([filter = '', active = '']) => [
      filter,
      'MetricZScoreFilter(name, window=30, threshold=3.0, change_dir=ANY)',
      active,
    ]),
    ['metric("loss").avg(window=▮)', 'avg(window)', 'window'],
    ['metric("loss").decreases_by(diff=1, ▮)', 'decreases_by(*, diff=…, frac=…)', 'frac'],
  ])('%s', async (filter, label, active) => {
    const { text, position } = cursorIn(two.replace('metric("loss").avg(5) > 10', filter));
    const help = await editor.request<SignatureHelp>('textDocument/signatureHelp', {
      ...open(text).id,
      position,
    });
    const [signature] = help.signatures;
    expect(signature?.label).toBe(label);
    const [start, end] = signature!.parameters![help.activeParameter!]!.label as [number, number];
    expect(label.slice(start, end)).toBe(active);
  });

  it.each([
    ['plain, behind a blank', 'MetricThresholdFilter(name="a", ▮', 'agg'],
    ['plain, right behind a parenthesis', 'metric("loss").avg( ▮', 'window'],
    ['plain, on lines of its own', '\n        MetricThresholdFilter(name="a",\n          ▮', 'agg'],
    ['plain, in the middle of its lines', '\n        metric("loss")\n        .avg(▮5) > 1', 'window'],
    ['quoted', `'MetricThresholdFilter(name="a", ▮'`, 'agg'],
    ['a block', '|\n        MetricThresholdFilter(name="a", ▮', 'agg'],
    ['runs of a class', '{type: MetricThresholdFilter, run: "name.contains(▮"}', 'text'],
  ])('goes on in an expression that is %s', async (_, filter, active) => {
    const { text, position } = cursorIn(two.replace('metric("loss").avg(5) > 10', filter));
    const help = await editor.request<SignatureHelp>('textDocument/signatureHelp', {
      ...open(text).id,
      position,
    });
    const [signature] = help.signatures;
    const [start, end] = signature!.parameters![help.activeParameter!]!.label as [number, number];
    expect(signature?.label.slice(start, end)).toBe(active);
  });

  it.each([
    ['a name', two.replace('first', 'fi▮rst')],
    ['a name that looks like a call', two.replace('first', 'metric(▮)')],
    ['a name that looks like half a call', two.replace('first', 'metric( ▮')],
    ['a description', two.replace('first', 'first\n    description: the metric("a").avg(▮) of')],
    ['a payload', two.replace('DoNothing', '{type: SendWebhook, payload: {a: "metric(▮)"}}')],
    ['what follows a filter', two.replace('> 10', '> 10 ▮')],
    ['what follows a quoted filter', two.replace('metric("loss").avg(5) > 10', `'metric(' ▮`)],
    ['the next key', two.replace('> 10', '> metric(\n    ▮')],
  ])('is silent in %s', async (_, marked) => {
    const { text, position } = cursorIn(marked);
    expect(await editor.request('textDocument/signatureHelp', { ...open(text).id, position })).toBeNull();
  });
});

describe('semantic tokens', () => {
  const shown = async (text: string): Promise<string[]> => {
    const lines = text.split('\n');
    const tokens = await semanticTokens(editor, open(text));
    return tokens.map(({ line, start, end, type }) => `${type} ${lines[line]!.slice(start, end)}`);
  };

  it('colour expressions and template variables', async () => {
    const text = two.replace('"#ml"', '"#ml"\n      text: by ${event_author}');
    expect(await shown(text)).toEqual([
      'method metric',
      'string "loss"',
      'method avg',
      'number 5',
      'operator >',
      'number 10',
      'variable ${event_author}',
    ]);
  });

  it('colour every line of what goes over several', async () => {
    const text = two.replace(
      'metric("loss").avg(5) > 10',
      '>-\n        RunEvent.metric("loss")\n        > 10 & name == "a"',
    );
    expect(await shown(text)).toEqual([
      'class RunEvent',
      'method metric',
      'string "loss"',
      'operator >',
      'number 10',
      'operator &',
      'variable name',
      'operator ==',
      'string "a"',
    ]);
  });

  it('leave the indentation alone before the rest of a string', async () => {
    const text = two.replace('metric("loss").avg(5) > 10', '>-\n        name == "a\n        b"');
    expect((await shown(text)).slice(-2)).toEqual(['string "a', 'string b"']);
  });

  it.each([
    [
      'in a block',
      '\n        type: MetricThresholdFilter\n        name: loss\n        cmp: $gt\n        threshold: 1\n        run: name == "a"',
    ],
    ['in braces', '{type: MetricThresholdFilter, name: loss, cmp: $gt, threshold: 1, run: \'name == "a"\'}'],
    ['folded', '\n        type: MetricChangeFilter\n        run: >-\n          name\n          == "a"'],
    ['half typed', '{type: MetricZScoreFilter, run: name == "a"}'],
  ])('colour the expression about the run of a filter class, %s', async (_, filter) => {
    expect(await shown(two.replace('metric("loss").avg(5) > 10', filter))).toEqual([
      'variable name',
      'operator ==',
      'string "a"',
    ]);
  });

  it('can be asked for what is seen', async () => {
    const range = { start: { line: 11, character: 0 }, end: { line: 18, character: 0 } };
    const tokens = await editor.request<SemanticTokens>('textDocument/semanticTokens/range', {
      ...open(two).id,
      range,
    });
    expect(tokens.data).toEqual([]);
  });
});

describe('inlay hints', () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  const ask = (text: string, inEditor = editor): Promise<InlayHint[]> => {
    const { id } = inEditor.open(`hints-${String(files++)}.automation.yaml`, text);
    return inEditor.request<InlayHint[]>('textDocument/inlayHint', { ...id, range });
  };
  const hints = async (text: string, inEditor = editor): Promise<[string, string][]> => {
    const found = await ask(text, inEditor);
    return found.map(({ position, label }) => [
      text.split('\n')[position.line]!.slice(0, position.character).trim(),
      label as string,
    ]);
  };

  it('show defaults that apply', async () => {
    expect(await hints(two.replace('.avg(5)', ''))).toEqual([
      ['filter: metric("loss") > 10', 'latest value'],
      ['type: SendNotification', 'level: INFO'],
    ]);
    expect(await hints(two.replace('> 10', '.changes_by(diff=1)'))).toContainEqual([
      'filter: metric("loss").avg(5) .changes_by(diff=1)',
      'against the 5 before',
    ]);
  });

  it('say it once where several automations share an event', async () => {
    const text =
      'automations:\n' +
      ['&e {type: OnRunMetric, filter: metric("loss") > 1}', '*e', '*e']
        .map(
          (event, i) =>
            `  - name: a${i}\n    scope: {project: t/p}\n    event: ${event}\n    action: DoNothing\n`,
        )
        .join('');
    expect((await hints(text)).map(([, label]) => label)).toEqual(['latest value']);
  });

  const ofFilter = async (filter: string): Promise<[string, string] | undefined> => {
    const found = await hints(two.replace('metric("loss").avg(5) > 10', filter));
    return found.find(([, label]) => !label.startsWith('level'));
  };

  it.each([
    ['metric("loss").avg(5) > 10', undefined],
    ['metric("loss").changes_by(diff=1)', 'latest value, against the one before'],
    ['metric("prior_window").avg(3).increases_by(frac=0.1)', 'against the 3 before'],
    ['metric("loss").zscore(30) > 3', undefined],
    ['{type: MetricThresholdFilter, name: loss, agg: AVERAGE, cmp: ">", threshold: 3}', 'window: 1'],
    ['{type: MetricThresholdFilter, name: loss, window: 5, cmp: ">", threshold: 3}', 'latest value'],
    ['MetricThresholdFilter(name="loss", agg="AVERAGE", cmp=">", threshold=3)', 'window=1'],
    [
      '{type: MetricChangeFilter, name: loss, agg: MAX, change_type: RELATIVE, change_dir: ANY, threshold: 0.1}',
      'window: 1, against the one before',
    ],
    [
      'MetricChangeFilter(name="prior_window", agg="MAX", window=7, change_type="RELATIVE", change_dir="ANY", threshold=0.1)',
      'against the 7 before',
    ],
    [
      '{type: MetricChangeFilter, name: loss, agg: MAX, current_window_size: 7, prior_window_size: 3, change_type: RELATIVE, change_dir: ANY, threshold: 0.1}',
      undefined,
    ],
    ['{type: MetricZScoreFilter, name: loss}', 'window: 30, threshold: 3.0, change_dir: ANY'],
    ['MetricZScoreFilter(name="loss", threshold=2)', 'window=30, change_dir=ANY'],
    [`'{"type": "MetricZScoreFilter", "name": "loss", "window": 5, "threshold": 2}'`, 'change_dir: ANY'],
  ])('show what the SDK fills in: %s', async (filter, label) => {
    expect(await ofFilter(filter)).toEqual(label && [`filter: ${filter}`, label]);
  });

  it('tell what the App would fill in', async () => {
    const [hint] = await ask(two.replace('.avg(5)', ''));
    expect(hint?.tooltip).toBe('What the SDK fills in. W&B’s App fills in agg=AVERAGE, window=5.');
    const [zscore] = await ask(two.replace('metric("loss").avg(5) > 10', 'MetricZScoreFilter(name="a")'));
    expect(zscore?.tooltip).toBe('What the SDK fills in.');
  });

  it.each([
    ['|\n        metric("loss") > 3\n', 'metric("loss") > 3'],
    ['>-\n        metric("loss")\n        > 3\n\n', '> 3'],
    ['"metric(\\"loss\\") > 3"', 'filter: "metric(\\"loss\\") > 3"'],
    [
      '\n        type: MetricThresholdFilter\n        name: loss\n        cmp: ">"\n        threshold: 3',
      'threshold: 3',
    ],
  ])('stand behind the last character of the filter %j', async (filter, before) => {
    expect(await ofFilter(filter)).toEqual([before, 'latest value']);
  });

  it('say nothing about what is written', async () => {
    expect(await hints(two.replace('integration:', 'level: WARN\n      integration:'))).toEqual([]);
  });

  it('show what the defaults bring in', async () => {
    const text = two
      .replace('team/p}', 'team/p}\n  slack: ml\n  webhook: {name: hook}\n  level: WARN')
      .replace('      integration: "#ml"\n', '')
      .replace('DoNothing', 'SendWebhook');
    expect(await hints(text)).toEqual([
      ['action: SendWebhook', 'integration: hook'],
      ['type: SendNotification', 'integration: #ml'],
      ['type: SendNotification', 'level: WARN'],
    ]);
  });

  describe('of a Slack workspace that is known', () => {
    const channel = { type: 'slack', id: 'S', channelName: 'ml', teamName: 'Acme' };
    const inWorkspace = async (text: string, other: Editor): Promise<string[]> =>
      (await hints(text, other)).map((hint) => hint.join(' ← ')).filter((hint) => hint.includes('Acme'));
    const written = (integration: string): string =>
      two.replace('"#ml"', integration).replace('integration:', 'level: WARN\n      integration:');

    it.each([
      [written('"#ml"'), ['integration: "#ml" ← in Acme']],
      [written('{channel: "#ml"}'), ['integration: {channel: "#ml" ← in Acme']],
      [written('{channel: ml, entity: other}'), ['integration: {channel: ml ← in Acme']],
      [written('{channel: "#ml", workspace: Acme}'), []],
      [
        written('x').replace('      integration: x\n', '').replace('team/p}', 'team/p}\n  slack: "#ml"'),
        ['type: SendNotification ← integration: #ml in Acme'],
      ],
    ])('%s', async (text, wanted) => {
      const other = await startEditor({
        remote: ({ lookup }) => (lookup === 'integration' ? known([channel]) : known(undefined)),
      });
      // Asked for again when the server says that more is known.
      await expect.poll(() => inWorkspace(text, other)).toEqual(wanted);
      await other.until(() => other.asked.includes('workspace/inlayHint/refresh'));
      expect(await inWorkspace(text, other)).toEqual(wanted);
    });
  });
});

describe('formatting', () => {
  it('brings a spec into the usual layout', async () => {
    const text = 'name:   x\nevent:\n    type: OnLinkArtifact\naction:   DoNothing\n';
    const edits = await editor.request<TextEdit[]>('textDocument/formatting', {
      ...open(text).id,
      options: { tabSize: 2, insertSpaces: true },
    });
    expect(applyAll(text, edits)).toBe('name: x\nevent:\n  type: OnLinkArtifact\naction: DoNothing\n');
  });

  it('leaves broken YAML alone', async () => {
    const document = open('name:   [\n');
    expect(
      await editor.request('textDocument/formatting', {
        ...document.id,
        options: { tabSize: 2, insertSpaces: true },
      }),
    ).toEqual([]);
  });

  it.each([
    ['automations:\n  - name: x\n  ▮', 'automations:\n  - name: x\n    '],
    ['automations:\n  - name: x\n▮', 'automations:\n  - name: x\n    '],
    ['event:\n▮', 'event:\n  '],
    ['automations:\n  - event:\n  ▮', 'automations:\n  - event:\n      '],
    ['name: x\n▮', 'name: x\n'],
    ['  text: |\n▮', '  text: |\n    '],
    ['automations:\n  - text: >- # Long.\n  ▮', 'automations:\n  - text: >- # Long.\n      '],
    ['"a: b":\n▮', '"a: b":\n  '],
  ])('indents the new line of %j', async (marked, result) => {
    const { text, position } = cursorIn(marked);
    const edits = await editor.request<TextEdit[]>('textDocument/onTypeFormatting', {
      ...open(text).id,
      position,
      ch: '\n',
      options: { tabSize: 2, insertSpaces: true },
    });
    expect(applyAll(text, edits)).toBe(result);
  });

  const inAction = (value: string): string =>
    `automations:\n  - name: x\n    action:\n      type: SendNotification\n      text: ${value}\n  - name: y\n`;
  const texts = [
    ['a block', '|\n        - step: one\n        ▮'],
    ['a block, behind a list', '|\n        - step: one\n▮'],
    ['a block, behind a key', '|\n        steps:\n        ▮'],
    ['a block, between lines', '|\n        - step: one\n        ▮\n        - step: two'],
    ['a folded block', '>-\n        - step: one\n        ▮'],
    ['a block with a line that is further in', '|\n        a\n          - step: one\n          ▮'],
    ['double quotes', '"first\n        - step: one\n        ▮\n        last"'],
    ['single quotes', "'first\n        steps:\n        ▮\n        last'"],
    ['quotes that nobody has closed', '"first\n        - step: one\n        ▮'],
    ['a plain text of several lines', 'first\n        - step\n        ▮\n        last'],
  ] as const;

  it.each(texts)('leaves a new line in %s as it is', async (_, value) => {
    for (const name of ['a.automation.yaml', 'a.automation.test.yaml']) {
      const { text, position } = cursorIn(inAction(value));
      const document = editor.open(name, text);
      const edits = await editor.request<TextEdit[]>('textDocument/onTypeFormatting', {
        ...document.id,
        position,
        ch: '\n',
        options: { tabSize: 2, insertSpaces: true },
      });
      document.close();
      expect(edits).toEqual([]);
    }
  });

  it.each([
    ['- name: "a\n  ▮\n    b"', 'quotes that begin beside a dash'],
    ['- name: "\n  ▮\n  "', 'quotes with nothing in them'],
    ['- text: |\n  ▮\n    b', 'a block whose text stands below'],
    ['- text: a\n  ▮\n    b', 'a plain text that goes on below'],
  ])('leaves a new line in %j, %s, as it is', async (marked) => {
    const { text, position } = cursorIn(`automations:\n${marked}\n`);
    const edits = await editor.request<TextEdit[]>('textDocument/onTypeFormatting', {
      ...open(text).id,
      position,
      ch: '\n',
      options: { tabSize: 2, insertSpaces: true },
    });
    expect(edits).toEqual([]);
  });
});
