import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { TestApi } from '../../client/extension';
import { closeSpecs, openSpec, replaceIn } from './support/document';
import { eventually, extension, run } from './support/extension';
import { signedIn, signedOut } from './support/session';
import { rowOf } from './support/tree';

const RED_HAT = 'redhat.vscode-yaml';
const spec = (action = 'DoNothing'): string => `automations:
  -   name: watched
      scope: {team: my-team}
      event: {type: OnLinkArtifact}
      action: ${action}
`;
/** An alias in line 2 of an anchor in line 0. */
const aliased = `x-scope: &shared {team: my-team}
automations:
  - {name: a, scope: *shared, event: OnLinkArtifact, action: DoNothing}
`;

/**
 * Not the real one: it shows the least that an extension for YAML shows. VS Code takes an extension that is active away only when it is
 * restarted, so these come last in a window of their own.
 */
describe('Beside another YAML extension', () => {
  let folder: string;

  before(async () => {
    await extension();
    folder = await mkdtemp(join(tmpdir(), 'wandb-automations-'));
  });

  after(async () => {
    await closeSpecs();
    if (vscode.extensions.getExtension(RED_HAT))
      await vscode.commands.executeCommand('workbench.extensions.uninstallExtension', RED_HAT);
    await rm(folder, { recursive: true });
  });

  const outline = async (uri: vscode.Uri): Promise<string[]> => {
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
      'vscode.executeDocumentSymbolProvider',
      uri,
    );
    return (symbols ?? []).map(({ name }) => name);
  };

  const definitions = async (uri: vscode.Uri, character = 24): Promise<number[]> => {
    const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      uri,
      new vscode.Position(2, character),
    );
    return found.map((place) => ('range' in place ? place.range : place.targetRange).start.character);
  };

  const aliasUses = (uri: vscode.Uri): Thenable<vscode.Location[]> =>
    vscode.commands.executeCommand('vscode.executeReferenceProvider', uri, new vscode.Position(2, 8));

  const renamedAlias = (uri: vscode.Uri): Thenable<vscode.WorkspaceEdit> =>
    vscode.commands.executeCommand(
      'vscode.executeDocumentRenameProvider',
      uri,
      new vscode.Position(2, 8),
      'title',
    );

  const hovers = async (uri: vscode.Uri, line = 3): Promise<string[]> => {
    const found = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      uri,
      new vscode.Position(line, 8),
    );
    return found.map(({ contents }) =>
      contents.map((content) => (content instanceof vscode.MarkdownString ? content.value : '')).join(),
    );
  };

  const edits = async (uri: vscode.Uri): Promise<string[]> => {
    const found = await vscode.commands.executeCommand<vscode.TextEdit[] | undefined>(
      'vscode.executeFormatDocumentProvider',
      uri,
      { tabSize: 2, insertSpaces: true },
    );
    return (found ?? []).map(({ newText }) => newText);
  };

  const sources = (uri: vscode.Uri): string[] =>
    vscode.languages.getDiagnostics(uri).map(({ source = '', code }) => `${source} ${JSON.stringify(code)}`);

  it('does everything alone where there is none', async () => {
    const uri = await openSpec(spec());
    await eventually(
      () => outline(uri),
      (names) => names.join() === 'watched',
    );
    assert.equal((await hovers(uri)).length, 1);
    assert.ok((await edits(uri)).length > 0);
    assert.deepEqual(await definitions(await openSpec(aliased)), ['x-scope: &'.length]);
    const broken = await openSpec(spec('[unclosed'));
    await eventually(
      () => sources(broken),
      (found) => found.some((each) => each.includes('yaml-syntax')),
    );
  });

  it('leaves to it what it does, from the moment on when it is installed', async () => {
    const vsix = join(folder, 'stand-in.vsix');
    await createVSIX({
      cwd: join(__dirname, '..', '..', 'test', 'vscode', 'fixtures', 'yaml-extension'),
      packagePath: vsix,
      dependencies: false,
      allowMissingRepository: true,
      skipLicense: true,
    });
    const uri = await openSpec(spec());
    await vscode.commands.executeCommand('workbench.extensions.installExtension', vscode.Uri.file(vsix));
    await eventually(() => vscode.extensions.getExtension(RED_HAT)?.isActive, Boolean, 30_000);
    await eventually(
      () => outline(uri),
      (names) => names.join() === 'another outline',
    );
    const [own, ...others] = await eventually(
      () => hovers(uri),
      (all) => all.length > 0,
    );
    assert.ok(own && !own.includes('another hover'));
    assert.deepEqual(others, []);
    assert.deepEqual(await definitions(await openSpec(aliased)), ['x-scope: '.length]);
    assert.deepEqual(await edits(uri), ['# another\n']);
    const broken = await openSpec(spec('[unclosed'));
    await eventually(
      () => sources(broken).filter((each) => each.startsWith('YAML')),
      (all) => all.length === 1,
    );
    const wrong = await openSpec(spec('DoNothinc'));
    await eventually(
      () => sources(wrong),
      (all) => all.some((each) => each.includes('unknown-action-type')),
    );
    assert.deepEqual(
      sources(broken).filter((each) => each.includes('yaml-syntax')),
      [],
    );
  });

  it('leaves it no documents of the server: they have a language of their own', async function () {
    const api = (await extension()) as TestApi | undefined;
    // Installed from a package, it tells tests nothing of itself, and so can't be signed in.
    if (!api) return this.skip();
    await signedIn(api);
    try {
      for (const command of ['editAsYaml', 'openAsYaml']) {
        await run(command, (await rowOf(api, 'val-loss-high')).node);
        const { uri } = vscode.window.activeTextEditor?.document ?? assert.fail('no editor');
        await eventually(
          () => outline(uri),
          (names) => names.join() === 'val-loss-high',
        );
        if (command === 'openAsYaml') continue;
        await replaceIn(uri, 'name: ', 'name:    ');
        assert.equal((await edits(uri)).length, 1);
        // An alias in line 2 of an anchor in line 1.
        await replaceIn(uri, 'name:    val-loss-high', 'x-name: &shared val-loss-high\nname: *shared');
        assert.deepEqual(await definitions(uri, 8), ['x-name: &'.length]);
        assert.deepEqual(
          (await aliasUses(uri)).map(({ range }) => range.start.line),
          [1, 2],
        );
        await vscode.workspace.applyEdit(await renamedAlias(uri));
        const { document } = vscode.window.activeTextEditor ?? assert.fail('no editor');
        assert.match(document.getText(), /^x-name: &title val-loss-high\nname: \*title$/m);
      }
    } finally {
      await closeSpecs();
      await signedOut(api);
    }
  });

  it('speaks beside it only where the file names a schema for it', async () => {
    const named = `# yaml-language-server: $schema=automation-spec.schema.json\n${spec()}`;
    const uri = await openSpec(named);
    const found = await eventually(
      () => hovers(uri, 4),
      (all) => all.length > 1,
    );
    assert.equal(found.length, 2);
    assert.deepEqual(found.filter((text) => text.includes('another hover')).length, 1);
  });

  it('formats when the user chooses so', async () => {
    const configuration = vscode.workspace.getConfiguration('editor', { languageId: 'yaml' });
    const choose = (formatter: string | undefined): Thenable<void> =>
      configuration.update('defaultFormatter', formatter, vscode.ConfigurationTarget.Global, true);
    const uri = await openSpec(spec());
    await choose('wandb-automations.wandb-automations');
    try {
      await eventually(
        () => edits(uri),
        (all) => all.length > 0 && !all.includes('# another\n'),
      );
    } finally {
      await choose(undefined);
    }
  });
});
