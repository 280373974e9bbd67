import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromPlain, toPlain, type PlainJson } from '../json/plain';
import { parseJson } from '../json/parse';
import { LockFile, type LockEntry, type LockPlace } from './lock-file';

const host = 'api.wandb.ai';
const scope = 'project my-team/finetune';
const place = (name: string, more: Partial<LockPlace> = {}): LockPlace => ({ host, scope, name, ...more });
const entry = (id: string, more: Partial<LockEntry> = {}): LockEntry => ({
  id,
  updatedAt: '2026-01-02T03:04:05',
  applied: {
    name: 'loss-spike',
    description: '',
    enabled: true,
    scope: { id: 'P' },
    event: { eventType: 'LINK_MODEL', filter: { $or: [{ $and: [] }] } },
    action: { actionType: 'NO_OP' },
  },
  ...more,
});

function read(text: string | undefined): LockFile {
  const result = LockFile.read(text);
  if ('problem' in result) throw new Error(result.problem.text);
  return result.lock;
}
const ids = (lock: LockFile): readonly string[] => [...lock.automations(host)].map(({ id }) => id).sort();

describe('LockFile', () => {
  it('is a text for people', () => {
    const lock = LockFile.empty
      .with(place('loss-spike'), entry('T2'))
      .with(place('accuracy-drop', { scope: 'project my-team/a' }), { ...entry('T1'), applied: {} });
    expect(lock.print()).toMatchInlineSnapshot(`
      "{
        "version": 1,
        "hosts": {
          "api.wandb.ai": {
            "project my-team/a": {
              "accuracy-drop": {
                "id": "T1",
                "updatedAt": "2026-01-02T03:04:05",
                "applied": {}
              }
            },
            "project my-team/finetune": {
              "loss-spike": {
                "id": "T2",
                "updatedAt": "2026-01-02T03:04:05",
                "applied": {
                  "name": "loss-spike",
                  "description": "",
                  "enabled": true,
                  "scope": {
                    "id": "P"
                  },
                  "event": {
                    "eventType": "LINK_MODEL",
                    "filter": {
                      "$or": [
                        {
                          "$and": []
                        }
                      ]
                    }
                  },
                  "action": {
                    "actionType": "NO_OP"
                  }
                }
              }
            }
          }
        }
      }
      "
    `);
  });

  it('finds by id and by place', () => {
    const lock = read(LockFile.empty.with(place('loss-spike'), entry('T2')).print());
    expect(lock.idAt(place('loss-spike'))).toBe('T2');
    expect(lock.idAt(place('loss-spike', { host: 'other' }))).toBeUndefined();
    expect(lock.withId(host, 'T2')).toMatchObject({ scope, name: 'loss-spike', id: 'T2' });
    expect(lock.withId(host, 'T2')?.base).toMatchObject({
      scopeID: 'P',
      automation: { name: 'loss-spike', description: '', enabled: true },
    });
    expect(lock.withId('other', 'T2')).toBeUndefined();
  });

  it('remembers an automation in one place', () => {
    const lock = LockFile.empty.with(place('a'), entry('T1')).with(place('b'), entry('T1'));
    expect(lock.idAt(place('a'))).toBeUndefined();
    expect(lock.idAt(place('b'))).toBe('T1');
  });

  it('renames on every host, and only in the scopes that are meant', () => {
    const other = { host: 'wandb.local' };
    const elsewhere = { scope: 'team my-team' };
    const lock = LockFile.empty
      .with(place('a'), entry('T1'))
      .with(place('a', other), entry('T2'))
      .with(place('a', elsewhere), entry('T3'))
      .renamed(new Set([scope]), 'a', 'b');
    expect(lock.idAt(place('b'))).toBe('T1');
    expect(lock.idAt(place('b', other))).toBe('T2');
    expect(lock.idAt(place('a', elsewhere))).toBe('T3');
    expect(lock.idAt(place('a'))).toBeUndefined();
  });

  it('never renames over another automation', () => {
    const lock = LockFile.empty.with(place('a'), entry('T1')).with(place('b'), entry('T2'));
    expect(lock.renamed(new Set([scope]), 'a', 'b').print()).toBe(lock.print());
  });

  it('keeps what it does not know', () => {
    const text = `{"note": "ours", "version": 1, "hosts": {"${host}": {"${scope}": {"a": {"id": "T1", "by": "me"}, "b": 3}}}}`;
    const lock = read(text).with(place('a'), entry('T1')).with(place('c'), entry('T3'));
    expect(toPlain(parseJson(lock.print()))).toMatchObject({
      note: 'ours',
      hosts: { [host]: { [scope]: { a: { id: 'T1', by: 'me', updatedAt: '2026-01-02T03:04:05' }, b: 3 } } },
    });
    expect(ids(lock)).toEqual(['T1', 'T3']);
  });

  it.each([
    ['no JSON', '{"version": 1,'],
    ['a merge that was not finished', '<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> b\n'],
    ['something else', '[]'],
    ['a version to come', '{"version": 2, "hosts": {}}'],
    ['a version to come, in words', '{"version": "next"}'],
  ])('is not read, and so never overwritten, from %s', (_, text) => {
    expect(LockFile.read(text)).toHaveProperty('problem');
  });

  it.each([undefined, '', ' \n', '\uFEFF{}', '{"hosts": 3}', '{"hosts": {"api.wandb.ai": [1]}}'])(
    'is empty: %j',
    (text) => {
      expect(ids(read(text))).toEqual([]);
    },
  );

  it('takes hostile names for names', () => {
    const lock = ['__proto__', 'constructor', '1', 'toString'].reduce(
      (before, name, index) =>
        before.with(place(name, { scope: name, host: '__proto__' }), entry(`T${index}`)),
      LockFile.empty,
    );
    const again = read(lock.print());
    expect([...again.automations('__proto__')].map(({ name }) => name).sort()).toEqual([
      '1',
      '__proto__',
      'constructor',
      'toString',
    ]);
    expect([...again.automations('constructor')]).toEqual([]);
  });
});

