import type { SlackIntegration, Trigger, TriggerExecution, WebhookIntegration } from '../store/records';
import { timestamp, type World } from '../world/world';

/** A webhook that failed, and worked the next day. */
export function addExecutions(
  at: (hoursAgo: number) => World,
  trigger: Trigger,
  integration: WebhookIntegration,
): void {
  const outcomes = [
    { hoursAgo: 70, run: 'llm-lora-r16', values: [0.71, 0.58], status: 503, text: 'Service Unavailable' },
    { hoursAgo: 26, run: 'llm-full-retry', values: [0.88, 0.74], status: 200, text: 'OK' },
  ];
  for (const { hoursAgo, run, values, status, text } of outcomes) {
    const failed = status >= 400;
    record(at(hoursAgo), trigger, {
      state: failed ? 'FAILED' : 'FINISHED',
      event: {
        eventType: trigger.eventType,
        data: {
          __typename: 'RunMetricEventDetails',
          runName: run,
          projectName: 'finetune',
          entityName: 'my-team',
          metricName: 'val/acc',
          metricValues: values,
        },
      },
      action: {
        actionType: 'GENERIC_WEBHOOK',
        data: {
          __typename: 'GenericWebhookActionArgs',
          requestPayload: `{"run":"${run}","metric":"val/acc","project":"finetune"}`,
          integrationId: integration.id,
        },
      },
      result: {
        resultType: 'HTTP_RESPONSE',
        data: {
          __typename: 'HttpTriggerResultDetails',
          error: failed ? { message: `webhook answered ${status}` } : null,
          status: `${status} ${text}`,
          statusCode: status,
          body: failed ? 'no worker free' : '{"job":41}',
        },
      },
    });
  }
}

/** A message that went to Slack. */
export function addAlert(
  world: World,
  trigger: Trigger,
  { id: integrationId, teamName, channelName }: SlackIntegration,
): void {
  const { store } = world;
  const message = {
    title: 'A pretraining run failed',
    text: 'Run exp-1.3b in my-team/pretrain is failed.',
    severity: 'ERROR',
  } as const;
  const execution = record(world, trigger, {
    state: 'FINISHED',
    event: {
      eventType: trigger.eventType,
      data: {
        __typename: 'RunStateEventDetails',
        runName: 'exp-1.3b',
        projectName: 'pretrain',
        entityName: 'my-team',
        newRunState: 'FAILED',
      },
    },
    action: {
      actionType: 'NOTIFICATION',
      data: { __typename: 'SlackNotificationActionArgs', ...message, titleURL: null, integrationId },
    },
    result: { resultType: 'DEFAULT', data: { __typename: 'DefaultTriggerResultDetails', error: null } },
  });
  const { createdAt } = execution;
  const slackId = store.newId('SlackMessage');
  store.slackMessages.put({
    id: slackId,
    integrationId,
    teamName,
    channelName,
    ...message,
    executionId: execution.id,
    createdAt,
  });
}

function record(
  world: World,
  trigger: Trigger,
  what: Pick<TriggerExecution, 'state' | 'event' | 'action' | 'result'>,
): TriggerExecution {
  const { store } = world;
  const createdAt = timestamp(world.now());
  store.triggers.put({ ...trigger, lastExecutedAt: createdAt });
  return store.executions.put({
    ...what,
    id: store.newId('TriggerExecution'),
    triggerId: trigger.id,
    triggerName: trigger.name,
    createdAt,
    scope: trigger.scope,
    runId: null,
  });
}
