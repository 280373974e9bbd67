import { afterAll, describe, expect, it } from 'vitest';
import { commands } from './commands';
import { Workplace } from './testing';
import { rules } from '../core/catalog/rules';

const place = new Workplace();
afterAll(() => place.remove());

describe('help', () => {
  it('lists every verb', async () => {
    const { code, out } = await place.run([]);
    expect(code).toBe(0);
    for (const { name } of commands) expect(out).toContain(`\n  ${name} `);
  });

  it.each(commands.filter(({ raw }) => !raw))('explains $name', async ({ name, options }) => {
    const { code, out } = await place.run([name, '--help']);
    expect(code).toBe(0);
    for (const option of Object.keys(options)) expect(out).toContain(`--${option}`);
  });

  it('speaks Japanese', async () => {
    expect((await place.run(['--help', '--locale', 'ja'])).out).toContain('使い方');
  });
});

describe('rules', () => {
  it('lists all rules, one a line', async () => {
    const { out } = await place.run(['rules']);
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((line) => line.split(' ')[0]),
    ).toEqual(rules.map(({ code }) => code));
  });

  it('explains one', async () => {
    const { out } = await place.run(['rules', 'filter-state', '--locale', 'ja']);
    expect(out).toMatch(/^filter-state \(error\)\n.*[ぁ-ん]/);
  });

  it('says when there is no such rule', async () => {
    expect(await place.run(['rules', 'nope'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('"nope"') as string,
    });
  });
});
