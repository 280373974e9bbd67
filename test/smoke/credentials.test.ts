import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../sandbox/server';
import { cursorIn } from '../lsp/editor';
import { commands, ServerProcess } from './server-process';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

let running: ServerProcess | undefined;
afterEach(async () => {
  expect(await running?.end()).toBe(0);
  running = undefined;
});

type Options = Parameters<typeof ServerProcess.start>[1];

async function start(args: readonly string[], options: Options = {}): Promise<ServerProcess> {
  return (running = await ServerProcess.start(args, options));
}

const netrc = (home: string): void =>
  writeFileSync(
    join(home, '.netrc'),
    `machine ${new URL(sandbox.url).host}\n  login user\n  password ${sandbox.apiKey}\n`,
  );

const spec = (project: string): string =>
  `name: a\nscope: {project: ${project}}\nevent: OnLinkArtifact\naction: DoNothing\n`;

describe.each(Object.entries(commands))('%s', (_, args) => {
  it.each([
    ['a variable', (): Options => ({ env: { WANDB_BASE_URL: sandbox.url, WANDB_API_KEY: sandbox.apiKey } })],
    ['a netrc file', (): Options => ({ env: { WANDB_BASE_URL: sandbox.url }, prepare: netrc })],
    [
      'a netrc file, for the host of the settings',
      (): Options => ({ options: { settings: { host: sandbox.url } }, prepare: netrc }),
    ],
  ])('knows names with the key of %s', async (_key, options) => {
    const { editor, written } = await start(args, options());
    editor.open('wrong.automation.yaml', spec('my-team/nowhere'));
    const problems = await editor.diagnostics(({ diagnostics }) => diagnostics.length > 0);
    expect(problems).toMatchObject([{ code: 'unknown-project' }]);
    const { text, position } = cursorIn(spec('my-team/▮'));
    const items = await editor.open('right.automation.yaml', text).complete(position);
    expect(items.map(({ label }) => label)).toContain('my-team/finetune');
    expect(editor.logs.filter((line) => line.includes(new URL(sandbox.url).host))).toHaveLength(1);
    expect(written()).not.toContain(sandbox.apiKey);
  });

  it('says once in the log that nobody is signed in, and goes on', async () => {
    const { editor } = await start(args, { env: { WANDB_BASE_URL: sandbox.url } });
    const { text, position } = cursorIn(spec('▮'));
    const document = editor.open('a.automation.yaml', text);
    const items = await document.complete(position);
    expect(items.map(({ label }) => label)).toContain('Sign in to W&B to have names proposed.');
    expect(await document.hover({ line: 0, character: 1 })).not.toBeNull();
    expect(editor.logs.map((line) => line.includes('Nobody is signed in'))).toEqual([true]);
    expect(editor.asked).not.toContain('window/showMessage');
  });
});

it('sends WANDB_API_KEY to no host that only the settings name', async () => {
  const { editor } = await start(commands['dist/server.js --stdio'], {
    env: { WANDB_API_KEY: sandbox.apiKey },
    options: { settings: { host: sandbox.url } },
  });
  editor.open('a.automation.yaml', spec('my-team/nowhere'));
  await editor.until(() => editor.logs.length > 0);
  expect(editor.logs[0]).toContain('WANDB_API_KEY isn’t sent to');
});

it('takes a refusal for an answer, once', async () => {
  const { editor } = await start(commands['dist/server.js --stdio'], {
    env: { WANDB_BASE_URL: sandbox.url, WANDB_API_KEY: 'x'.repeat(40) },
  });
  const document = editor.open('a.automation.yaml', spec('my-team/nowhere'));
  await editor.until(() => editor.logs.some((line) => line.includes('refuses the credentials')));
  await document.hover({ line: 1, character: 20 });
  expect(editor.logs.filter((line) => line.includes('refuses'))).toHaveLength(1);
});
