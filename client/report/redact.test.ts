import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apiKeyProblem } from '../../core/api/auth/key';
import { redact, type Secrets } from './redact';

/** One of these characters. */
const characters = (all: string) => fc.constantFrom(...all.split(''));

const secrets: Secrets = {
  folders: ['/home/ada', 'C:\\Users\\ada'],
  names: ['ada', 'acme-research', 'wandb.acme.example', '研究所'],
};

describe('redact', () => {
  it.each([
    ['at run (/home/ada/.vscode/extensions/x/dist/client.js:10:3)', ['ada', 'extensions'], 'client.js:10:3'],
    ['C:\\Users\\ada\\dist\\client.js:1:2', ['ada', 'Users'], 'client.js:1:2'],
    ['refresh: wandb.acme.example does not answer.', ['acme'], 'refresh: <name> does not answer.'],
    ['POST https://wandb.acme.example:8080/graphql?x=1 failed', ['acme', 'graphql'], 'POST <address> failed'],
    ['getaddrinfo ENOTFOUND api.acme.io', ['acme'], 'ENOTFOUND <host>'],
    ['connect ECONNREFUSED 10.1.2.3:443', ['10.1'], 'ECONNREFUSED <host>'],
    [
      '“loss-spike” exists already in project my-team/finetune',
      ['loss', 'my-team', 'finetune'],
      'exists already',
    ],
    ['「損失」は acme-research にすでにあります', ['損失', 'acme'], 'にすでにあります'],
    ['研究所 has no webhook', ['研究所'], 'has no webhook'],
    ['mail to ada.example@acme.example now', ['acme', 'example'], 'mail to <e-mail> now'],
    ['Cannot read properties of undefined', [], 'Cannot read properties of undefined'],
  ] as const)('%s', (text, gone, left) => {
    const result = redact(text, secrets);
    for (const word of gone) expect(result.toLowerCase()).not.toContain(word.toLowerCase());
    expect(result).toContain(left);
  });

  const hex = fc.string({ unit: characters('0123456789abcdef'), minLength: 40, maxLength: 40 });
  const today = fc.string({
    unit: characters('ABCXYZabcxyz0189_-'),
    minLength: 40,
    maxLength: 120,
  });
  const part = fc.string({ unit: characters('ABCXYZabcxyz0189_-'), minLength: 8, maxLength: 60 });
  const keys = fc.oneof(
    hex,
    hex.map((key) => `local-${key}`),
    today,
    fc.tuple(part, part, part).map(([head, body, end]) => `eyJ${head}.${body}.${end}`),
  );
  const around = fc.string({ maxLength: 30 });

  it('lets no key through, whatever is around it', () => {
    fc.assert(
      fc.property(keys, around, around, (key, before, after) => {
        fc.pre(apiKeyProblem(key) === undefined);
        const result = redact(`${before} ${key} ${after}`, secrets);
        const tight = redact(`${before}${key}${after}`, secrets);
        // No piece from which the rest could be guessed.
        for (let at = 0; at + 16 <= key.length; at++) {
          expect(result).not.toContain(key.slice(at, at + 16));
          expect(tight).not.toContain(key.slice(at, at + 16));
        }
      }),
    );
  });

  it('lets no known name through as a word', () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9-]{3,20}[a-z0-9]$/);
    // Words that the result itself is made of.
    const own = /^(?:name|text|folder|address|host|path|key|e-mail|mail)$/;
    fc.assert(
      fc.property(name, around, around, (word, before, after) => {
        fc.pre(!own.test(word));
        const result = redact(`${before} ${word} ${after}`, { folders: [], names: [word] });
        expect(result).not.toMatch(new RegExp(`(?<![\\w-])${word}(?![\\w-])`));
      }),
    );
  });
});
