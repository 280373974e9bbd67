import { describe, expect, it } from 'vitest';
import { openSpecDocument } from './document';

/** The cursor is `▮`. */
function at(marked: string) {
  const offset = marked.indexOf('▮');
  const location = openSpecDocument(marked.replace('▮', '')).locate(offset);
  const written = marked.replace('▮', '').slice(location.range.start, location.range.end);
  return {
    kind: location.kind,
    path: location.path.join('.'),
    shape: location.shape?.id,
    written,
    column: location.column,
  };
}

const head = 'automations:\n  - name: a\n';

describe('locate', () => {
  it.each([
    // empty and half-typed lines, by indentation
    ['▮', 'key', '', 'document', ''],
    ['na▮', 'key', '', 'document', 'na'],
    ['version: 1\n▮', 'key', '', 'document', ''],
    ['automations:\n  ▮', 'item', 'automations.0', 'set', ''],
    ['automations:\n▮', 'item', 'automations.0', 'set', ''],
    ['automations:\n  - ▮', 'key', 'automations.0', 'automation', ''],
    ['automations:\n  - na▮', 'key', 'automations.0', 'automation', 'na'],
    [`${head}    ▮`, 'key', 'automations.0', 'automation', ''],
    [`${head}    ev▮`, 'key', 'automations.0.ev', 'automation', 'ev'],
    [`${head}  ▮`, 'item', 'automations.1', 'set', ''],
    [`${head}▮`, 'key', '', 'set', ''],
    [`${head}    event:\n      ▮`, 'key', 'automations.0.event', 'event', ''],
    [`${head}    event:\n      ty▮`, 'key', 'automations.0.event', 'event', 'ty'],
    [`${head}    event:\n    ▮`, 'key', 'automations.0', 'automation', ''],
    [`${head}    event:\n      type: OnRunMetric\n      ▮`, 'key', 'automations.0.event', 'OnRunMetric', ''],
    [
      `${head}    event:\n      type: OnRunMetric\n      ▮\n    action: DoNothing`,
      'key',
      'automations.0.event',
      'OnRunMetric',
      '',
    ],
    [
      `${head}    action:\n      type: SendWebhook\n      pay▮load: {}`,
      'key',
      'automations.0.action.payload',
      'SendWebhook',
      'payload',
    ],
    [`${head}    scopes:\n      ▮`, 'item', 'automations.0.scopes.0', 'automation', ''],
    [`${head}    scopes:\n      - ▮`, 'key', 'automations.0.scopes.0', 'scope', ''],
    [`${head}    scopes:\n      - pro▮`, 'key', 'automations.0.scopes.0', 'scope', 'pro'],
    [`${head}    scopes:\n      - project: a/b\n      ▮`, 'item', 'automations.0.scopes.1', 'automation', ''],
    [
      `${head}    action:\n      type: SendWebhook\n      integration:\n        ▮`,
      'key',
      'automations.0.action.integration',
      'webhookIntegration',
      '',
    ],
    // values
    [`${head}    event: ▮`, 'value', 'automations.0.event', 'automation', ''],
    [`${head}    event: On▮`, 'value', 'automations.0.event', 'automation', 'On'],
    [`${head}    event:\n      type: ▮`, 'value', 'automations.0.event.type', 'event', ''],
    [`${head}    event:\n      type: ▮\n      filter: x`, 'value', 'automations.0.event.type', 'event', ''],
    [
      `${head}    event:\n      filter: "metric(▮)"`,
      'value',
      'automations.0.event.filter',
      'event',
      '"metric()"',
    ],
    [
      `${head}    event:\n      type: OnRunMetric\n      filter: >-\n        metric("a")\n        .▮\n`,
      'value',
      'automations.0.event.filter',
      'OnRunMetric',
      '>-\n        metric("a")\n        .\n',
    ],
    [
      `${head}    action:\n      type: SendNotification\n      level: ▮`,
      'value',
      'automations.0.action.level',
      'SendNotification',
      '',
    ],
    // on a line of its own, where a mapping may stand as well
    [`${head}    event:\n      OnRun▮Metric`, 'value', 'automations.0.event', 'automation', 'OnRunMetric'],
    [
      `${head}    event:\n      type: OnRunMetric\n      filter:\n        metric("a")\n          > ▮1\n    action: DoNothing`,
      'value',
      'automations.0.event.filter',
      'OnRunMetric',
      'metric("a")\n          > 1',
    ],
    // flow
    [`${head}    scope: {▮}`, 'key', 'automations.0.scope', 'scope', ''],
    [`${head}    scope: {pro▮}`, 'key', 'automations.0.scope.project'.replace('ject', ''), 'scope', 'pro'],
    [`${head}    scope: {project: ▮}`, 'value', 'automations.0.scope.project', 'scope', ''],
    [`${head}    scope: {project: a/▮}`, 'value', 'automations.0.scope.project', 'scope', 'a/'],
    [`${head}    action: {type: SendNotification, ▮}`, 'key', 'automations.0.action', 'SendNotification', ''],
    [
      `${head}    action: {type: SendNotification, level: ▮`,
      'value',
      'automations.0.action.level',
      'SendNotification',
      '',
    ],
    [`${head}    scopes: [{project: a/b}, {▮}]`, 'key', 'automations.0.scopes.1', 'scope', ''],
    // a document that is one automation
    ['name: a\n▮', 'key', '', 'single', ''],
    ['name: a\nevent:\n  ▮', 'key', 'event', 'event', ''],
    ['# co▮mment', 'comment', '', undefined, '# comment'],
    ['name: a # co▮', 'comment', '', undefined, '# co'],
  ])('%j', (text, kind, path, shape, written) => {
    expect(at(text)).toMatchObject({ kind, path, shape, written });
  });

  it('maps offsets of a filter both ways', () => {
    const marked = `${head}    event:\n      type: OnRunMetric\n      filter: "metric(\\"lo▮ss\\") > 1"`;
    const text = marked.replace('▮', '');
    const location = openSpecDocument(text).locate(marked.indexOf('▮'));
    expect(location.text?.value).toBe('metric("loss") > 1');
    expect(location.text?.offset).toBe(10);
    const range = location.text?.toFile({ start: 8, end: 12 });
    expect(text.slice(range?.start, range?.end)).toBe('loss');
    expect(location.text?.edits([{ range: { start: 8, end: 12 }, newText: 'a"b' }])).toEqual([
      { range, newText: 'a\\"b' },
    ]);
  });
});
