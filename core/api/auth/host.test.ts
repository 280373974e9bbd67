import { describe, expect, it } from 'vitest';
import { isLoopback, keyPage, parseBaseUrl } from './host';

const server = (text: string, appUrl?: string) => {
  const parsed = parseBaseUrl(text, appUrl);
  return 'server' in parsed ? parsed.server : undefined;
};

describe('parseBaseUrl', () => {
  it.each([
    ['https://api.wandb.ai', 'https://api.wandb.ai', 'api.wandb.ai', 'https://wandb.ai'],
    [' https://api.wandb.ai// ', 'https://api.wandb.ai', 'api.wandb.ai', 'https://wandb.ai'],
    ['https://api.acme.example', 'https://api.acme.example', 'api.acme.example', 'https://app.acme.example'],
    [
      'https://wandb.acme.example:8443',
      'https://wandb.acme.example:8443',
      'wandb.acme.example:8443',
      'https://wandb.acme.example:8443',
    ],
    [
      'https://acme.example/wandb/',
      'https://acme.example/wandb',
      'acme.example',
      'https://acme.example/wandb',
    ],
    ['http://127.0.0.1:8123', 'http://127.0.0.1:8123', '127.0.0.1:8123', 'http://127.0.0.1:8123'],
    ['http://localhost:8080/', 'http://localhost:8080', 'localhost:8080', 'http://localhost:8080'],
    ['http://[::1]:8080', 'http://[::1]:8080', '[::1]:8080', 'http://[::1]:8080'],
  ])('reads %s', (text, baseUrl, host, appUrl) => {
    expect(server(text)).toEqual({ baseUrl, host, appUrl });
  });

  it.each([
    'wandb.ai',
    '',
    'ftp://api.wandb.ai',
    'https://',
    'https://wandb.ai',
    'https://app.wandb.ai',
    'http://api.wandb.ai',
    'http://wandb.acme.example',
    'http://127.0.0.1.evil.example',
    'https://user:pw@api.wandb.ai',
    'https://api.wandb.ai?x=1',
    'https://api.wandb.ai#x',
    'javascript:alert(1)',
  ])('refuses "%s" with a sentence', (text) => {
    expect(parseBaseUrl(text)).toHaveProperty('problem.text');
  });

  it('takes the App’s address where it is given', () => {
    const given = server('https://api.acme.example', 'https://ui.acme.example/');
    expect(given?.appUrl).toBe('https://ui.acme.example');
    expect(given && keyPage(given)).toBe('https://ui.acme.example/authorize');
  });
});

describe('isLoopback', () => {
  it.each(['localhost', 'a.localhost', '127.0.0.1', '127.1.2.3', '[::1]'])('%s is this machine', (name) => {
    expect(isLoopback(name)).toBe(true);
  });

  it.each(['localhost.example', '127.0.0.1.example', '10.0.0.1', '[::2]', '0.0.0.0'])('%s is not', (name) => {
    expect(isLoopback(name)).toBe(false);
  });
});
