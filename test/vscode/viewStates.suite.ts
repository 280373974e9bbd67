import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import type { TestApi } from '../../client/extension';
import { KeyRecord } from './support/contextKeys';
import { eventually, extension, run } from './support/extension';
import { goWrong, heal, reset } from './support/sandbox';
import { signedIn, signedOut } from './support/session';
import { viewNamed, viewNames, viewStatesIn } from './support/viewStates';
import { welcomesOf } from './support/welcome';

viewStatesIn('examples');

/** Those that show what a server has. */
const serverViews = viewNames.filter((name) => name !== 'specs');

describe('The views of a slow server', () => {
  let api: TestApi;
  let record: KeyRecord;

  before(async () => {
    api = await extension();
    await reset();
  });

  beforeEach(async () => {
    await signedOut(api);
    record = new KeyRecord(api);
  });

  afterEach(async () => {
    record.stop();
    await heal();
    await api.automations.showOnly('');
  });

  after(() => signedOut(api));

  const slow = (): Promise<void> => goWrong({ operation: '*', kind: 'latency', milliseconds: 500 });

  /** Asserts that no view says anything before its rows come, whatever happens meanwhile. */
  const loadsInSilence = async (): Promise<void> => {
    for (const name of serverViews) {
      assert.equal(viewNamed(api, name).showing, 'pending', name);
      assert.deepEqual(welcomesOf(name, api), [], name);
    }
    record.forget();
    const waiting = serverViews.map(async (name) => viewNamed(api, name).getChildren());
    // Draws the Automations view anew while it waits.
    await run('refreshSpecs');
    for (const rows of await Promise.all(waiting)) assert.ok(rows && rows.length > 0);
    for (const name of serverViews) assert.deepEqual(record.of(name), ['list'], name);
  };

  it('say nothing until they know: after signing in', async () => {
    await slow();
    await signedIn(api);
    await loadsInSilence();
  });

  it('say nothing until they know: after looking while nobody was signed in', async () => {
    for (const name of serverViews) await viewNamed(api, name).getChildren();
    await slow();
    await signedIn(api);
    await loadsInSilence();
  });

  it('say nothing until they know: after a refresh', async () => {
    await signedIn(api);
    for (const name of serverViews) await viewNamed(api, name).getChildren();
    await slow();
    await run('refresh');
    await loadsInSilence();
  });

  it('say nothing until they know: when another entity is chosen after one that has nothing', async () => {
    await signedIn(api);
    await api.automations.showOnly('demo');
    for (const name of ['automations', 'integrations'] as const) {
      await eventually(
        async () => {
          await viewNamed(api, name).getChildren();
          return viewNamed(api, name).showing;
        },
        (showing) => showing === 'empty',
      );
    }
    await slow();
    record.forget();
    await api.automations.showOnly('my-team');
    for (const name of ['automations', 'integrations'] as const) {
      assert.equal(viewNamed(api, name).showing, 'pending', name);
      await viewNamed(api, name).getChildren();
      assert.deepEqual(record.of(name), ['pending', 'list'], name);
    }
  });
});
