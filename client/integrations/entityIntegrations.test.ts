import { describe, expect, it } from 'vitest';
import { neverAborted } from '../../core/api/abort';
import { ApiError } from '../../core/api/errors';
import type { Integration } from '../../core/api/model';
import { EntityIntegrations, nameOf } from './entityIntegrations';

const root = { entity: 'acme', label: 'acme', kind: 'team', isDefault: true } as const;
const slack = (channelName: string): Integration => ({
  type: 'slack',
  id: channelName,
  channelName,
  teamName: 'w',
});
const webhook = (name: string): Integration => ({
  type: 'webhook',
  id: name,
  name,
  urlEndpoint: 'https://example.com',
  accessTokenRef: null,
  secretRef: null,
  createdAt: null,
});

function listOf(...answers: (readonly Integration[] | Error)[]): EntityIntegrations {
  const ask = (): Promise<readonly Integration[]> => {
    const answer = answers.shift() ?? [];
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  return new EntityIntegrations(root, ask, new Intl.Collator('en', { numeric: true }), neverAborted);
}

describe('EntityIntegrations', () => {
  it('are Slack channels and webhooks, by name', async () => {
    const list = listOf([
      webhook('b'),
      slack('#ops'),
      { type: 'other', __typename: 'GitHub' },
      webhook('a'),
      slack('ml'),
    ]);
    await list.start();
    expect(list.all.map(nameOf)).toEqual(['#ml', '#ops', 'a', 'b']);
    expect(list.state).toBe('complete');
  });

  it('are asked for once, and after a failure once more', async () => {
    const failure = new ApiError({ kind: 'forbidden', messages: [] }, 'example.com');
    const list = listOf(failure, [slack('ml')]);
    await Promise.all([list.start(), list.start()]);
    expect([list.state, list.failure]).toEqual(['failed', failure]);
    await list.start();
    expect(list.state).toBe('failed');
    await list.goOn(neverAborted);
    expect([list.state, list.all.length]).toEqual(['complete', 1]);
  });

  it('are as they were when the second try is stopped', async () => {
    const failure = new ApiError({ kind: 'forbidden', messages: [] }, 'example.com');
    const list = listOf(failure, new ApiError({ kind: 'aborted' }, 'example.com'), []);
    await list.start();
    await list.goOn(neverAborted);
    expect([list.state, list.failure]).toEqual(['failed', failure]);
    await list.goOn(neverAborted);
    expect(list.state).toBe('complete');
  });

  it('are asked for again when the question was cancelled', async () => {
    const list = listOf(new ApiError({ kind: 'aborted' }, 'example.com'), []);
    await list.start();
    expect(list.state).toBe('idle');
    await list.start();
    expect(list.state).toBe('complete');
  });
});
