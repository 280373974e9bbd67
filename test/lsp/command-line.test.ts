import { afterEach, describe, expect, it } from 'vitest';
import { pathToFileURL } from 'node:url';
import { Workplace } from '../../cli/testing';
import { nodeDisk } from '../../server/workspace/disk';
import { Editor } from './editor';

const spec = (name: string, action = 'DoNothing'): string =>
  `name: ${name}\nscope: {team: my-team}\nevent: {type: OnRunState, filter: 'state == "failed"'}\naction: ${action}\n`;
const regex = (name: string): string =>
  `name: ${name}\nscope: {registry: o/r}\nevent: {type: OnAddArtifactAlias, filter: alias.matches_regex("(?=a)")}\naction: DoNothing\n`;

/** Every way for a file to be a spec, or not to be one, and problems of several kinds. */
const corpus: Readonly<Record<string, string>> = {
  'wandb-automations.config.yaml':
    'files: [alerts/**/*.{yml,yaml}, "odd name/*.yaml"]\nrules: {scope-run-event-entity: error, drfit: off}\n',
  'a.automation.yaml': spec('a'),
  'b.automation.yml': spec('b', 'DoNothinc'),
  'sub/c.AUTOMATION.yaml': spec('c', '[unclosed'),
  'alerts/deep/d.yml': spec('d', 'DoNothinc'),
  'alerts/e.automation.test.yaml': 'tests: [\n',
  'alerts/f.json': '{',
  'odd name/(g)@+.yaml': spec('g', 'DoNothinc'),
  'marked.yaml': `# wandb-automations: v1\n${spec('h', 'DoNothinc')}`,
  'nearly-marked.yaml': `# wandb-automations: v12\n${spec('i', 'DoNothinc')}`,
  'other.yaml': spec('j', 'DoNothinc'),
  'regex.automation.yaml': regex('k'),
  'ignored.automation.yaml': `# wandb-automations: ignore-file scope-run-event-entity\n${spec('l')}`,
  'node_modules/x/m.automation.yaml': spec('m', 'DoNothinc'),
  'one.automation.yaml': spec('shared'),
  'two.automation.yaml': spec('shared'),
  'three.automation.yaml': `# wandb-automations: ignore-file duplicate-name\n${spec('shared')}`,
  'pinned.automation.yaml': spec('pinned').replace('name: pinned', 'name: pinned\nid: T1'),
  'wandb-automations.lock.json': '{"version": 1, "hosts": {}}',
  'sub/wandb-automations.config.yaml': 'rules: loud\n',
};

interface Found {
  readonly file: string;
  readonly diagnostics: readonly {
    readonly code: string;
    readonly range: unknown;
    readonly message: string;
  }[];
}

let place: Workplace | undefined;
let editor: Editor | undefined;
afterEach(async () => {
  await editor?.close();
  place?.remove();
});

describe('the command line and the editor', () => {
  it('say the same of a folder', async () => {
    place = new Workplace(corpus);
    const root = pathToFileURL(place.folder).href;
    editor = await Editor.start({
      initialize: { workspaceFolders: [{ name: 'w', uri: root }] },
      world: { disk: nodeDisk },
    });
    await editor.request('workspace/symbol', { query: '' });
    const ofEditor = new Map(
      editor.published
        .filter(({ diagnostics }) => diagnostics.length > 0)
        .map(({ uri, diagnostics }) => [
          decodeURIComponent(uri.slice(root.length + 1)),
          diagnostics.map(({ code, range, message }) => ({ code, range, message })),
        ]),
    );
    const { out } = await place.run(['validate', '--format', 'json', '.']);
    const { files } = JSON.parse(out) as { files: Found[] };
    const ofCommandLine = new Map(
      files
        .filter(({ diagnostics }) => diagnostics.length > 0)
        .map(({ file, diagnostics }) => [
          file,
          diagnostics.map(({ code, range, message }) => ({ code, range, message })),
        ]),
    );
    expect([...ofEditor.keys()].sort()).toEqual([...ofCommandLine.keys()].sort());
    expect(ofCommandLine.size).toBeGreaterThan(7);
    // Who shows them puts them in an order.
    const sorted = (found: Found['diagnostics'] | undefined): readonly string[] =>
      (found ?? []).map((one) => JSON.stringify(one)).sort();
    for (const [file, diagnostics] of ofCommandLine)
      expect([file, sorted(ofEditor.get(file) as Found['diagnostics'])]).toEqual([file, sorted(diagnostics)]);
  });
});
