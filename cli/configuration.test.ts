import { afterEach, describe, expect, it } from 'vitest';
import { startSandbox } from '../sandbox/server';
import { Workplace } from './testing';

const name = 'wandb-automations.config.yaml';
const spec = `name: failed
scope: {team: my-team}
event: {type: OnRunState, filter: 'state == "failed"'}
action: DoNothing
`;

let place: Workplace;
const workplace = (files: Record<string, string>): Workplace => (place = new Workplace(files));
afterEach(() => place.remove());

describe('the configuration of the working folder', () => {
  const files = { 'a.automation.yaml': spec, 'sub/b.automation.yaml': spec.replace('failed', 'other') };

  it('decides about severities', async () => {
    const run = async (rules: string) =>
      workplace({ ...files, [name]: `rules: {${rules}}\n` }).run(['validate', '.']);
    expect(await run('drift: off')).toMatchObject({
      code: 0,
      out: expect.stringContaining('Files: 3, errors: 0, warnings: 2.') as string,
    });
    expect(await run('scope-run-event-entity: off')).toMatchObject({
      code: 0,
      out: 'Files: 3, errors: 0, warnings: 0.\n',
    });
    const { code, out } = await run('scope-run-event-entity: error');
    expect(code).toBe(1);
    expect(out).toContain('error scope-run-event-entity');
  });

  it('says which files are specs', async () => {
    const { out } = await workplace({
      [name]: 'files: [more/**/*.yaml]\n',
      'more/deep/x.yaml': spec,
      'other/y.yaml': spec,
      'more/x.automation.test.yaml': 'tests: []\n',
    }).run(['validate', '.']);
    expect(out).toContain('more/deep/x.yaml:2:15 warning');
    expect(out).toContain('Files: 2, ');
  });

  it('is checked itself, wherever the operands are', async () => {
    const { code, out } = await workplace({ ...files, [name]: 'rules: {dirft: off}\n' }).run([
      'validate',
      'sub',
    ]);
    expect(code).toBe(1);
    expect(out).toContain(`${name}:1:9 error unknown-key`);
  });

  it('can be checked alone', async () => {
    const run = async (text: string) => workplace({ [name]: text }).run(['validate', name]);
    expect(await run('entity: my-team\n')).toMatchObject({ code: 0 });
    expect(await run('entity: 1\n')).toMatchObject({ code: 1 });
    expect(await workplace({ [name]: 'host: nowhere\n' }).run(['validate', '.'])).toMatchObject({
      code: 1,
      out: expect.stringContaining('"nowhere" is no address') as string,
    });
  });

  it('is not looked for elsewhere, but checked where it is met', async () => {
    const { out } = await workplace({
      'a.automation.yaml': spec,
      [`sub/${name}`]: 'rules: {scope-run-event-entity: off}\nfile: []\n',
    }).run(['validate', '.']);
    expect(out).toContain('a.automation.yaml:2:15 warning');
    expect(out).toContain(`sub/${name}:2:1 error unknown-key`);
  });

  it('speaks up when something is compiled', async () => {
    const work = workplace({ ...files, [name]: 'lock: []\n' });
    const people = await work.run(['compile', '--offline', 'a.automation.yaml']);
    expect(people).toMatchObject({ code: 1, err: expect.stringContaining(`${name}:1:7`) as string });
    const machine = await work.run(['compile', '--json', '--offline', 'a.automation.yaml']);
    expect(JSON.parse(machine.out)).toMatchObject({
      automations: [{ name: 'failed' }],
      diagnostics: [{ file: name, severity: 'error', range: { start: { line: 0, character: 6 } } }],
    });
  });

  it('names a server, which gets no key that isn’t kept for it', async () => {
    const sandbox = await startSandbox();
    try {
      const project = spec.replace('team: my-team', 'project: my-team/finetune');
      const host = new URL(sandbox.url).host;
      const work = workplace({ 'a.automation.yaml': project, [name]: `host: ${sandbox.url}\n` });
      const compile = (variables: Record<string, string>) =>
        work.run(['compile', '--json', '.'], { variables });
      expect(await compile({ WANDB_API_KEY: sandbox.apiKey })).toMatchObject({
        code: 2,
        err: expect.stringContaining(`WANDB_API_KEY isn’t sent to ${host}`) as string,
      });
      expect(await compile({ WANDB_API_KEY: sandbox.apiKey, WANDB_BASE_URL: sandbox.url })).toMatchObject({
        code: 0,
      });
      work.write('.netrc', `machine ${host} login user password ${sandbox.apiKey}\n`);
      expect(await compile({})).toMatchObject({ code: 0, err: '' });
    } finally {
      await sandbox.close();
    }
  });
});
