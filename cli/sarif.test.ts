import { readFileSync } from 'node:fs';
import Ajv, { type ValidateFunction } from 'ajv';
import type { Log } from 'sarif';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { rules } from '../core/catalog/rules';
import { message, renderMessage } from '../core/l10n/message';
import { sarifReporter } from './reporters/sarif';
import { Workplace, type Outcome } from './testing';

// The schema as OASIS published it, which the package ships; nothing else of the package is used.
const schemaFile = require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');

const good = 'name: a\nscope: {team: t}\nevent: OnLinkArtifact\naction: DoNothing\n';
const metric = (filter: string): string =>
  `name: a\nscope: {project: t/p}\nevent: {type: OnRunMetric, filter: ${filter}}\naction: DoNothing\n`;
const everySeverity = [
  good,
  metric('metric("a") >'),
  metric('metric("a") > 1').replace('project: t/p', 'team: t'),
  good.replace('OnLinkArtifact', 'LINK_MODEL'),
].join('---\n');

let place: Workplace;
const sarif = (
  files: Record<string, string>,
  argv: readonly string[] = ['.'],
  more: { stdin?: string } = {},
): Promise<Outcome> => {
  place = new Workplace(files);
  return place.run(['validate', ...argv, '--format', 'sarif'], more);
};
afterEach(() => place.remove());

describe('SARIF', () => {
  let isValid: ValidateFunction;
  beforeAll(() => {
    const published = JSON.parse(readFileSync(schemaFile, 'utf8')) as Record<string, unknown>;
    expect(published['id']).toContain('sarif-2.1.0');
    // It is of draft 4, and says nothing that later drafts understand otherwise.
    const schema = Object.fromEntries(
      Object.entries(published).filter(([key]) => key !== '$schema' && key !== 'id'),
    );
    // Its patterns are those of old: braces and brackets that stand for themselves.
    const validator = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
    validator.addFormat('uri', (text) => URL.canParse(text));
    validator.addFormat('uri-reference', /^(?:[\w.~!$&'()*+,;=:@/?#[\]-]|%[0-9A-F]{2})*$/);
    validator.addFormat('date-time', (text) => !Number.isNaN(Date.parse(text)));
    isValid = validator.compile(schema);
  });

  async function logOf(output: Promise<Outcome>): Promise<Log> {
    const log = JSON.parse((await output).out) as Log;
    isValid(log);
    expect(isValid.errors ?? []).toEqual([]);
    return log;
  }

  it('is checked by a schema that refuses other things', () => {
    place = new Workplace();
    expect(isValid({ version: '2.1.0', runs: [{ results: [] }] })).toBe(false);
    const artifacts = [{ location: { uri: 'a b' } }];
    expect(isValid({ version: '2.1.0', runs: [{ tool: { driver: { name: 'a' } }, artifacts }] })).toBe(false);
  });

  it('is valid without any problem', async () => {
    const log = await logOf(sarif({ 'a.automation.yaml': good }));
    expect(log.runs[0]).toMatchObject({
      artifacts: [{ location: { uri: 'a.automation.yaml' } }],
      results: [],
    });
  });

  it('is valid for problems of every severity, in several files, and those of a configuration', async () => {
    const log = await logOf(
      sarif({
        'a.automation.yaml': everySeverity,
        'deep/b.automation.yaml': everySeverity.replaceAll('\n', '\r\n'),
        'wandb-automations.config.yaml': 'nope: 1\nrules: {filter-syntax: info}\n',
      }),
    );
    const { results = [], tool } = log.runs[0] ?? { tool: { driver: { name: '' } } };
    expect(new Set(results.map(({ level }) => level))).toEqual(new Set(['error', 'warning', 'note']));
    expect(
      results.map(({ ruleId, ruleIndex = -1 }) => tool.driver.rules?.[ruleIndex]?.id === ruleId),
    ).not.toContain(false);
  });

  it('is valid with whatever names files have', async () => {
    const names = [
      '実験 #1 100%.automation.yaml',
      'a:b.automation.yaml',
      'q?[x]{y}^`|.automation.yaml',
      'é/ü.automation.yml',
    ];
    const log = await logOf(sarif(Object.fromEntries(names.map((name) => [name, 'name: ""\n']))));
    const uris = log.runs[0]?.artifacts?.map(({ location }) => decodeURIComponent(location?.uri ?? ''));
    expect(uris?.toSorted()).toEqual(names.toSorted());
  });

  it.each([
    'stdin.automation.yaml',
    '/tmp/x y.automation.yaml',
    'C:/x/y.automation.yaml',
    '../up.automation.yaml',
  ])('is valid for standard input called %s', async (name) => {
    const log = await logOf(sarif({}, ['-', '--stdin-filename', name], { stdin: 'name: "\n' }));
    expect(log.runs[0]?.results).not.toEqual([]);
  });

  it('is valid for odd characters in messages and ranges', async () => {
    const odd = 'name: "\u0000\ud800"\nevent: "😀<&>"\nx: [\n\tb: \u2028\n';
    await logOf(sarif({}, ['-'], { stdin: odd }));
  });

  it('is valid for every rule', () => {
    const start = { line: 0, character: 0 };
    const problems = rules.map(({ code, severity, summary }) => ({
      code,
      severity,
      message: message('{0}', renderMessage(summary)),
      range: { start, end: start },
    }));
    const log: unknown = JSON.parse(sarifReporter('1.0.0')([{ path: 'a', problems }], renderMessage));
    place = new Workplace();
    expect(isValid(log)).toBe(true);
  });
});
