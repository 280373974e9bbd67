import { describe, expect, it } from 'vitest';
import { openSpecDocument } from '../../core/spec/document';
import { specOfAutomations, specOfLines } from './specs';

describe('generated specs', () => {
  it('have the automations that were asked for, and nothing is wrong with them', () => {
    const { entries, problems } = openSpecDocument(specOfAutomations(60));
    expect(entries).toHaveLength(60);
    expect(problems).toEqual([]);
  });

  it.each([100, 1000])('have about %d lines', (wanted) => {
    const text = specOfLines(wanted);
    const lines = text.split('\n').length - 1;
    expect(lines).toBeGreaterThanOrEqual(wanted);
    expect(lines).toBeLessThan(wanted + 25);
    expect(openSpecDocument(text).problems).toEqual([]);
  });
});
