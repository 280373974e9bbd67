import { describe, expect, it } from 'vitest';
import { secretNameProblem, testPayloadProblem, webhookNameProblem, webhookUrlProblem } from './webhookDraft';

describe('The name of a new webhook', () => {
  it.each(['deploy', 'deploy-hook 2', 'a_b  c', 'x'.repeat(64)])('may be %s', (name) =>
    expect(webhookNameProblem(name, [])).toBeUndefined(),
  );

  it.each(['', ' deploy', 'deploy ', 'déploy', 'a.b', 'a\nb', 'x'.repeat(65)])('may not be %j', (name) =>
    expect(webhookNameProblem(name, [])).toBeDefined(),
  );

  it('is not one that is there', () => {
    expect(webhookNameProblem('deploy', ['deploy'])?.text).toContain('already');
    expect(webhookNameProblem('deploy', ['Deploy'])).toBeUndefined();
  });

  it('is looked at in linear time: otherwise this would not end', () => {
    expect(webhookNameProblem(`${'a '.repeat(2_000_000)}!`, [])).toBeDefined();
  });
});

describe('The address of a new webhook', () => {
  it.each([
    'https://example.com',
    'HTTPS://example.com/a?b=c',
    'http://localhost:9000/x',
    'http://127.0.0.1:1',
    'http://[::1]:1/',
  ])('may be %s', (url) => expect(webhookUrlProblem(url)).toBeUndefined());

  it.each([
    '',
    'example.com',
    'ftp://example.com',
    'javascript:alert(1)',
    'https:example.com',
    'https://',
    'https://exa mple.com/',
    'https://example.com/\u202Egpj.exe',
    'https://example.com/\n',
    'http://example.com/',
    'http://127.0.0.1.example.com/',
  ])('may not be %j', (url) => expect(webhookUrlProblem(url)).toBeDefined());
});

describe('The name of a secret', () => {
  it('has letters, digits and underscores, and is one that is there', () => {
    expect(secretNameProblem('TOKEN_1')).toBeUndefined();
    expect(secretNameProblem('TOKEN', ['TOKEN'])).toBeUndefined();
    for (const name of ['', 'A-B', 'a b', '秘密']) expect(secretNameProblem(name)).toBeDefined();
    expect(secretNameProblem('TOKEN', ['OTHER'])?.args).toEqual(['TOKEN']);
  });
});

describe('The payload of a test', () => {
  it('is a JSON object', () => {
    expect(testPayloadProblem('{"a": "${alias}"}')).toBeUndefined();
    for (const text of ['', '[]', 'null', '1', '{"a": }']) expect(testPayloadProblem(text)).toBeDefined();
  });
});
