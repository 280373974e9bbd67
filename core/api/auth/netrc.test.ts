import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { netrcPassword, parseNetrc } from './netrc';

const password = (text: string, host = 'api.wandb.ai') => netrcPassword(parseNetrc(text), host);

describe('A .netrc', () => {
  it.each([
    ['as W&B writes it', 'machine api.wandb.ai\n  login user\n  password abc\n', 'abc'],
    ['on one line', 'machine api.wandb.ai login user password abc', 'abc'],
    ['with CRLF', 'machine api.wandb.ai\r\nlogin user\r\npassword abc\r\n', 'abc'],
    ['in double quotes', 'machine api.wandb.ai login user password "a b\\"c"', 'a b"c'],
    ['in single quotes', "machine api.wandb.ai login user password 'a\\b'", 'a\\b'],
    ['escaped', 'machine api.wandb.ai login user password a\\ b', 'a b'],
    ['without login', 'machine api.wandb.ai password abc', 'abc'],
    ['with comments', '# mine\nmachine api.wandb.ai # the key\n  password abc', 'abc'],
    ['with a hash in the password', 'machine api.wandb.ai password #abc', '#abc'],
    ['twice: the last counts', 'machine api.wandb.ai password a machine api.wandb.ai password b', 'b'],
    ['as default', 'machine other password x default login user password abc', 'abc'],
    [
      'after a macro',
      'machine other password x macdef init\ncd /tmp\npassword no\n\nmachine api.wandb.ai password abc',
      'abc',
    ],
    ['as user instead of login', 'machine api.wandb.ai user me password abc', 'abc'],
  ])('%s', (_, text, expected) => {
    expect(password(text)).toBe(expected);
  });

  it.each([
    ['another host', 'machine api.wandb.ai.evil password abc'],
    ['another port', 'machine api.wandb.ai:443 password abc'],
    ['no password', 'machine api.wandb.ai login user'],
    ['an empty password', 'machine api.wandb.ai password ""'],
    ['an empty file', ''],
    ['a password of nobody', 'password abc'],
  ])('gives nothing for %s', (_, text) => {
    expect(password(text)).toBeUndefined();
  });

  it('tells ports apart', () => {
    const text = 'machine localhost:8080 password a machine localhost password b';
    expect(password(text, 'localhost:8080')).toBe('a');
    expect(password(text, 'localhost')).toBe('b');
  });

  it('says that something made no sense, and keeps the rest', () => {
    const netrc = parseNetrc('machin api.wandb.ai passwort x\nmachine api.wandb.ai password abc');
    expect(netrc.malformed).toBe(true);
    expect(netrcPassword(netrc, 'api.wandb.ai')).toBe('abc');
    expect(parseNetrc('machine api.wandb.ai password abc').malformed).toBe(false);
  });

  it('never throws, whatever it holds', () => {
    const word = fc.constantFrom(
      'machine',
      'default',
      'password',
      'macdef',
      'login',
      '"',
      "'",
      '\\',
      '#',
      '\n',
      '\n\n',
      ' ',
      'api.wandb.ai',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string({ unit: 'binary' })), { maxLength: 30 }), (words) => {
        const { entries } = parseNetrc(words.join(''));
        expect(entries.every((entry) => typeof entry.password === 'string')).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('gives back every password that is written in quotes', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (secret) => {
        const quoted = `"${secret.replace(/[\\"]/g, '\\$&')}"`;
        expect(password(`machine api.wandb.ai login user password ${quoted}\n`)).toBe(secret);
      }),
    );
  });
});
