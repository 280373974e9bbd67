import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSettings } from './settings';

describe('parseSettings', () => {
  it('reads the [default] section and nothing else', () => {
    const settings = parseSettings(
      '[other]\nentity = no\n[default]\n# mine\nbase_url = https://api.wandb.ai\r\nEntity: my-team\n; x\nproject=\n[more]\nproject = no\n',
    );
    expect([...settings]).toEqual([
      ['base_url', 'https://api.wandb.ai'],
      ['entity', 'my-team'],
      ['project', ''],
    ]);
  });

  it('keeps = and : of a value', () => {
    expect(parseSettings('[default]\nbase_url = http://localhost:8080/?a=b').get('base_url')).toBe(
      'http://localhost:8080/?a=b',
    );
  });

  it('skips what makes no sense, and takes no value from a continued line', () => {
    const settings = parseSettings(
      '\uFEFF[default]\nnonsense\n= x\n  entity = hidden\n[broken\nentity = shown',
    );
    expect([...settings]).toEqual([['entity', 'shown']]);
  });

  it('never throws, whatever the file holds', () => {
    const piece = fc.constantFrom(
      '[default]',
      '[',
      ']',
      '=',
      ':',
      '\n',
      '\r',
      ' ',
      '#',
      'entity',
      '__proto__',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'binary' })), { maxLength: 30 }), (pieces) => {
        for (const [key, value] of parseSettings(pieces.join(''))) {
          expect(typeof key + typeof value).toBe('stringstring');
        }
      }),
      { numRuns: 2000 },
    );
  });
});
