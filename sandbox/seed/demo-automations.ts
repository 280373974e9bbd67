import type { Entity, SlackIntegration, Trigger, User, WebhookIntegration } from '../store/records';
import { savedFilter } from '../world/filter-rules';
import { createWebhook } from '../world/integrations';
import { insertSecret } from '../world/secrets';
import { placeOf } from '../world/access';
import { timestamp, type World } from '../world/world';
import { addAlert, addExecutions } from './demo-history';
import type { DemoRegistry } from './demo-artifacts';
import type { DemoProjects } from './demo-runs';

interface DemoParts {
  readonly team: Entity;
  readonly projects: DemoProjects;
  readonly registry: DemoRegistry;
  readonly users: Readonly<Record<'demo' | 'ada', User>>;
}

interface Destinations {
  readonly alerts: SlackIntegration;
  readonly oncall: SlackIntegration;
  readonly retrain: WebhookIntegration;
  readonly deploy: WebhookIntegration;
}

type Sketch = Pick<Trigger, 'name' | 'description' | 'scope' | 'eventType' | 'action'> & {
  readonly enabled?: boolean;
  /** The document that was sent. */
  readonly sent?: object;
  /** The text as it is saved, for automations of old. */
  readonly saved?: string;
};

/** Slack channels, webhooks, automations of many kinds, and what some of them did. */
export function addAutomations(at: (hoursAgo: number) => World, parts: DemoParts): void {
  const destinations = addDestinations(at(24 * 24), parts);
  const sketches = [...automations(parts, destinations), ...legacyAutomations(parts)];
  const triggers = sketches.map((sketch, index) =>
    addTrigger(at((sketches.length - index) * 48), parts.users.demo, sketch),
  );
  const named = (name: string): Trigger | undefined => triggers.find((trigger) => trigger.name === name);
  const retrained = named('retrain-on-drop');
  const failed = named('failed-runs');
  if (retrained) addExecutions(at, retrained, destinations.retrain);
  if (failed) addAlert(at(46), failed, destinations.oncall);
}

function addDestinations(world: World, { team, users }: DemoParts): Destinations {
  const { store } = world;
  const slack = (channelName: string): SlackIntegration => {
    const integration: SlackIntegration = {
      kind: 'slack',
      id: store.newId('Integration'),
      entityId: team.id,
      teamName: 'my-workspace',
      channelName,
      createdAt: timestamp(world.now()),
    };
    store.integrations.put(integration);
    return integration;
  };
  insertSecret(world, users.demo, team.name, 'DEPLOY_TOKEN', 'demo-token');
  insertSecret(world, users.demo, team.name, 'SIGNING_SECRET', 'demo-signing-secret');
  const webhook = (name: string, path: string): WebhookIntegration =>
    createWebhook(world, users.demo, {
      entityName: team.name,
      name,
      urlEndpoint: `http://127.0.0.1:9000/${path}`,
      accessTokenRef: 'DEPLOY_TOKEN',
      secretRef: 'SIGNING_SECRET',
    });
  store.runQueues.put({ id: store.newId('RunQueue'), entityId: team.id, name: 'gpu-queue' });
  return {
    alerts: slack('#ml-alerts'),
    oncall: slack('#ml-oncall'),
    retrain: webhook('retrain-hook', 'retrain'),
    deploy: webhook('deploy', 'deploy'),
  };
}

const everyRun = '{"$and":[]}';

