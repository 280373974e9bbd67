import { describe, expect, it, vi } from 'vitest';
import { known, unknown, type Fact } from '../../core/api/known';
import { MOST_FACTS, RemoteFacts, type AskRemote } from './facts';

/** A catalog that answers `teams` when told to. */
function rig() {
  const waiting: ((fact: Fact<readonly string[]>) => void)[] = [];
  const clock = { now: 1000 };
  const arrived = vi.fn();
  const ask = (() => new Promise((resolve) => waiting.push(resolve))) as unknown as AskRemote;
  const facts = new RemoteFacts(ask, arrived, () => clock.now);
  const answer = async (fact: Fact<readonly string[]>): Promise<void> => {
    waiting.shift()?.(fact);
    await new Promise(setImmediate);
  };
  return { facts, waiting, clock, arrived, answer };
}

describe('RemoteFacts', () => {
  it('says at once that it is loading, tells when it came, and knows it then', async () => {
    const { facts, arrived, answer } = rig();
    expect(facts.get('teams', {})).toEqual(unknown('loading'));
    await answer(known(['a']));
    expect(arrived).toHaveBeenCalledTimes(1);
    expect(facts.get('teams', {})).toEqual(known(['a']));
  });

  it('has another revision when something came, has to be asked again, or was forgotten', async () => {
    const { facts, clock, answer } = rig();
    const seen = [facts.revision];
    facts.get('teams', {});
    expect(facts.revision).toBe(seen[0]);
    await answer(known(['a']));
    seen.push(facts.revision);
    clock.now += 61_000;
    seen.push(facts.revision);
    facts.forget();
    seen.push(facts.revision);
    expect(new Set(seen).size).toBe(4);
  });

  it('asks once for what is in flight', () => {
    const { facts, waiting } = rig();
    facts.get('teams', {});
    facts.get('teams', {});
    expect(waiting).toHaveLength(1);
  });

  it('asks again in the background after a while and keeps the old fact meanwhile', async () => {
    const { facts, waiting, clock, arrived, answer } = rig();
    facts.get('teams', {});
    await answer(known(['a']));
    clock.now += 61_000;
    expect(facts.get('teams', {})).toEqual(known(['a']));
    expect(waiting).toHaveLength(1);
    await answer(known(['a']));
    expect(arrived).toHaveBeenCalledTimes(1);
  });

  it('keeps what is known when a later answer fails', async () => {
    const { facts, clock, answer } = rig();
    facts.get('teams', {});
    await answer(known(['a']));
    clock.now += 61_000;
    facts.get('teams', {});
    await answer(unknown('offline'));
    expect(facts.get('teams', {})).toEqual(known(['a']));
  });

  it('retries what could not be known', async () => {
    const { facts, waiting, clock, answer } = rig();
    facts.get('teams', {});
    await answer(unknown('offline'));
    expect(facts.get('teams', {})).toEqual(unknown('offline'));
    expect(waiting).toHaveLength(0);
    clock.now += 16_000;
    facts.get('teams', {});
    expect(waiting).toHaveLength(1);
  });

  it('forgets, and takes no late answer for the new account', async () => {
    const { facts, arrived, answer } = rig();
    facts.get('teams', {});
    facts.forget();
    facts.get('teams', {});
    await answer(known(['old account']));
    expect(arrived).not.toHaveBeenCalled();
    expect(facts.get('teams', {})).toEqual(unknown('loading'));
  });

  it('waits no longer than it is allowed to', async () => {
    const { facts, answer } = rig();
    const { signal } = new AbortController();
    expect(await facts.wait(1, signal, 'teams', {})).toEqual(unknown('loading'));
    const patient = facts.wait(10_000, signal, 'teams', {});
    await answer(known(['a']));
    expect(await patient).toEqual(known(['a']));
  });

  it('stops waiting when the request is cancelled', async () => {
    const { facts } = rig();
    const abort = new AbortController();
    const answer = facts.wait(10_000, abort.signal, 'teams', {});
    abort.abort();
    expect(await answer).toEqual(unknown('cancelled'));
  });

  describe('when more facts are in use than are kept', () => {
    /** Looks at every project, again and again, until nothing is on its way. Gives how many questions each pass put. */
    async function passes(
      count: number,
      { facts, waiting, answer }: ReturnType<typeof rig>,
    ): Promise<number[]> {
      const asked: number[] = [];
      do {
        for (let index = 0; index < count; index++) facts.get('projects', { entity: String(index) });
        asked.push(waiting.length);
        while (waiting.length > 0) waiting.shift()?.(known([]));
        await answer(known([]));
      } while (asked.at(-1) !== 0 && asked.length < 5);
      return asked;
    }

    it('asks for as many as it keeps, once, and says of the others that they are not known', async () => {
      const one = rig();
      expect(await passes(MOST_FACTS + 1_000, one)).toEqual([MOST_FACTS, 0]);
      expect(one.facts.get('projects', { entity: '0' })).toEqual(known([]));
      expect(one.facts.get('projects', { entity: String(MOST_FACTS) })).toEqual(unknown('not-asked'));
    });

    it('makes room as soon as others are not used any more', async () => {
      const one = rig();
      await passes(MOST_FACTS, one);
      one.clock.now += 61_000;
      expect(one.facts.get('teams', {})).toEqual(unknown('loading'));
      expect(one.waiting).toHaveLength(1);
    });

    it('keeps what was used lately, however long ago it came', async () => {
      const one = rig();
      await passes(MOST_FACTS, one);
      one.clock.now += 50_000;
      one.facts.get('projects', { entity: '0' });
      one.clock.now += 11_000;
      one.facts.get('teams', {});
      one.facts.get('projects', { entity: '0' });
      expect(one.waiting).toHaveLength(2);
      expect(one.facts.get('projects', { entity: '0' })).toEqual(known([]));
    });

    it('still answers who waits', async () => {
      const one = rig();
      await passes(MOST_FACTS, one);
      const patient = one.facts.wait(10_000, new AbortController().signal, 'teams', {});
      await one.answer(known(['a']));
      expect(await patient).toEqual(known(['a']));
      expect(one.facts.get('teams', {})).toEqual(known(['a']));
    });
  });
});
