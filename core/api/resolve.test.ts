import { describe, expect, it } from 'vitest';
import { renderMessage } from '../l10n/message';
import type { Reference } from '../wire/references';
import type { RemoteCatalog } from './catalog';
import { known } from './known';
import { resolveReferences } from './resolve';

/** What is said of a name that all of these have. */
async function sentenceOf(found: readonly object[], kind: Reference['kind'] = 'slack'): Promise<string> {
  const catalog = { integration: () => Promise.resolve(known(found)) } as unknown as RemoteCatalog;
  const reference: Reference = { path: 'integrationID', kind, name: 'ops', entity: 'team' };
  const resolved = await resolveReferences([reference], catalog, 'w.test');
  if (!('problem' in resolved)) throw new Error('It was found.');
  expect(resolved.problem.code).toBe('integration-ambiguous');
  return resolved.problem.sentence ? renderMessage(resolved.problem.sentence) : '';
}

const channel = (id: string, teamName: string): object => ({
  type: 'slack',
  id,
  channelName: 'ops',
  teamName,
});

describe('a name that several integrations have', () => {
  it('is told apart by the Slack workspace', async () => {
    expect(await sentenceOf([channel('1', 'Acme'), channel('2', 'Other')])).toBe(
      'Several Slack channels are called “ops” (in Acme, Other). Write which Slack workspace is meant: integration: {channel: …, workspace: …}',
    );
  });

  it.each([
    ['slack', [channel('1', 'Acme'), channel('2', 'Acme')]],
    ['webhook', ['1', '2'].map((id) => ({ type: 'webhook', id, name: 'ops' }))],
  ] as const)('is told apart by the id where the workspace does not help: %s', async (kind, found) => {
    expect(await sentenceOf(found, kind)).toBe(
      'Several integrations are called “ops”. Write the id of the one that is meant (1, 2): integration: {id: …}',
    );
  });
});
