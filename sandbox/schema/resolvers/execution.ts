import { notFound } from '../../errors';
import { pageOf, type PageArguments } from '../../query/connection';
import { fieldsOf, select, type SelectArguments } from '../../query/select';
import type { RequestContext } from '../../request-context';
import type {
  ArtifactCollection,
  Project,
  Trigger,
  TriggerActionDetails,
  TriggerEventDetails,
  TriggerExecution,
  TriggerResultDetails,
} from '../../store/records';
import type { AreaResolvers } from '../resolver-types';
import { resolveIntegration, resolveScope } from './automation';
import { isListed } from './trigger-list';

type ListArguments = PageArguments & SelectArguments;

/** Which fields W&B lets one filter by isn't known. */
const executionFields = fieldsOf<TriggerExecution>({
  state: ({ state }) => state,
  triggerName: ({ triggerName }) => triggerName,
  createdAt: ({ createdAt }) => createdAt,
});

const newestFirst = (executions: readonly TriggerExecution[]): readonly TriggerExecution[] =>
  [...executions].reverse();

export const executionResolvers = {
  Query: {
    fields: {
      triggerExecutions: (
        _: unknown,
        args: PageArguments & { triggerID: string },
        context: RequestContext,
      ) => {
        const { store } = context.world;
        const trigger = store.triggers.get(args.triggerID);
        if (!trigger || !isListed(trigger, context)) throw notFound(`trigger not found: ${args.triggerID}`);
        return pageOf(newestFirst(store.executions.where('trigger', args.triggerID)), args, context);
      },
    },
  },
  TriggerExecution: {
    fields: {
      triggerID: ({ triggerId }: TriggerExecution) => triggerId,
      scope: ({ scope }: TriggerExecution, _: unknown, context: RequestContext) =>
        resolveScope(scope, context),
    },
  },
  TriggerEventDetails: { typeOf: (data: TriggerEventDetails) => data.__typename },
  TriggerActionDetails: { typeOf: (data: TriggerActionDetails) => data.__typename },
  TriggerResultDetails: { typeOf: (data: TriggerResultDetails) => data.__typename },
  SlackNotificationActionArgs: {
    fields: {
      integration: ({ integrationId }: { integrationId: string }, _: unknown, context: RequestContext) =>
        resolveIntegration(integrationId, context),
    },
  },
  GenericWebhookActionArgs: {
    fields: {
      integration: ({ integrationId }: { integrationId: string }, _: unknown, context: RequestContext) =>
        resolveIntegration(integrationId, context),
    },
  },
} satisfies AreaResolvers;

/** History of a project (`projectOnly`: without that of its collections) or of a collection. */
export function listExecutions(
  of: Project | ArtifactCollection,
  args: ListArguments & { readonly projectOnly?: boolean | null },
  context: RequestContext,
) {
  const { store } = context.world;
  const triggers: readonly Trigger[] =
    'projectId' in of || args.projectOnly
      ? store.triggers.where('scope', of.id)
      : store.triggers.where('project', of.id);
  const executions = triggers
    .filter((trigger) => isListed(trigger, context))
    .flatMap(({ id }) => store.executions.where('trigger', id))
    .sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
  return pageOf(select(newestFirst(executions), args, executionFields), args, context);
}
