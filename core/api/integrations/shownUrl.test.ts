import { describe, expect, it } from 'vitest';
import { shownUrl } from './shownUrl';

describe('The address of a webhook', () => {
  it.each([
    ['https://example.com/hooks/retrain', 'https://example.com/hooks/retrain'],
    ['http://127.0.0.1:9000/deploy', 'http://127.0.0.1:9000/deploy'],
    ['https://example.com', 'https://example.com/'],
    [
      'https://ci.example.com/generic-webhook-trigger/invoke',
      'https://ci.example.com/generic-webhook-trigger/invoke',
    ],
  ])('is shown: %s', (address, shown) => expect(shownUrl(address)).toBe(shown));

  it.each([
    ['https://example.com/hook?token=s3cret', 'https://example.com/hook?…'],
    ['https://example.com/hook#s3cret', 'https://example.com/hook#…'],
    ['https://me:s3cret@example.com/hook', 'https://…@example.com/hook'],
    [
      'https://hooks.slack.com/services/T000/B000/XXXXs3cretXXXX0123456789',
      'https://hooks.slack.com/services/T000/B000/…',
    ],
    ['s3cret', '…'],
  ])('keeps what may be a key to itself: %s', (address, shown) => expect(shownUrl(address)).toBe(shown));

  it('has no characters that would hide another address', () => {
    expect(shownUrl('https://example.com/\u202Egpj.exe')).toBe('https://example.com/%E2%80%AEgpj.exe');
  });
});
