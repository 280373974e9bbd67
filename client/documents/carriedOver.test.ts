import { describe, expect, it } from 'vitest';
import { carriedOver } from './carriedOver';

const text = (...lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
const before = text('name: a', 'description: d', 'enabled: true', 'action: DoNothing');

describe('A change carried over to a text with other changes', () => {
  it('becomes edits of the lines that it is about', () => {
    const after = text('name: b', 'description: d', 'enabled: false', 'action: DoNothing');
    const own = text('# mine', 'name: a', 'enabled: true', 'action: SendWebhook');
    expect(carriedOver(before, after, own)).toEqual([
      { start: 1, count: 1, lines: ['name: b'] },
      { start: 2, count: 1, lines: ['enabled: false'] },
    ]);
  });

  it('needs no edit where it was made, too', () => {
    const after = before.replace('true', 'false');
    expect(carriedOver(before, after, text('enabled: false', 'action: SendWebhook'))).toEqual([]);
  });

  it('is not made where the line is another one', () => {
    const after = before.replace('name: a', 'name: b');
    expect(carriedOver(before, after, text('name: c'))).toBeUndefined();
    expect(carriedOver(before, after, text('name: a # mine'))).toBeUndefined();
  });

  it('is not made where the line stands twice, or nothing says where a new one belongs', () => {
    const after = before.replace('name: a', 'name: b');
    expect(carriedOver(before, after, text('name: a', '---', 'name: a'))).toBeUndefined();
    expect(carriedOver(text('name: a'), text('name: a', 'enabled: true'), text('name: a'))).toBeUndefined();
  });

  it('takes the line ends of Windows for the same', () => {
    const after = before.replace('name: a', 'name: b');
    expect(carriedOver(before, after, 'version: 1\r\nname: a\r\n')).toEqual([
      { start: 1, count: 1, lines: ['name: b'] },
    ]);
  });
});
