import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderMessage } from '../core/l10n/message';
import { runProgram } from './program';
import { ask } from './testing/client';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
});
afterEach(() => rm(folder, { recursive: true }));

interface Running {
  readonly url: string;
  readonly apiKey: string;
  readonly port: number;
}

/** Runs the program; `meanwhile` is called when it has started, and it ends when that has. */
async function play(
  argv: readonly string[],
  meanwhile: (at: Running) => Promise<unknown> = () => Promise.resolve(),
) {
  let out = '';
  let err = '';
  const code = await runProgram(argv, {
    env: {},
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    render: (sentence) => renderMessage(sentence),
    untilTold: async () => {
      await meanwhile(JSON.parse(out) as Running);
    },
  });
  return { code, out, err };
}

describe('the program', () => {
  it('says in one line where it is, and ends when told', async () => {
    const { code, out, err } = await play([], async (at) => {
      expect((await ask(at, '{ viewer { username } }')).data).toEqual({ viewer: { username: 'demo' } });
    });
    expect({ code, err, lines: out.split('\n').length }).toEqual({ code: 0, err: '', lines: 2 });
    const { url, port } = JSON.parse(out) as Running;
    expect(url).toBe(`http://127.0.0.1:${port}`);
    await expect(fetch(url)).rejects.toThrow();
  });

  it('says so when another one has the port', async () => {
    await play([], async ({ port }) => {
      expect(await play(['--port', String(port)])).toEqual({
        code: 2,
        out: '',
        err: `Port ${port} is in use. Another sandbox may be running; choose one with --port, or none at all.\n`,
      });
    });
  });

  it.each([
    [['--prot', '1'], 'Unknown argument --prot. See --help.'],
    [['--port'], '--port needs a value. See --help.'],
    [['--port', '--verbose'], '--port needs a value. See --help.'],
    [['--verbose', 'extra'], 'Unknown argument extra. See --help.'],
    [['--port', '80.0'], '--port must be a number from 0 to 65535, not 80.0.'],
    [['--port', ''], '--port must be a number from 0 to 65535, not .'],
    [
      ['--seed', 'big:5'],
      '--seed big:5: write big:AUTOMATIONS,PROJECTS,RUNS, for example big:10000,2000,100000.',
    ],
    [['--port', '99999'], '--port must be a number from 0 to 65535, not 99999.'],
    [
      ['--profile', 'server-0.1'],
      '--profile must be one of saas, dedicated-0.83, server-0.75, server-0.69, server-0.67, not server-0.1.',
    ],
    [['--seed', '/nowhere/seed.json'], 'There is no file /nowhere/seed.json.'],
    [['--faults', tmpdir()], `${tmpdir()} cannot be read: it is a folder`],
    [['--state', tmpdir()], `${tmpdir()} cannot be read: it is a folder`],
    [['--faults', '/nowhere/faults.json'], 'There is no file /nowhere/faults.json.'],
  ])('refuses %j', async (argv, sentence) => {
    expect(await play(argv)).toEqual({ code: 2, out: '', err: `${sentence}\n` });
  });

  it('has help', async () => {
    for (const argv of [['--help'], ['-h'], ['emit', '--help']]) {
      const { code, out } = await play(argv);
      expect({ code, usage: out.startsWith('Usage: ') }).toEqual({ code: 0, usage: true });
    }
  });

  it('takes faults from a file, and says in which line they are wrong', async () => {
    const path = join(folder, 'faults.json');
    await writeFile(path, '{"rules": [{"operation": "viewer", "kind": "html-502"}]}');
    await play(['--faults', path], async ({ url, apiKey }) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { authorization: `Bearer ${apiKey}` },
        body: '{"query":"{ viewer { id } }"}',
      });
      expect(response.status).toBe(502);
    });
    await writeFile(
      path,
      '{\n  "rules": [\n    {"operation": "viewer", "kind": "status", "status": "500"}\n  ]\n}',
    );
    expect((await play(['--faults', path])).err).toMatch(
      new RegExp(`^${path}:3: rules.0.status: expected 400, `),
    );
  });
});