function automations({ team, projects, registry }: DemoParts, to: Destinations): readonly Sketch[] {
  return [
    {
      name: 'val-loss-high',
      description: 'Validation loss stays high',
      scope: { type: 'PROJECT', id: projects.finetune.id },
      eventType: 'RUN_METRIC',
      sent: {
        run_filter: everyRun,
        run_metric_filter: {
          threshold_filter: {
            name: 'val/loss',
            agg_op: 'AVERAGE',
            window_size: 5,
            cmp_op: '$gt',
            threshold: 1.2,
          },
        },
        metric_filter: null,
      },
      action: {
        type: 'NOTIFICATION',
        integrationId: to.alerts.id,
        title: 'Validation loss is high',
        message: 'Have a look at the learning rate.',
        severity: 'WARN',
      },
    },
    {
      name: 'failed-runs',
      description: null,
      scope: { type: 'PROJECT', id: projects.pretrain.id },
      eventType: 'RUN_STATE',
      sent: { run_filter: everyRun, run_state_filter: { states: ['FAILED'] } },
      action: {
        type: 'NOTIFICATION',
        integrationId: to.oncall.id,
        title: 'A pretraining run failed',
        message: '',
        severity: 'ERROR',
      },
    },
    {
      name: 'retrain-on-drop',
      description: 'Start over when accuracy drops by a tenth',
      scope: { type: 'PROJECT', id: projects.finetune.id },
      eventType: 'RUN_METRIC_CHANGE',
      sent: {
        run_filter: '{"$and":[{"display_name":{"$contains":"llm"}}]}',
        run_metric_filter: {
          change_filter: {
            name: 'val/acc',
            agg_op: 'AVERAGE',
            current_window_size: 3,
            prior_window_size: 5,
            change_type: 'RELATIVE',
            change_dir: 'DECREASE',
            change_amount: 0.1,
          },
        },
        metric_filter: null,
      },
      action: {
        type: 'GENERIC_WEBHOOK',
        integrationId: to.retrain.id,
        requestPayload: '{"run":"${run_name}","metric":"${metric_name}","project":"${project_name}"}',
      },
    },
    {
      name: 'deploy-prod-llm',
      description: 'Roll out what gets the alias prod',
      scope: { type: 'ARTIFACT_COLLECTION', id: registry.llm.id },
      eventType: 'ADD_ARTIFACT_ALIAS',
      sent: { $or: [{ $and: [{ alias: { $regex: '^prod$' } }] }] },
      action: {
        type: 'GENERIC_WEBHOOK',
        integrationId: to.deploy.id,
        requestPayload: '{"model":"${artifact_version_string}","alias":"${alias}","by":"${event_author}"}',
      },
    },
    {
      name: 'new-registered-model',
      description: null,
      enabled: false,
      scope: { type: 'PROJECT', id: registry.project.id },
      eventType: 'LINK_MODEL',
      sent: { $or: [{ $and: [] }] },
      action: { type: 'NO_OP', noOp: true },
    },
    {
      name: 'gpu-memory-outlier',
      description: 'Far from what the GPUs usually need',
      scope: { type: 'ENTITY', id: team.id },
      eventType: 'RUN_METRIC_ZSCORE',
      sent: {
        run_filter: everyRun,
        run_metric_filter: {
          zscore_filter: { name: 'system.gpu.0.memory', window_size: 30, threshold: 3.0, change_dir: 'ANY' },
        },
        metric_filter: null,
      },
      action: { type: 'NOTIFICATION', integrationId: to.alerts.id, title: '', message: '', severity: 'INFO' },
    },
  ];
}

/**
 * As they may still be found: a filter without `run_metric_filter`, and an event of old with its filter as a string in the string. No
 * job of the old Launch: one is enough for SDK 0.30 to fail at the whole list.
 */
function legacyAutomations({ projects, registry }: DemoParts): readonly Sketch[] {
  return [
    {
      name: 'old-threshold',
      description: 'Made before 2025',
      scope: { type: 'PROJECT', id: projects.pretrain.id },
      eventType: 'RUN_METRIC',
      saved:
        '{"run_filter":"{\\"$and\\":[]}","metric_filter":"{\\"name\\":\\"loss\\",\\"agg_op\\":\\"AVERAGE\\",\\"window_size\\":10,\\"cmp_op\\":\\"$gt\\",\\"threshold\\":8}","threshold_filter":null,"change_filter":null}',
      action: { type: 'NO_OP', noOp: true },
    },
    {
      name: 'old-alias-update',
      description: null,
      enabled: false,
      scope: { type: 'ARTIFACT_COLLECTION', id: registry.checkpoints.id },
      eventType: 'UPDATE_ARTIFACT_ALIAS',
      saved: '{"filter":"{\\"$or\\":[{\\"$and\\":[{\\"alias\\":{\\"$eq\\":\\"best\\"}}]}]}"}',
      action: { type: 'NO_OP', noOp: true },
    },
  ];
}

function addTrigger(world: World, author: User, { sent, saved, enabled = true, ...sketch }: Sketch): Trigger {
  const { store } = world;
  const place = placeOf(store, sketch.scope);
  if (!place) throw new Error(`the demo has no scope for ${sketch.name}`);
  return store.triggers.put({
    ...sketch,
    ...place,
    id: store.newId('Trigger'),
    enabled,
    filter: saved ?? savedFilter(sketch.eventType, JSON.stringify(sent)),
    createdBy: author.id,
    createdAt: timestamp(world.now()),
    updatedAt: null,
    lastExecutedAt: null,
  });
}
