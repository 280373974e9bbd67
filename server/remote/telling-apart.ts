import type { SlackIntegration, WebhookIntegration } from '../../core/api/model';

export type NamedIntegration = SlackIntegration | WebhookIntegration;

/** A key of an integration's mapping, and its value, that mean one integration among others of its name. */
export interface Distinction {
  readonly key: 'workspace' | 'id';
  readonly value: string;
}

/** What tells integrations of the same name apart, one for each: the Slack workspace, or the id where that is the same, too. */
export function distinctionsOf(found: readonly NamedIntegration[]): readonly Distinction[] {
  const workspaces = new Set(found.map((one) => (one.type === 'slack' ? one.teamName : '')));
  return found.map((one) =>
    one.type === 'slack' && workspaces.size === found.length
      ? { key: 'workspace', value: one.teamName }
      : { key: 'id', value: one.id },
  );
}

/** A channel without its `#`, or the name of a webhook. */
export function integrationName(one: NamedIntegration): string {
  return one.type === 'slack' ? one.channelName.replace(/^#/, '') : one.name;
}
