import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { TestApi } from '../../client/extension';
import { sandbox } from './environment';
import { NAME, type Case, type Stage } from './faults/case';
import { newAutomation } from './faults/newAutomation';
import { reading } from './faults/reading';
import { saving } from './faults/saving';
import { viewCommands } from './faults/views';
import { writing } from './faults/writing';
import { closeEditors, closeSpecs, openSpec } from './support/document';
import { extension, run } from './support/extension';
import { faultsFor, noAnswer, type Meeting } from './support/faults';
import { ImpatientClock } from './support/impatientClock';
import { startReceiver, type Receiver } from './support/receiver';
import { reset } from './support/sandbox';
import { allIntegrations, allSaved } from './support/saved';
import { signedIn, signedOut } from './support/session';
import { rowOf } from './support/tree';
import { User } from './support/user';

const cases: readonly Case[] = [...writing, ...saving, ...reading, newAutomation, ...viewCommands];

/** Whoever looks after the session says it once, whatever was asked. */
const REFUSED_KEY = 'no longer accepts the API key';

/** A write that may have taken effect. */
const UNCLEAR = /was lost while it was writing|^It isn’t known whether /;

/** What is told of a name that can't be looked up, whatever the reason is in detail. */
const unknownPlace = /look up what the spec names|^Sign in to \S+ first|does not answer/;

/** What no user can make anything of. */
const gibberish = /\n\s+at |\[object |undefined|TypeError|log says more/;

describe('A server that goes wrong: one clear message, nothing half done, and fine again afterwards', () => {
  const { apiKey } = sandbox();
  let api: TestApi;
  let clock: ImpatientClock;
  let files: Pick<Stage, 'spec' | 'changedSpec'>;
  let receiver: Receiver;

  before(async function () {
    this.timeout(60_000);
    api = await extension();
    clock = new ImpatientClock(api);
    await reset();
    // A pause of the test is no wish of the user to save.
    await setAutoSave('off');
    await signedIn(api);
    receiver = await startReceiver((_, response) => response.end());
    await run('copyAsYaml', (await rowOf(api, NAME)).node);
    const copied = await vscode.env.clipboard.readText();
    files = {
      spec: await openSpec(
        'name: suite-fault\nscope: {project: my-team/finetune}\nevent: {type: OnRunState, filter: RunEvent.state == "failed"}\naction: DoNothing\n',
      ),
      changedSpec: await openSpec(copied.replace(/title: .*/, 'title: Changed')),
    };
  });

  after(async () => {
    receiver.close();
    await clock.heal();
    await closeSpecs();
    clock.stop();
    await setAutoSave(undefined);
    await api.automations.showOnly('');
    await signedOut(api);
  });

  const setAutoSave = async (value: string | undefined): Promise<void> =>
    vscode.workspace.getConfiguration('files').update('autoSave', value, vscode.ConfigurationTarget.Global);

  /** What every command finds. */
  const setUp = async (): Promise<Stage> => {
    await reset();
    if (api.automations.onlyEntity !== '') await api.automations.showOnly('');
    await run('showAllActivity');
    await run('refresh');
    const { node: row } = await rowOf(api, NAME);
    return { api, receiver, row, target: undefined, ...files };
  };

  const everything = async (): Promise<unknown> => [await allSaved(api), await allIntegrations(api)];

  /** What the user does, and everything that is said about it. */
  const act = async (each: Case, stage: Stage) => {
    const user = new User(api, each.answers);
    const refused = await each.act(stage, user);
    const notices = user.informed.filter((sentence) => sentence.includes(REFUSED_KEY));
    const complaints = user.complained.filter((sentence) => !each.asked?.test(sentence));
    const told = [...complaints, ...notices, ...(refused === undefined ? [] : [refused])];
    return { user, told, shown: await each.shown?.(stage) };
  };

  /** Lets the server go wrong while the user does something. Was it done all the same? */
  const meet = async (
    each: Case,
    stage: Stage,
    before: unknown,
    { fault: { fault, told, late }, operation }: Meeting,
  ) => {
    const isClear = (sentence: string): boolean =>
      told.test(sentence) ||
      unknownPlace.test(sentence) ||
      sentence.includes(REFUSED_KEY) ||
      (each.writes !== undefined && UNCLEAR.test(sentence));

    await clock.goWrong(operation, fault);
    const first = await act(each, stage);
    await clock.heal();
    const isDone = await each.done(stage, first.user);
    // In a view, the notice of a refused key stands beside what the view says itself.
    const messages =
      first.shown === undefined ? first.told : first.told.filter((one) => !one.includes(REFUSED_KEY));
    const all = [...messages, ...(first.shown === undefined ? [] : [first.shown])];
    assert.ok(all.length <= 1, `more than one message:\n${all.join('\n')}`);
    for (const sentence of [...first.told, ...all, ...(each.hasSteps ? first.user.refused : [])]) {
      assert.ok(isClear(sentence), sentence);
      assert.doesNotMatch(sentence, gibberish);
      assert.ok(!sentence.includes(apiKey));
    }
    if (all.length === 0) assert.ok(isDone, 'nobody was told that nothing was done');
    else if (!late || !isDone) assert.deepEqual(await everything(), before);
    return isDone;
  };

  /**
   * One fault after the other. What failed has changed nothing, so that the next one begins where it ended; were something kept of
   * a failure, the next message would be the wrong one. In the end nothing goes wrong.
   */
  const meetAll = async (each: Case, meetings: readonly Meeting[]): Promise<void> => {
    const { writes, prepare } = each;
    let stage = await setUp();
    let saved: unknown;
    let isReady = false;
    const getReady = async (): Promise<void> => {
      if (isReady) return;
      await closeEditors();
      stage = { ...stage, target: await prepare?.(stage) };
      saved = await everything();
      isReady = true;
    };
    for (const met of meetings) {
      await getReady();
      const isDone = await meet(each, stage, saved, met).catch((error: unknown) => {
        throw new Error(`${met.fault.name} of ${met.operation}: ${String(error)}`, { cause: error });
      });
      if (isDone && writes !== undefined) stage = await setUp();
      isReady = !isDone;
    }
    await getReady();
    const last = await act(each, stage);
    assert.deepEqual([last.told, last.shown], [[], undefined]);
    assert.ok(await each.done(stage, last.user), 'it does not work afterwards');
  };

  for (const [index, each] of cases.entries()) {
    it(each.name, async function () {
      this.timeout(240_000);
      await meetAll(each, each.needsNobody ? noAnswer : faultsFor(index, each.writes));
    });
  }
});
