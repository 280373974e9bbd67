import { describe, expect, it } from 'vitest';
import { testAnswerOf } from './testAnswer';

describe('testAnswerOf', () => {
  it.each([
    ['{"status":"200 OK","statusCode":200,"body":"{}"}', { status: '200 OK', body: '{}' }],
    ['{"statusCode":503}', { status: '503' }],
    ['{"error":"no route"}', { error: 'no route' }],
    ['{"error":{"message":"no route"},"body":""}', { error: 'no route' }],
    ['{"body":{"a":1}}', { body: '{"a":1}' }],
    ['"fine"', { body: 'fine' }],
    ['<html>', { body: '<html>' }],
    ['null', {}],
    ['', {}],
  ])('reads %s', (response, answer) => expect(testAnswerOf(response)).toEqual(answer));
});
