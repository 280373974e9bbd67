import { describe, expect, it } from 'vitest';
import { addressIn, fileNameOf, folderKey, foldersAround, uriKey } from './address';
import { UriMap } from './uri-map';

describe('uriKey', () => {
  it.each([
    [
      'what editors and Node encode differently',
      'file:///w/a+b%20%26%20[c]%25%C3%BC(d)@e%23f.yaml',
      'file:///w/a%2Bb%20%26%20%5Bc%5D%25%C3%BC%28d%29%40e%23f.yaml',
      'file:///w/a+b%20&%20[c]%25ü(d)@e#f.yaml',
    ],
    ['escapes in either case', 'file:///w/%c3%bc%5b.yaml', 'file:///w/%C3%BC%5B.yaml', 'file:///w/ü[.yaml'],
    [
      'drives',
      'file:///C:/w/a.yaml',
      'file:///c:/w/a.yaml',
      'file:///c%3A/w/a.yaml',
      'file:///C%3a/w/a.yaml',
    ],
    ['a percent sign that is no escape', 'file:///w/100%.yaml', 'file:///w/100%25.yaml'],
    ['a percent sign beside escapes', 'file:///w/a%20100%.yaml', 'file:///w/a%20100%25.yaml'],
    ['escapes that are no UTF-8', 'file:///w/%ff.yaml', 'file:///w/%FF.yaml'],
    [
      'slashes and the name of the machine',
      'file:///w/a.yaml',
      'file:/w/a.yaml',
      'file://localhost/w/a.yaml',
    ],
  ])('is the same for %s', (_, ...spellings) => {
    expect(new Set(spellings.map(uriKey)).size).toBe(1);
  });

  it.each([
    ['file:///w/a%20b.yaml', 'file:///w/a%2520b.yaml'],
    ['file:///w/A.yaml', 'file:///w/a.yaml'],
    ['file:///w/a.yaml', 'file://other/w/a.yaml'],
    ['file:///w/a.yaml', 'untitled:/w/a.yaml'],
  ])('is not the same for %s and %s', (one, other) => {
    expect(uriKey(one)).not.toBe(uriKey(other));
  });
});

describe('UriMap', () => {
  it('tells how an address was spelled', () => {
    const map = new UriMap<number>();
    map.set('file:///w/a(b).yaml', 1);
    map.set('file:///w/a%28b%29.yaml', 2);
    expect([...map.keys()]).toEqual(['file:///w/a%28b%29.yaml']);
    expect(map.get('file:///w/a(b%29.yaml')).toBe(2);
    expect(map.delete('file:///w/a(b).yaml')).toBe('file:///w/a%28b%29.yaml');
    expect(map.size).toBe(0);
  });
});

describe('folders', () => {
  it('are those that an address is in', () => {
    const around = new Set(foldersAround('file:///w/a%20b/c.yaml'));
    expect(around.has(folderKey('file:///w/a b'))).toBe(true);
    expect(around.has(folderKey('file:///w/'))).toBe(true);
    expect(around.has(folderKey('file:///w/a'))).toBe(false);
  });
});

describe('addresses', () => {
  it('are made of any name, and read back', () => {
    expect(addressIn('file:///w/', 'a/b #1%.json')).toBe('file:///w/a/b%20%231%25.json');
    expect(addressIn('file:///w', 'half \ud800')).toBe('file:///w/half%20%EF%BF%BD');
    expect(fileNameOf('file:///w/b%20%231%25.json')).toBe('b #1%.json');
    expect(fileNameOf('file:///w/100%.json')).toBe('100%.json');
  });
});
