import { describe, expect, it } from 'vitest';
import { DataError } from '../data/parse';
import { seedBig } from '../seed/big';
import { seedDemo } from '../seed/demo';
import { seedEmpty } from '../seed/empty';
import { readSnapshot, writeSnapshot } from './snapshot';
import { Store } from './store';

const now = () => Date.parse('2026-11-23T12:00:00Z');
const demo = await seedDemo(new Store(), now);
const text = writeSnapshot(demo);

/** The complaint about a text. */
function complaint(broken: string): { line: number; sentence: string } {
  try {
    readSnapshot(broken, new Store());
  } catch (error) {
    if (error instanceof DataError) {
      const { text: template, args } = error.sentence;
      return {
        line: error.line,
        sentence: template.replace(/\{(\d)\}/g, (_, index: string) => String(args[Number(index)])),
      };
    }
    throw error;
  }
  throw new Error('was read');
}

const lineWith = (part: string): number => text.split('\n').findIndex((line) => line.includes(part)) + 1;

describe('a snapshot', () => {
  it.each([
    ['the demo', seedDemo],
    ['the empty world', seedEmpty],
    ['a big world', seedBig({ automations: 20, projects: 3, runs: 30 })],
  ])('of %s comes back as it was', async (_, seed) => {
    const store = await seed(new Store(), now);
    const written = writeSnapshot(store);
    const again = readSnapshot(written, new Store());
    expect(JSON.parse(writeSnapshot(again))).toEqual(JSON.parse(written));
    expect(again.nextNumber()).toBe(store.nextNumber());
  });

  it('is always the same for the same time', async () => {
    expect(writeSnapshot(await seedDemo(new Store(), now))).toBe(text);
  });

  it('can be formatted by whoever likes to', () => {
    const again = readSnapshot(JSON.stringify(JSON.parse(text), null, 4), new Store());
    expect(JSON.parse(writeSnapshot(again))).toEqual(JSON.parse(text));
  });

  it('says where it is broken: syntax', () => {
    const line = lineWith('"failed-runs"');
    const broken = text.replace('"name":"failed-runs"', '"name":"failed-runs');
    expect(complaint(broken).line).toBe(line);
    expect(complaint(text.slice(0, 400)).line).toBe(text.slice(0, 400).split('\n').length);
    expect(complaint('').line).toBe(1);
  });

  it('says where it is broken: a wrong value', () => {
    const line = lineWith('"ft7m2q1b"');
    const broken = text.replace(/("name":"ft7m2q1b".*?"state":)"finished"/, '$1"done"');
    expect(complaint(broken)).toEqual({
      line,
      sentence: 'runs.1.state: expected "running", "finished", "failed", "crashed", "killed", "pending".',
    });
  });

  it('says where it is broken: an unknown key, a missing member, another version', () => {
    expect(complaint(text.replace('"username":"ada"', '"username":"ada","age":36'))).toMatchObject({
      line: lineWith('"username":"ada"'),
      sentence: 'users.1: unknown key age.',
    });
    expect(complaint(text.replace('"email":"ada@example.com",', ''))).toMatchObject({
      line: lineWith('"username":"ada"'),
    });
    expect(complaint(text.replace('"version": 1', '"version": 2'))).toEqual({
      line: 1,
      sentence: 'version: expected 1.',
    });
  });

  it('says where it is broken: a reference to nothing, an id that is there twice', () => {
    const [, id = ''] = /"id":"([^"]+)","type":"PORTFOLIO","name":"llm"/.exec(text) ?? [];
    const line =
      text
        .split('\n')
        .findIndex((one) => one.includes(`"scope":{"type":"ARTIFACT_COLLECTION","id":"${id}"}`)) + 1;
    const broken = text.replace(
      `"scope":{"type":"ARTIFACT_COLLECTION","id":"${id}"}`,
      '"scope":{"type":"ARTIFACT_COLLECTION","id":"QQ=="}',
    );
    expect(complaint(broken)).toMatchObject({
      line,
      sentence: expect.stringContaining('there is nothing with the id QQ==') as string,
    });
    const row = text.split('\n').find((one) => one.includes('"username":"ada"'))!;
    expect(complaint(text.replace(row, `${row}\n${row}`)).line).toBe(lineWith('"username":"ada"') + 1);
  });
});
