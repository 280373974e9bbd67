import { afterEach, describe, expect, it } from 'vitest';
import { Workplace } from './testing';

const input = {
  name: 'spike',
  enabled: true,
  scopeType: 'PROJECT',
  scopeID: 'UHJvamVjdDox',
  triggeringEventType: 'RUN_METRIC',
  eventFilter:
    '{"run_filter":"{\\"$and\\":[]}","run_metric_filter":{"threshold_filter":{"name":"loss","agg_op":"AVERAGE","window_size":5,"cmp_op":"$gt","threshold":12345678901234567890}},"metric_filter":null}',
  triggeredActionType: 'NO_OP',
  triggeredActionConfig: { noOpActionInput: { noOp: true } },
};

/** As the server answers: the filter of an artifact event wrapped once more, and as a string in a string. */
const saved = {
  id: 'VHJpZ2dlcjox',
  name: 'promote',
  description: null,
  enabled: false,
  scope: { __typename: 'Project', id: 'UHJvamVjdDoy', name: 'finetune', entityName: 'my-team' },
  triggeringCondition: {
    __typename: 'FilterEventTriggeringCondition',
    eventType: 'LINK_MODEL',
    filter: JSON.stringify({ filter: JSON.stringify({ $or: [{ $and: [{ alias: { $regex: '^prod' } }] }] }) }),
  },
  triggeredAction: {
    __typename: 'NotificationTriggeredAction',
    integration: { __typename: 'SlackIntegration', id: 'SW50OjE=', teamName: 'w', channelName: 'ml-alerts' },
    title: 't',
    message: null,
    severity: 'WARN',
  },
};

let place: Workplace;
afterEach(() => place.remove());
const decompile = (stdin: string) => (place = new Workplace()).run(['decompile'], { stdin });

describe('decompile', () => {
  it('writes a spec that says what was saved, digits and all', async () => {
    const { code, out } = await decompile(JSON.stringify([input, saved]));
    expect(code).toBe(0);
    expect(out).toContain('filter: RunEvent.metric("loss").avg(5) > 12345678901234567890');
    expect(out).toContain('ArtifactEvent.alias.matches_regex("^prod")');
    expect(out).toContain('enabled: false');
    place.write('back.automation.yaml', out);
    const compiled = await place.run(['compile', '--json', '--offline', 'back.automation.yaml']);
    expect(compiled.code).toBe(0);
    const { automations } = JSON.parse(compiled.out) as { automations: { input: unknown }[] };
    expect(automations[0]?.input).toEqual(input);
    expect(automations[1]?.input).toMatchObject({
      name: 'promote',
      enabled: false,
      eventFilter: '{"$or":[{"$and":[{"alias":{"$regex":"^prod"}}]}]}',
      triggeredActionConfig: { notificationActionInput: { integrationID: 'SW50OjE=', severity: 'WARN' } },
    });
  });

  it('reads what compile prints', async () => {
    const { code, out } = await decompile(JSON.stringify({ automations: [{ input }, { input: null }] }));
    expect(code).toBe(0);
    expect(out.match(/- name:/g)).toHaveLength(1);
  });

  it.each([
    ['[', '-:1:2 is no JSON.'],
    ['[{"name": "x"}]', 'Element 0 is no automation'],
    ['3', 'Element 0 is no automation'],
  ])('refuses %j', async (text, sentence) => {
    const { code, out, err } = await decompile(text);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(sentence);
  });
});
