import { describe, expect, it } from 'vitest';
import type { ApiError } from './errors';
import { failureOfMessages, readAnswer } from './graphql';

const answer = (text: string, status = 200, contentType = 'application/json') => ({
  status,
  contentType,
  retryAfter: undefined,
  text,
});
const failureOf = (text: string, status = 200, contentType?: string): unknown => {
  try {
    return readAnswer(answer(text, status, contentType), 'h').failure;
  } catch (error) {
    return (error as ApiError).failure;
  }
};

describe('readAnswer', () => {
  it('gives data and errors with their paths', () => {
    const text = '{"data":{"a":1},"errors":[{"message":"half","path":["a",0]},"bare"]}';
    expect(readAnswer(answer(text), 'h')).toEqual({
      data: { a: 1 },
      errors: [
        { message: 'half', path: ['a', 0] },
        { message: 'bare', path: [] },
      ],
      failure: { kind: 'invalid', messages: ['half', 'bare'] },
    });
  });

  it.each([
    ['a list of objects', '{"errors":[{"message":"taken"}]}'],
    ['a list of texts', '{"errors":["taken"]}'],
    ['a text', '{"error":"taken"}'],
    ['an object', '{"error":{"message":"taken"}}'],
  ])('finds the words of a refusal in %s', (_, text) => {
    expect(failureOf(text, 409)).toEqual({ kind: 'conflict', messages: ['taken'] });
  });

  it.each([
    ['', 200, 'not-json'],
    ['{"data":', 200, 'not-json'],
    ['<html>', 200, 'html'],
    ['[]', 200, 'shape'],
    ['null', 200, 'shape'],
    ['{}', 200, 'shape'],
    ['{"errors":3}', 200, 'shape'],
    ['<html>', 404, 'html'],
  ])('%j with %i is broken: %s', (text, status, reason) => {
    expect(failureOf(text, status)).toMatchObject({ kind: 'broken-answer', reason });
  });

  it('takes the status for what pages of proxies say', () => {
    expect(failureOf('<html>', 502, 'text/html')).toEqual({
      kind: 'server-error',
      status: 502,
      messages: [],
    });
    expect(failureOf('Forbidden', 403, 'text/plain')).toEqual({ kind: 'forbidden', messages: [] });
    expect(failureOf('', 407, 'text/html')).toEqual({ kind: 'unreachable', cause: 'proxy' });
    expect(failureOf('', 408, 'text/plain')).toEqual({ kind: 'server-error', status: 408, messages: [] });
  });
});

describe('failureOfMessages', () => {
  it.each([
    ['Cannot query field "features" on type "ServerInfo".', 'unsupported'],
    ['Unknown argument "filters" on field "Project.x".', 'unsupported'],
    ['Unknown type "ARIATriggeredAction".', 'unsupported'],
    ['Value "RUN_STATE" does not exist in "EventTriggeringConditionType" enum.', 'unsupported'],
    ['RUN_STATE is not a valid EventTriggeringConditionType', 'unsupported'],
    ['rate limit exceeded', 'rate-limited'],
    ['user not logged in', 'unauthenticated'],
    ['permission denied', 'forbidden'],
    ['trigger with that name already exists', 'conflict'],
    ['project not found', 'not-found'],
    ['internal server error', 'server-error'],
    ['windows must be positive', 'invalid'],
  ])('"%s" is %s', (text, kind) => {
    expect(failureOfMessages([text]).kind).toBe(kind);
  });
});
