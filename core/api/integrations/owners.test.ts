import { describe, expect, it, vi } from 'vitest';
import { openSpecDocument } from '../../spec/document';
import { printSingle } from '../../spec/print';
import { fromPlain, type PlainJson } from '../../json/plain';
import { compileAutomation } from '../../wire/compile-entry';
import { readTrigger } from '../../wire/read-trigger';
import type { IntegrationQuestion, RemoteCatalog } from '../catalog';
import { known, unknown } from '../known';
import type { SavedIntegration, SlackIntegration, Trigger, Viewer, WebhookIntegration } from '../model';
import { resolveReferences } from '../resolve';
import { withOwnerKnownBefore, withOwners } from './owners';

type Destinations = Readonly<Record<string, readonly (SlackIntegration | WebhookIntegration)[]>>;

const hook = (id: string, name = 'deploy'): WebhookIntegration => ({
  type: 'webhook',
  id,
  name,
  urlEndpoint: 'https://example.com',
  accessTokenRef: null,
  secretRef: null,
  createdAt: null,
});
const channel = (id: string, teamName: string, channelName = '#alerts'): SlackIntegration => ({
  type: 'slack',
  id,
  channelName,
  teamName,
});

/** A server with these integrations; a missing list can't be read. */
function catalogOf(all: Destinations) {
  const viewer = { username: 'me', entity: 'me', teams: ['ml', 'ops'], organizations: [] } as Partial<Viewer>;
  const fits =
    ({ type, name, workspace }: IntegrationQuestion) =>
    (one: SlackIntegration | WebhookIntegration) =>
      one.type === type &&
      (one.type === 'webhook'
        ? one.name === name
        : one.channelName.replace('#', '') === name.replace('#', '') &&
          (workspace === undefined || one.teamName === workspace));
  const integration = vi.fn((ask: IntegrationQuestion) => {
    const list = all[ask.entity];
    return Promise.resolve(list ? known(list.filter(fits(ask))) : unknown('failed'));
  });
  const scope = () =>
    Promise.resolve(
      known({ scopeType: 'PROJECT', scopeID: 'P', name: 'x', entity: 'org', url: '', runCount: null }),
    );
  return {
    integration,
    catalog: { integration, scope, viewer: () => Promise.resolve(known(viewer)) } as unknown as RemoteCatalog,
  };
}

function saved(integration: SavedIntegration): Trigger {
  const isSlack = integration.__typename === 'SlackIntegration';
  return {
    id: 'T',
    name: 'roll-out',
    enabled: true,
    scope: { __typename: 'Project', id: 'P', name: 'wandb-registry-model', entityName: 'org' },
    triggeringCondition: {
      __typename: 'FilterEventTriggeringCondition',
      eventType: 'LINK_MODEL',
      filter: '{}',
    },
    triggeredAction: {
      __typename: isSlack ? 'NotificationTriggeredAction' : 'GenericWebhookTriggeredAction',
      integration,
    },
  } as Trigger;
}
const savedHook = saved({ __typename: 'GenericWebhookIntegration', id: 'W', name: 'deploy' });
const savedChannel = saved({
  __typename: 'SlackIntegration',
  id: 'S',
  channelName: '#alerts',
  teamName: 'Acme',
});

/** The integration as the spec writes it, and the id that sending the spec gives. */
async function written(trigger: Trigger, all: Destinations): Promise<readonly [string, string | undefined]> {
  const { catalog } = catalogOf(all);
  const [owned] = await withOwners([trigger], catalog);
  const automation = readTrigger(fromPlain(owned as unknown as PlainJson))!;
  const text = printSingle(automation, { ids: false });
  const compiled = openSpecDocument(text).entries.flatMap(({ automations }) =>
    automations.map(compileAutomation),
  );
  const { input, references } = compiled[0]!;
  const resolved = await resolveReferences(references, catalog, 'host');
  if ('problem' in resolved) throw new Error(JSON.stringify(resolved.problem));
  const [config] = Object.values(input!.triggeredActionConfig) as readonly {
    readonly integrationID: string | null;
  }[];
  const asWritten = /integration:(.*(?:\n {4,}.*)*)/.exec(text)?.[1]?.replace(/\s+/g, ' ').trim() ?? '';
  return [asWritten, config?.integrationID ?? resolved.ids.integrationID];
}

describe('A spec of a saved automation names its integration', () => {
  it('by its name alone where the owner of the scope has it', async () => {
    expect(await written(savedHook, { org: [hook('W')], ml: [hook('X')], ops: [], me: [] })).toEqual([
      'deploy',
      'W',
    ]);
  });

  it('with its owner where that is somebody else', async () => {
    const others = { org: [], ml: [], ops: [hook('W')], me: [] };
    expect(await written(savedHook, others)).toEqual(['name: deploy entity: ops', 'W']);
    const sameName = { ...others, org: [hook('X')], ml: [hook('Y')] };
    expect(await written(savedHook, sameName)).toEqual(['name: deploy entity: ops', 'W']);
    const slack = {
      org: [channel('X', 'Acme')],
      ml: [channel('S', 'Acme'), channel('Z', 'Other')],
      ops: [],
      me: [],
    };
    expect(await written(savedChannel, slack)).toEqual([
      'channel: "#alerts" workspace: Acme entity: ml',
      'S',
    ]);
  });

  it('by its id as well where the name isn’t enough, or nobody can tell', async () => {
    const named = 'name: deploy id: W';
    expect(await written(savedHook, { org: [hook('W'), hook('X')], ml: [], ops: [], me: [] })).toEqual([
      named,
      'W',
    ]);
    expect(await written(savedHook, {})).toEqual([named, 'W']);
    expect(await written(savedHook, { org: [hook('X')], ml: [], ops: [], me: [] })).toEqual([named, 'W']);
  });

  it('without asking for what is known, or for an action that has none', async () => {
    const { catalog, integration } = catalogOf({ org: [hook('W')] });
    const [owned] = await withOwners([savedHook], catalog);
    expect(owned?.triggeredAction.integration?.entity).toBe('org');
    await withOwners(
      [owned!, { ...savedHook, triggeredAction: { __typename: 'NoOpTriggeredAction' } }],
      catalog,
    );
    expect(integration).toHaveBeenCalledTimes(1);
  });
});

describe('an owner that was known before', () => {
  const using = (id: string, entity?: string): Trigger =>
    ({
      triggeredAction: {
        __typename: 'X',
        integration: { __typename: 'Y', id, ...(entity !== undefined && { entity }) },
      },
    }) as unknown as Trigger;
  const ownerOf = (trigger: Trigger): string | undefined => trigger.triggeredAction.integration?.entity;

  it('counts for the same integration, where nobody could tell', () => {
    expect(ownerOf(withOwnerKnownBefore(using('A'), using('A', 'ml')))).toBe('ml');
    expect(ownerOf(withOwnerKnownBefore(using('A', 'ops'), using('A', 'ml')))).toBe('ops');
    expect(ownerOf(withOwnerKnownBefore(using('B'), using('A', 'ml')))).toBeUndefined();
    expect(ownerOf(withOwnerKnownBefore(using('A'), undefined))).toBeUndefined();
  });
});
