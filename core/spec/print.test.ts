import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { Action, Automation, AutomationEvent, Scope } from '../automation';
import { checkExpression } from '../filter/check-expression';
import { findEvent } from '../catalog/events';
import { wireTypeOfFilter } from '../filter/wire-type';
import { JsonNumber, type JsonObject, type JsonValue } from '../json/value';
import { openSpecDocument } from './document';
import { printSingle, printSpec } from './print';

const awkward = fc.oneof(
  fc.constantFrom(
    '#channel',
    '*bold*',
    '@here',
    '- x',
    'a: b',
    'a #b',
    '!x',
    '&y',
    '%z',
    '`',
    'yes',
    'null',
    '~',
    '1.0',
    '0x1F',
    '2024-01-01',
    '12:30',
    '',
    ' ',
    'x ',
    ' x',
  ),
  fc.constantFrom(
    '{a}',
    '[b]',
    'a,b',
    '"q"',
    "it's",
    'back\\slash',
    'tab\t',
    'line\nbreak',
    'end\n',
    '\n',
    'a\n\nb\n\n',
    '  indented\nx',
    'x \ny',
    'a\r\nb',
    '${run_name}',
    '---',
    '<<',
    '=',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const word = fc.string({ unit: fc.constantFrom(...Array.from('abcXYZ019-_.')), minLength: 1, maxLength: 8 });
const name = awkward.filter((text) => text.trim() !== '');
const channel = name.filter((text) => !text.startsWith('#'));

const scope: fc.Arbitrary<Scope> = fc.oneof(
  fc.record({ kind: fc.constant('project' as const), entity: word, project: word }),
  fc.record({ kind: fc.constant('registry' as const), organization: word, registry: word }),
  fc.record({ kind: fc.constant('collection' as const), entity: word, project: word, collection: word }),
  fc.record({
    kind: fc.constant('id' as const),
    type: fc.constantFrom('project' as const, 'registry' as const),
    id: word,
  }),
);

const json: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    awkward,
    fc.constant(null),
    fc.boolean(),
    fc
      .constantFrom('0', '-1', '1.5', '1e-5', '12345678901234567890', '1.0')
      .map((text) => new JsonNumber(text)),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(awkward, tie('value'), { maxKeys: 3 }),
  ),
})).value;
const object = fc.dictionary(awkward, json, { maxKeys: 4 }) as fc.Arbitrary<JsonObject>;

const integration = fc.oneof(
  channel.map((one) => ({ name: one })),
  fc.record({ name: channel, entity: name, id: name }),
  name.map((id) => ({ id })),
);
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.constant({ type: 'DoNothing' as const }),
  fc.record({ type: fc.constant('SendWebhook' as const), integration, payload: object }),
  fc.record({ type: fc.constant('SendWebhook' as const), integration }),
  fc.record({
    type: fc.constant('SendPromptToAria' as const),
    prompt: name.map((text) => text.trim()).filter(Boolean),
  }),
  fc.record({
    type: fc.constant('SendNotification' as const),
    integration,
    title: awkward,
    text: awkward,
    level: fc.constantFrom('WARN' as const, 'ERROR' as const),
  }),
  fc.record({ type: fc.constant('raw' as const), raw: object }),
);

const expressions: readonly [string, string][] = [
  ['OnRunMetric', 'metric("a b").avg(5) > 1.50'],
  ['OnRunMetric', 'metric("val #1: x").changes_by(frac=0.1) & name == "a: b # c"'],
  ['OnRunMetric', 'abs(metric("l").zscore(30)) > 3'],
  [
    'OnRunMetric',
    'MetricChangeFilter(name="l", window=3, prior_window=8, change_type="RELATIVE", change_dir="ANY", threshold=2)',
  ],
  ['OnRunState', 'state.in_(["failed", "finished"]) & ~(name.contains("x") | name == "\\n")'],
  ['OnLinkArtifact', 'alias.matches_regex("^prod\\\\d+\'\\"$")'],
];
const event: fc.Arbitrary<AutomationEvent> = fc.oneof(
  fc.constantFrom(...expressions).map(([type, text]): AutomationEvent => {
    const entry = findEvent(type)!;
    const { filter } = checkExpression(text, entry);
    return { wireType: wireTypeOfFilter(filter!) ?? entry.wireTypes[0].name, filter: filter! };
  }),
  fc.constant<AutomationEvent>({ wireType: 'LINK_MODEL', filter: { family: 'mutation' } }),
  fc.constantFrom('RUN_METRIC', 'FUTURE_EVENT', 'UPDATE_ARTIFACT_ALIAS').map((wireType): AutomationEvent => ({
    wireType,
    filter: { family: 'verbatim', json: '{"x": "\\n #"}' },
  })),
);

