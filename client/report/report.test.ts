import { describe, expect, it } from 'vitest';
import { printReport, settingShown } from './report';

describe('printReport', () => {
  it('is Markdown', () => {
    const text = printReport({
      introduction: 'Hello.',
      sections: [
        { title: 'Versions', facts: [['VS Code', '1.100']], nothing: 'none' },
        { title: 'Failures', facts: [], lines: ['a ``` b'], nothing: 'none' },
        { title: 'Settings', facts: [], nothing: 'none' },
      ],
    });
    expect(text).toBe(
      'Hello.\n\n## Versions\n\n- VS Code: 1.100\n\n## Failures\n\n````text\na ``` b\n````\n\n## Settings\n\nnone\n',
    );
  });
});

describe('settingShown', () => {
  it.each([
    [true, 'true'],
    [3, '3'],
    ['my-team', '(set)'],
    ['', '(empty)'],
    [['a', 'b'], '(entries: 2)'],
    [{ a: 1 }, '(entries: 1)'],
  ])('%j: %s', (value, shown) => {
    expect(settingShown(value)).toBe(shown);
  });
});
