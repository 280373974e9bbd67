import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Workplace } from './testing';

const good = `name: failed
scope: {project: my-team/finetune}
event: {type: OnRunState, filter: 'state == "failed"'}
action: DoNothing
`;
const wrong = good.replace('OnRunState', 'OnRunStat');
const warned = good.replace('project: my-team/finetune', 'team: my-team');

let place: Workplace;
const workplace = (files: Record<string, string>): Workplace => (place = new Workplace(files));
afterEach(() => place.remove());

describe('validate', () => {
  it('is content with good specs and says how many there were', async () => {
    const { code, out } = await workplace({
      'a.automation.yaml': good,
      'deep/b.automation.yml': good.replace('failed', 'other'),
    }).run(['validate', '.']);
    expect({ code, out }).toEqual({ code: 0, out: 'Files: 2, errors: 0, warnings: 0.\n' });
  });

  it('says of a name in one scope that several files have it, unless one says that it may', async () => {
    const files = { 'a.automation.yaml': good, 'b.automation.yaml': good };
    const { code, out } = await workplace(files).run(['validate', '.']);
    expect(code).toBe(1);
    expect(out).toMatch(/^a\.automation\.yaml:1:7 error duplicate-name .*b\.automation\.yaml/m);
    expect(out).toMatch(/^b\.automation\.yaml:1:7 error duplicate-name .*a\.automation\.yaml/m);
    place.remove();
    const ignored = `# wandb-automations: ignore-file duplicate-name\n${good}`;
    expect(
      (await workplace({ ...files, 'a.automation.yaml': ignored }).run(['validate', '.'])).out,
    ).toContain('Files: 2, errors: 1, warnings: 0.');
  });

  it('names file, line, column, severity and rule', async () => {
    const { code, out } = await workplace({ 'a.automation.yaml': wrong }).run([
      'validate',
      'a.automation.yaml',
    ]);
    expect(code).toBe(1);
    expect(out).toMatch(/^a\.automation\.yaml:3:15 error unknown-event-type .*OnRunState/);
    expect(out).toMatch(/\nFiles: 1, errors: 1, warnings: 0\.\n$/);
  });

  it('takes specs by name and by their first line, and leaves tests and other files alone', async () => {
    const files = {
      'a.automation.yaml': good,
      'marked.yaml': `# wandb-automations: v1\n${wrong.replace('failed', 'other')}`,
      'other.yaml': 'name: 1\n',
      'a.automation.test.yaml': 'tests: []\n',
      'node_modules/x/b.automation.yaml': wrong,
    };
    const { out } = await workplace(files).run(['validate', '.']);
    expect(out).toContain('marked.yaml:4:15');
    expect(out).toContain('Files: 2, errors: 1');
  });

  it('reads standard input under a name of its own', async () => {
    const { code, out } = await workplace({}).run(
      ['validate', '-', '--stdin-filename', 'x/y.automation.yaml'],
      { stdin: wrong },
    );
    expect(code).toBe(1);
    expect(out).toMatch(/^x\/y\.automation\.yaml:3:15 /);
  });

  it('counts warnings only when told to', async () => {
    const run = (...more: string[]) =>
      workplace({ 'a.automation.yaml': warned }).run(['validate', '.', ...more]);
    expect((await run()).code).toBe(0);
    expect((await run('--max-warnings', '1')).code).toBe(0);
    const { code, err } = await run('--max-warnings', '0');
    expect({ code, err }).toEqual({ code: 1, err: 'Warnings: 1, allowed: 0 (--max-warnings).\n' });
    expect((await run('--max-warnings', 'few')).code).toBe(2);
  });

  it('speaks English to machines and the user’s language to people', async () => {
    const spec = workplace({ 'a.automation.yaml': wrong });
    const japanese = await spec.run(['validate', '.', '--locale', 'ja']);
    expect(japanese.out).toMatch(/エラー/);
    const json = await spec.run(['validate', '.', '--locale', 'ja', '--format', 'json']);
    expect(JSON.parse(json.out)).toMatchObject({
      files: [
        {
          file: 'a.automation.yaml',
          diagnostics: [
            {
              code: 'unknown-event-type',
              severity: 'error',
              message: expect.stringMatching(/^[ -~“”’…]+$/) as string,
              range: { start: { line: 2, character: 14 }, end: { line: 2, character: 23 } },
            },
          ],
        },
      ],
    });
  });

  it('annotates pull requests on GitHub', async () => {
    const { out } = await workplace({ 'a,b.automation.yaml': wrong }).run([
      'validate',
      '.',
      '--format',
      'github',
    ]);
    expect(out).toMatch(
      /^::error file=a%2Cb\.automation\.yaml,line=3,endLine=3,col=15,endColumn=24,title=unknown-event-type::/,
    );
  });

  it('writes SARIF with the rules that were broken', async () => {
    const { out } = await workplace({ 'a b.automation.yaml': wrong }).run([
      'validate',
      '.',
      '--format',
      'sarif',
    ]);
    expect(JSON.parse(out)).toMatchObject({
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'wandb-automations', rules: [{ id: 'unknown-event-type' }] } },
          results: [
            {
              ruleId: 'unknown-event-type',
              ruleIndex: 0,
              level: 'error',
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: 'a%20b.automation.yaml' },
                    region: { startLine: 3, startColumn: 15, endLine: 3, endColumn: 24 },
                  },
                },
              ],
            },
          ],
        },
      ],
    });
  });

  it.each([['validate'], ['compile', '--offline'], ['fmt']])(
    '%s refuses a file in another encoding',
    async (...verb) => {
      workplace({ 'a.automation.yaml': good });
      const file = join(place.folder, 'a.automation.yaml');
      for (const bytes of [
        Buffer.from(good.replace('failed', 'caf\xe9'), 'latin1'),
        Buffer.from(`\ufeff${good}`, 'utf16le'),
      ]) {
        writeFileSync(file, bytes);
        const { code, err } = await place.run([...verb, '.']);
        expect({ code, err }).toEqual({
          code: 2,
          err: '"a.automation.yaml" is not in UTF-8. Save it in that encoding.\n',
        });
        expect(readFileSync(file)).toEqual(bytes);
      }
    },
  );

  it.each([
    [['validate'], 'Name the files or folders'],
    [['validate', 'nowhere'], 'There is no file or folder "nowhere".'],
    [['validate', '.'], 'There is no spec (*.automation.yaml) in .'],
    [['validate', '.', '--format', 'xml'], '--format must be one of text, json, sarif, github.'],
    [['validate', '--bogus'], 'Unknown option \'--bogus\'. See "wandb-automations validate --help".'],
    [['valdate'], 'Unknown verb "valdate"'],
  ])('refuses %j in one sentence', async (argv, sentence) => {
    const { code, out, err } = await workplace({}).run(argv);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(sentence);
    expect(err.trimEnd()).not.toContain('\n');
  });
});