describe('any lock file', () => {
  const words = fc.constantFrom('a', 'b', '1', '__proto__', '損失', 'x y', '10');
  const places = fc.record({ host: words, scope: words, name: words });
  const json = fc.jsonValue({ maxDepth: 3 }).map((value) => fromPlain(value as PlainJson));
  const entries = fc.record({ id: words, updatedAt: words, applied: fc.dictionary(words, json) });
  const edits = fc.array(fc.tuple(places, fc.option(entries)), { maxLength: 12 });
  const made = edits.map((all) =>
    all.reduce((lock, [at, what]) => (what ? lock.with(at, what) : lock.without(at)), LockFile.empty),
  );

  it('is printed the same when it is read again', () => {
    fc.assert(
      fc.property(made, (lock) => {
        expect(read(lock.print()).print()).toBe(lock.print());
      }),
    );
  });

  it('is printed the same in whichever order it was written', () => {
    const distinct = fc.uniqueArray(fc.tuple(places, entries), {
      selector: ([{ host: at, scope: inScope, name }]) => JSON.stringify([at, inScope, name]),
      maxLength: 8,
    });
    fc.assert(
      fc.property(distinct, (all) => {
        // One place for each id, as it is on a server.
        const pairs = all.map(([at, what], index) => [at, { ...what, id: `T${index}` }] as const);
        const write = (order: typeof pairs): string =>
          order.reduce((lock, [at, what]) => lock.with(at, what), LockFile.empty).print();
        expect(write([...pairs].reverse())).toBe(write(pairs));
      }),
    );
  });

  it('forgets only what it is told to, and remembers what it is told to', () => {
    fc.assert(
      fc.property(made, places, entries, (lock, at, what) => {
        const after = lock.with(at, what);
        expect(after.idAt(at)).toBe(what.id);
        const others = (each: LockFile): unknown =>
          [...each.automations(at.host)]
            .filter(
              ({ id, scope: inScope, name }) => id !== what.id && !(inScope === at.scope && name === at.name),
            )
            .map(({ id }) => id)
            .sort();
        expect(others(after)).toEqual(others(lock));
        expect(after.without(at).idAt(at)).toBeUndefined();
      }),
    );
  });

  it('is read or refused, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        const result = LockFile.read(text);
        if ('lock' in result) expect(read(result.lock.print()).print()).toBe(result.lock.print());
      }),
    );
  });
});
