import { describe, expect, it } from 'vitest';
import { renderMessage } from '../l10n/message';
import { ApiError, type ApiFailure } from './errors';

const messages = ['name taken.'];
const failures: readonly ApiFailure[] = [
  { kind: 'unauthenticated' },
  { kind: 'forbidden', messages: [] },
  { kind: 'forbidden', messages },
  { kind: 'not-found', messages: [] },
  { kind: 'not-found', messages },
  { kind: 'conflict', messages: [] },
  { kind: 'conflict', messages },
  { kind: 'invalid', messages: [] },
  { kind: 'invalid', messages },
  { kind: 'rate-limited' },
  { kind: 'rate-limited', retryAfter: 1500 },
  { kind: 'unsupported', what: 'Query.triggerExecutions' },
  ...(['dns', 'refused', 'tls', 'proxy', 'timeout', 'connection'] as const).map((cause): ApiFailure => ({
    kind: 'unreachable',
    cause,
  })),
  ...(['html', 'not-json', 'shape', 'redirect', 'paging'] as const).map((reason): ApiFailure => ({
    kind: 'broken-answer',
    status: 200,
    reason,
    detail: 'here',
  })),
  { kind: 'server-error', status: 503, messages: [] },
  { kind: 'server-error', status: 503, messages },
  { kind: 'ambiguous', cause: { kind: 'unreachable', cause: 'connection' } },
  { kind: 'ambiguous', cause: { kind: 'aborted' } },
  { kind: 'aborted' },
];

const sentence = (failure: ApiFailure): string =>
  renderMessage(new ApiError(failure, 'api.example.com').sentence);

describe('The sentence of a failure', () => {
  it.each(failures)('%j names the host and is whole', (failure) => {
    const text = sentence(failure);
    expect(text).toContain('api.example.com');
    expect(text).not.toMatch(/\{\d\}|undefined|\.\./);
    expect(text).toMatch(/[.?]$/);
  });

  it('is another one for every kind', () => {
    expect(new Set(failures.map(sentence)).size).toBe(failures.length);
  });

  it('rounds the wait up to seconds', () => {
    expect(sentence({ kind: 'rate-limited', retryAfter: 1500 })).toContain('in 2 s');
  });

  it('shows foreign words short, in one line and without tricks', () => {
    const hostile = `a\u202eb\nc\u001b[31m${'x'.repeat(10_000)}`;
    const text = sentence({ kind: 'invalid', messages: [hostile, 'second'] });
    expect(text.length).toBeLessThan(500);
    expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});
