import { describe, expect, it } from 'vitest';
import { Identities } from './identities';

const [here, there, nowhere] = ['file:///here/a.yaml', 'file:///there/b.yaml', 'file:///nowhere/c.yaml'];

const serverOf = (uri: string): string | undefined => /here\/(?=a)|there/.exec(uri)?.[0];

describe('Identities', () => {
  it('counts a name only for the server that a file belongs to', () => {
    const identities = new Identities(serverOf);
    identities.update(there, new Set(['x']));
    expect(identities.has(there, 'x')).toBe(true);
    expect(identities.has(here, 'x')).toBe(false);
    expect(identities.has(nowhere, 'x')).toBe(false);
    identities.update(nowhere, new Set(['x']));
    expect(identities.has('file:///nowhere/d.yaml', 'x')).toBe(true);
    expect(identities.has(here, 'x')).toBe(false);
    expect(identities.otherOwner(here, 'x')).toBeUndefined();
    expect(identities.otherOwner('file:///nowhere/d.yaml', 'x')).toBe(nowhere);
  });

  it('says who shares a name only now, or no longer', () => {
    const identities = new Identities(() => undefined);
    const told = (uri: string, ...keys: readonly string[]): ReadonlySet<string> =>
      identities.update(uri, new Set(keys));
    expect(told(here, 'x')).toEqual(new Set());
    expect(told(there, 'x', 'y')).toEqual(new Set([here, there]));
    expect(told(nowhere, 'x')).toEqual(new Set([nowhere]));
    expect(told(nowhere)).toEqual(new Set([here, there]));
    expect(told(there, 'y')).toEqual(new Set([here]));
  });
});
