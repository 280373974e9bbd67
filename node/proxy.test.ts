import { describe, expect, it } from 'vitest';
import { proxyFor } from './proxy';

const proxy = (url: string, variables: Readonly<Record<string, string>>) =>
  proxyFor(new URL(url), { variables })?.href;
const api = 'https://api.wandb.ai/graphql';

describe('proxyFor', () => {
  it.each([
    ['HTTPS_PROXY', { HTTPS_PROXY: 'http://proxy:3128' }],
    ['lower case', { https_proxy: 'http://proxy:3128' }],
    ['lower case before upper', { https_proxy: 'http://proxy:3128', HTTPS_PROXY: 'http://other' }],
    ['ALL_PROXY', { ALL_PROXY: 'http://proxy:3128' }],
    ['an address without scheme', { HTTPS_PROXY: 'proxy:3128' }],
  ])('goes by %s', (_, variables) => {
    expect(proxy(api, variables)).toBe('http://proxy:3128/');
  });

  it('keeps http and https apart', () => {
    expect(proxy(api, { HTTP_PROXY: 'http://proxy' })).toBeUndefined();
    expect(proxy('http://example.com', { HTTP_PROXY: 'http://proxy' })).toBe('http://proxy/');
  });

  it.each(['http://127.0.0.1:8080', 'http://localhost', 'http://[::1]:80'])('never goes to %s', (url) => {
    expect(proxy(url, { HTTP_PROXY: 'http://proxy', ALL_PROXY: 'http://proxy' })).toBeUndefined();
  });

  it.each([
    '*',
    'api.wandb.ai',
    'wandb.ai',
    '.wandb.ai',
    '*.wandb.ai',
    'x, WANDB.AI',
    'api.wandb.ai:443',
    'x wandb.ai',
  ])('leaves out NO_PROXY=%s', (exceptions) => {
    expect(proxy(api, { HTTPS_PROXY: 'http://proxy', NO_PROXY: exceptions })).toBeUndefined();
  });

  it.each(['', 'andb.ai', 'api.wandb.ai:8443', 'wandb.ai.example', '10.0.0.0/8', '/', ',', '.'])(
    'does not leave out NO_PROXY=%j',
    (exceptions) => {
      expect(proxy(api, { HTTPS_PROXY: 'http://proxy', NO_PROXY: exceptions })).toBe('http://proxy/');
    },
  );

  it.each([
    ['https://10.1.2.3', '10.0.0.0/8', true],
    ['https://11.1.2.3', '10.0.0.0/8', false],
    ['https://10.1.2.3', '10.1.2.3', true],
    ['https://[fd00::1]', 'fd00::/8', true],
    ['https://[fd00::1]', 'fd00::1', true],
    ['https://[fe00::1]:8443', '[fe00::1]:8443', true],
    ['https://10.1.2.3', '10.0.0.0/99', false],
    ['https://10.1.2.3', '10.0.0.0/', false],
  ])('%s with NO_PROXY=%s', (url, exceptions, left) => {
    expect(proxy(url, { HTTPS_PROXY: 'http://proxy', NO_PROXY: exceptions }) === undefined).toBe(left);
  });

  it('takes nonsense for none', () => {
    expect(proxy(api, { HTTPS_PROXY: 'http://' })).toBeUndefined();
  });
});
