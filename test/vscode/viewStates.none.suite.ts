import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { KeyRecord } from './support/contextKeys';
import { closeEditors } from './support/document';
import { eventually, extension, run } from './support/extension';
import { viewStatesIn } from './support/viewStates';

viewStatesIn('none');

describe('The Specs view', () => {
  it('no longer says that there is no spec while the language server reads the first one', async () => {
    const api = await extension();
    assert.deepEqual(await api.specsView.getChildren(), []);
    assert.equal(api.specsView.showing, 'empty');
    const record = new KeyRecord(api);
    try {
      await run('newSpec');
      const rows = await eventually(
        () => api.specsView.getChildren(),
        (all) => all.length > 0,
      );
      assert.equal(rows.length, 1);
      assert.deepEqual(record.of('specs'), ['pending', 'list']);
    } finally {
      record.stop();
      await closeEditors();
    }
  });
});
