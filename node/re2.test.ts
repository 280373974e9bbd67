import { describe, expect, it } from 'vitest';
import { checkRegex, createRegexMatcher } from './re2';

describe('checkRegex', () => {
  it.each(['^prod(-.*)?$', '(?i)x', '\\d+', '', '[^a]'])('takes %j', (pattern) => {
    expect(checkRegex(pattern)).toBeUndefined();
  });

  it.each(['(?=x)', '\\1', 'a**', '(', '[z-a]'])('says what is wrong with %j', (pattern) => {
    expect(checkRegex(pattern)).toContain('error parsing regexp');
  });
});

it('A matcher finds the pattern anywhere', () => {
  const matches = createRegexMatcher('pro?d');
  expect(['my-prod-1', 'prd', 'dev'].map(matches)).toEqual([true, true, false]);
});
