import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../l10n/message';
import { apiKeyProblem } from './key';

const forty = '0123456789abcdef0123456789abcdef01234567';

describe('apiKeyProblem', () => {
  it.each([
    ['40 hex digits', forty],
    ['an on-premises key', `local-${forty}`],
    ['a key of today', `wandb_v1_${'aB3_'.repeat(19)}x`],
    ['an older key with a dash', `local-${forty}-x`],
    ['a JWT', 'eyJh.eyJz.c2ln'],
  ])('takes %s', (_, key) => {
    expect(apiKeyProblem(key)).toBeUndefined();
  });

  it.each([
    ['nothing', '', /empty/],
    ['39 characters', forty.slice(1), /at least 40/],
    ['39 characters behind a prefix', `local-${forty.slice(1)}`, /at least 40/],
    ['a space inside', `${forty.slice(0, 20)} ${forty.slice(20)}`, /other than letters/],
    ['another alphabet', `${forty}ä`, /other than letters/],
  ])('refuses %s', (_, key, expected) => {
    const problem = apiKeyProblem(key);
    expect(problem && renderMessage(problem)).toMatch(expected);
  });

  it('never quotes the key', () => {
    const problem = apiKeyProblem('very-secret!');
    expect(JSON.stringify(problem)).not.toContain('secret');
  });
});