describe('a state file', () => {
  const secrets = '{ entity(name: "my-team") { secrets { name } } }';
  const insert = (name: string) =>
    `mutation { insertSecret(input: { entityName: "my-team", secretName: "${name}", secretValue: "x" }) { success } }`;

  it('keeps what happened', async () => {
    const path = join(folder, 'state.json');
    await play(['--seed', 'empty', '--state', path], (at) => ask(at, insert('KEPT')));
    await play(['--state', path], async (at) => {
      expect((await ask(at, secrets)).data).toEqual({ entity: { secrets: [{ name: 'KEPT' }] } });
    });
    await play(['--seed', path], (at) => ask(at, insert('LOST')));
    expect(await readFile(path, 'utf8')).not.toContain('LOST');
  });

  it('that is broken stays as it is, and its line is told', async () => {
    const path = join(folder, 'state.json');
    await play(['--state', path]);
    const broken = (await readFile(path, 'utf8')).replace('"username":"ada"', '"username":36');
    await writeFile(path, broken);
    for (const option of ['--state', '--seed']) {
      const { code, out, err } = await play([option, path]);
      expect({ code, out, err }).toEqual({
        code: 2,
        out: '',
        err: `${path}:4: users.1.username: expected string.\n`,
      });
    }
    expect(await readFile(path, 'utf8')).toBe(broken);
  });

  it('that can not be written is told', async () => {
    const path = join(folder, 'file', 'state.json');
    const { code, err } = await play(['--state', path], () => writeFile(join(folder, 'file'), ''));
    expect(code).toBe(0);
    expect(err).toMatch(new RegExp(`^${path} cannot be written: `));
  });
});

describe('emit', () => {
  it('makes things happen', async () => {
    await play([], async ({ url, apiKey }) => {
      const emit = (...words: string[]) => play(['emit', '--url', url, '--api-key', apiKey, ...words]);
      const answerOf = async (...words: string[]): Promise<unknown> => {
        const { code, out, err } = await emit(...words);
        expect({ code, err }).toEqual({ code: 0, err: '' });
        return JSON.parse(out);
      };
      const made = (await answerOf('run', 'my-team/pretrain', '--name', 'exp-x')) as {
        run: { name: string };
      };
      const run = `my-team/pretrain/${made.run.name}`;
      await answerOf('metric', run, 'loss=0.5', 'note=fine', '--step', '3');
      await answerOf('metric', run, 'system.cpu=99', '--system');
      expect(await answerOf('state', run, 'failed')).toMatchObject({
        executions: [{ triggerName: 'failed-runs' }],
      });
      await answerOf(
        'artifact',
        'my-team/pretrain/base',
        '--metadata',
        '{"a":1}',
        '--alias',
        'one',
        '--tag',
        'two',
      );
      await answerOf(
        'link',
        'my-team/pretrain/base:one',
        'my-org/wandb-registry-model/llm',
        '--alias',
        'canary',
      );
      expect(await answerOf('alias', 'my-org/wandb-registry-model/llm:canary', 'prod')).toMatchObject({
        executions: [{ triggerName: 'deploy-prod-llm' }],
      });
      await answerOf('tag', 'my-team/pretrain/base:one', 'two', '--remove');
      await answerOf('tag', 'my-org/wandb-registry-model/llm', 'good');
      await answerOf('unlink', 'my-org/wandb-registry-model/llm:prod');
      expect(await answerOf('slack')).toMatchObject({
        messages: [{}, { title: 'A pretraining run failed' }],
      });
      await answerOf('reset');
      expect(await emit('state', run, 'failed')).toMatchObject({
        code: 1,
        err: `run not found: ${made.run.name}\n`,
      });
    });
  });

  it.each([
    [
      ['metric', 'my-team/finetune', 'loss=1'],
      'Expected 3 names with / between them, not "my-team/finetune".',
    ],
    [['metric', 'a/b/c', 'loss'], 'Expected METRIC=VALUE, not "loss".'],
    [['alias', 'a/b/c', 'x'], 'Expected ENTITY/PROJECT/COLLECTION:VERSION, not a/b/c.'],
    [['artifact', 'a/b/c', '--metadata', '{'], '--metadata must be a JSON object, not {'],
    [['dance'], 'Unknown event dance. See emit --help.'],
    [['slack', '--loud'], 'Unknown argument --loud. See --help.'],
    [['slack'], 'Say with --url where the sandbox is.'],
  ])('refuses %j', async (words, sentence) => {
    expect(await play(['emit', ...words])).toEqual({ code: 2, out: '', err: `${sentence}\n` });
  });

  it('says so when nobody is there', async () => {
    let url = '';
    await play([], (at) => Promise.resolve((url = at.url)));
    expect(await play(['emit', '--url', url, 'slack'])).toEqual({
      code: 1,
      out: '',
      err: `No sandbox answers at ${url}.\n`,
    });
  });
});
