import { describe, expect, it } from 'vitest';
import type { Automation } from '../automation';
import { openSpecDocument } from '../spec/document';
import { printSingle } from '../spec/print';
import { afterSending } from './after-sending';
import { differences } from './differences';

function automation(text: string): Automation {
  const [found] = openSpecDocument(text).entries.flatMap(({ automations }) => automations);
  if (!found?.automation) throw new Error(`no automation in ${text}`);
  return found.automation;
}

const saved = automation(`name: loss-high
description: Kept as it is
enabled: false
scope: {project: my-team/finetune}
event: {type: OnRunMetric, filter: RunEvent.metric("loss") > 1}
action:
  type: SendNotification
  integration: {channel: "#ml-alerts", workspace: Acme}
  title: Old
  text: Same
  level: WARN
`);

const after = (text: string): string =>
  printSingle(afterSending({ automation: automation(text) }, { automation: saved }));

describe('afterSending', () => {
  it('takes from the file what differs, and nothing else', () => {
    const own = `name: loss-high
scope: {project: my-team/finetune}
event: {type: OnRunMetric, filter: (RunEvent.metric("loss") > 1.0)}
action: {type: SendNotification, integration: ml-alerts, title: New, text: Same, level: WARN}
`;
    expect(after(own)).toBe(printSingle(saved).replace('title: Old', 'title: New'));
  });

  it('clears what the file clears', () => {
    const own = `name: loss-high
description: ""
scope: {project: my-team/finetune}
event: {type: OnRunMetric, filter: RunEvent.metric("loss") > 2}
action: {type: SendNotification, integration: ml-alerts}
`;
    const text = after(own);
    expect(text).not.toMatch(/description|title|text/);
    expect(text).toMatch(/level: INFO/);
    expect(text).toMatch(/> 2/);
    expect(text).toMatch(/enabled: false/);
  });

  it('takes another kind of action as a whole', () => {
    const own = `name: loss-high
scope: {project: my-team/finetune}
event: {type: OnRunMetric, filter: RunEvent.metric("loss") > 1}
action: DoNothing
`;
    expect(after(own)).toMatch(/action: DoNothing\n$/);
  });

  it('leaves nothing to differ', () => {
    const own = automation(`name: renamed
scope: {project: my-team/finetune}
event: {type: OnRunMetric, filter: RunEvent.metric("acc") < 0.5}
action: {type: SendWebhook, integration: hook, payload: {a: 1}}
`);
    const result = afterSending({ automation: own }, { automation: saved });
    expect(differences({ automation: own }, { automation: result })).toEqual([]);
  });
});
