import { describe, expect, it } from 'vitest';
import type { Trigger } from '../model';
import { usersOf } from './users';

const trigger = (name: string, integration: Trigger['triggeredAction']['integration']): Trigger =>
  ({ name, triggeredAction: { __typename: 'NotificationTriggeredAction', integration } }) as Trigger;

describe('usersOf', () => {
  it('finds who reports where, and leaves out who reports nowhere', () => {
    const slack = { __typename: 'SlackIntegration', id: 's' };
    const users = usersOf([
      trigger('a', slack),
      trigger('b', { __typename: 'GenericWebhookIntegration', id: 'w' }),
      trigger('c', null),
      trigger('d', { __typename: 'GitHubOAuthIntegration' }),
      trigger('e', slack),
    ]);
    const names = [...users].map(([id, of]) => [id, of.map(({ name }) => name)]);
    expect(names).toEqual([
      ['s', ['a', 'e']],
      ['w', ['b']],
    ]);
  });
});
