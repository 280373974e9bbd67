import { describe, expect, it, vi } from 'vitest';
import { known, unknown, type Fact } from '../../core/api/known';
import { RemoteFacts, type AskRemote } from './facts';

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
});