const automation: fc.Arbitrary<Automation> = fc
  .record(
    { name, description: awkward, enabled: fc.boolean(), previousName: name, id: name, scope, event, action },
    { requiredKeys: ['name', 'scope', 'event', 'action', 'id'] },
  )
  .map((one) => {
    // An id is written where it is needed only.
    const needed =
      one.action.type === 'raw' || ['FUTURE_EVENT', 'UPDATE_ARTIFACT_ALIAS'].includes(one.event.wireType);
    const { id, ...rest } = one;
    return needed ? { ...rest, id } : rest;
  });

const read = (text: string) =>
  openSpecDocument(text).entries.flatMap((entry) => entry.automations.map((one) => one.automation));

describe('printSpec', () => {
  it('is read as what was printed', () => {
    fc.assert(
      fc.property(fc.array(automation, { maxLength: 3 }), (automations) => {
        expect(read(printSpec(automations))).toEqual(automations);
      }),
      { numRuns: 2000 },
    );
  });

  it('is the same to other YAML readers', () => {
    fc.assert(
      fc.property(automation, (one) => {
        const text = printSingle(one);
        expect(read(text)).toEqual([one]);
        const [document] = parseAllDocuments(text, { logLevel: 'silent' });
        if (!document || !('errors' in document) || /[\ud800-\udfff]/.test(text)) return;
        expect(document.errors).toEqual([]);
        expect((document.toJS() as { name: unknown }).name).toBe(one.name);
      }),
      { numRuns: 1000 },
    );
  });

  it('looks as a person would write it', () => {
    const [metric] = expressions[0]!;
    const entry = findEvent(metric)!;
    const filter = checkExpression('RunEvent.metric("loss").avg(5) > 10', entry).filter!;
    const notify: Automation = {
      name: 'loss-spike',
      description: 'First line.\nSecond line.\n',
      scope: { kind: 'project', entity: 'my-team', project: 'finetune' },
      event: { wireType: 'RUN_METRIC', filter },
      action: {
        type: 'SendNotification',
        integration: { name: 'ml-alerts' },
        title: 'Loss: spike',
        level: 'WARN',
      },
    };
    const call: Automation = {
      name: 'promote',
      scope: { kind: 'registry', organization: 'my-org', registry: 'model' },
      event: { wireType: 'ADD_ARTIFACT_ALIAS', filter: { family: 'mutation' } },
      action: {
        type: 'SendWebhook',
        integration: { name: 'deploy' },
        payload: {
          by: '${event_author}',
          list: [new JsonNumber('1'), 'a'],
          empty: {},
          deep: { x: [{ y: true }] },
        },
      },
    };
    expect(printSpec([notify, call])).toMatchInlineSnapshot(`
      "version: 1
      automations:
        - name: loss-spike
          description: |
            First line.
            Second line.
          scope: {project: my-team/finetune}
          event:
            type: OnRunMetric
            filter: RunEvent.metric("loss").avg(5) > 10
          action:
            type: SendNotification
            integration: "#ml-alerts"
            title: "Loss: spike"
            level: WARN

        - name: promote
          scope: {registry: my-org/model}
          event: OnAddArtifactAlias
          action:
            type: SendWebhook
            integration: deploy
            payload:
              by: \${event_author}
              list: [1, a]
              empty: {}
              deep:
                x:
                  - "y": true
      "
    `);
  });
});
