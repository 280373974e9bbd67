import type { PageArguments } from '../../query/connection';
import type { SelectArguments } from '../../query/select';
import type { RequestContext } from '../../request-context';
import { readId } from '../../store/ids';
import type { Integration, Trigger, TriggeredAction, TriggerScope, User } from '../../store/records';
import type { AreaResolvers } from '../resolver-types';
import { listTriggers } from './trigger-list';

type Of<Type extends TriggeredAction['type']> = Extract<TriggeredAction, { type: Type }>;

/** Type names of actions in answers. */
const actionTypeNames: Readonly<Record<TriggeredAction['type'], string>> = {
  NOTIFICATION: 'NotificationTriggeredAction',
  GENERIC_WEBHOOK: 'GenericWebhookTriggeredAction',
  NO_OP: 'NoOpTriggeredAction',
  ARIA: 'ARIATriggeredAction',
  QUEUE_JOB: 'QueueJobTriggeredAction',
  PUSH_NOTIFICATION: 'PushNotificationTriggeredAction',
};

export const automationResolvers = {
  Query: {
    fields: {
      triggers: (_: unknown, args: PageArguments & SelectArguments, context: RequestContext) =>
        listTriggers([...context.world.store.triggers.values()], args, context),
    },
  },
  Trigger: {
    fields: {
      createdBy: ({ createdBy }: Trigger, _: unknown, { world: { store } }: RequestContext) =>
        store.users.get(createdBy),
      scope: ({ scope }: Trigger, _: unknown, context: RequestContext) => resolveScope(scope, context),
      triggeringCondition: ({ eventType, filter }: Trigger) => ({ eventType, filter }),
      triggeredAction: ({ action }: Trigger) => action,
    },
  },
  TriggerScope: {
    typeOf: ({ id, type }: { id: string; type?: string }) => {
      const kind = readId(id)?.typeName ?? '';
      if (kind !== 'ArtifactCollection') return kind;
      return type === 'SEQUENCE' ? 'ArtifactSequence' : 'ArtifactPortfolio';
    },
  },
  TriggeringCondition: { typeOf: () => 'FilterEventTriggeringCondition' },
  TriggeredAction: { typeOf: ({ type }: TriggeredAction) => actionTypeNames[type] },
  NotificationTriggeredAction: {
    fields: {
      integration: ({ integrationId }: Of<'NOTIFICATION'>, _: unknown, context: RequestContext) =>
        resolveIntegration(integrationId, context),
    },
  },
  GenericWebhookTriggeredAction: {
    fields: {
      integration: ({ integrationId }: Of<'GENERIC_WEBHOOK'>, _: unknown, context: RequestContext) =>
        resolveIntegration(integrationId, context),
    },
  },
  QueueJobTriggeredAction: {
    fields: {
      queue: ({ queueId }: Of<'QUEUE_JOB'>, _: unknown, { world: { store } }: RequestContext) =>
        store.runQueues.get(queueId),
    },
  },
  PushNotificationTriggeredAction: {
    fields: {
      user: (
        { userId }: Of<'PUSH_NOTIFICATION'>,
        _: unknown,
        { world: { store } }: RequestContext,
      ): User | undefined => store.users.get(userId),
    },
  },
  Integration: {
    typeOf: ({ kind }: Integration) => (kind === 'slack' ? 'SlackIntegration' : 'GenericWebhookIntegration'),
  },
} satisfies AreaResolvers;

export function resolveScope({ type, id }: TriggerScope, { world: { store } }: RequestContext) {
  switch (type) {
    case 'PROJECT':
      return store.projects.get(id);
    case 'ARTIFACT_COLLECTION':
      return store.collections.get(id);
    case 'ENTITY':
      return store.entities.get(id);
  }
}

export function resolveIntegration(
  id: string,
  { world: { store } }: RequestContext,
): Integration | undefined {
  return store.integrations.get(id);
}
