import { describe, expect, it } from 'vitest';
import type { LogOutputChannel } from 'vscode';
import { remembering } from './recentFailures';

function channel() {
  const said: string[] = [];
  const say =
    (level: string) =>
    (...args: unknown[]): void =>
      void said.push([level, ...args].map(String).join(' '));
  const frozen = Object.freeze({ info: say('info'), warn: say('warn'), error: say('error') });
  return { said, channel: frozen as unknown as LogOutputChannel };
}

const now = () => new Date('2026-01-02T03:04:05.678Z');

describe('remembering', () => {
  it('passes everything on, and remembers what was wrong', () => {
    const { said, channel: inner } = channel();
    const { log, failures } = remembering(inner, now);
    log.info('hello');
    log.warn('refresh: no answer');
    log.error('open', { code: 1 });
    expect(said).toEqual(['info hello', 'warn refresh: no answer', 'error open [object Object]']);
    expect(failures()).toEqual(['03:04:05 [warn] refresh: no answer', '03:04:05 [error] open {"code":1}']);
  });

  it('keeps the last ones, and not all lines of a long one', () => {
    const { log, failures } = remembering(channel().channel, now);
    log.error(`first\n${'    at y\n'.repeat(50)}`);
    expect(failures()).toHaveLength(15);
    for (let count = 0; count < 25; count++) log.warn(`w${count}`);
    expect(failures()).toHaveLength(20);
    expect(failures()[0]).toBe('03:04:05 [warn] w5');
  });

  it('shows where an error comes from', () => {
    const { log, failures } = remembering(channel().channel, now);
    log.error(new TypeError('oh'));
    expect(failures().join('\n')).toMatch(/\[error\] TypeError: oh\n\s+at /);
  });
});
