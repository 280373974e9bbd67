import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Action } from '../../core/automation';
import { actions, levels } from '../../core/catalog/actions';
import { events } from '../../core/catalog/events';
import { scopes } from '../../core/catalog/scopes';
import { openSpecDocument } from '../../core/spec/document';
import { proposeFilter, proposeName, patternsOf } from './patterns';
import {
  addToSpec,
  automationOf,
  checkFilter,
  checkPrompt,
  newSpecOf,
  payloadNames,
  readScope,
  type NewAutomation,
} from './specTools';

const event = (name: string) => events.find((entry) => entry.name === name)!;

describe('readScope', () => {
  it('takes what a spec takes', () => {
    expect(readScope('project', 'my-team/finetune')).toEqual({
      scope: { kind: 'project', entity: 'my-team', project: 'finetune' },
    });
    expect(readScope('team', 'my-team')).toEqual({ scope: { kind: 'team', team: 'my-team' } });
    expect(readScope('collection', 'my-org/wandb-registry-model/llm')).toMatchObject({
      scope: { collection: 'llm' },
    });
  });

  it.each([
    ['project', 'finetune'],
    ['project', ''],
    ['project', 'my-org/wandb-registry-model'],
    ['registry', 'a/b/c'],
    ['collection', 'a/b'],
    ['project', 'a/b#c'],
    ['team', ' '],
  ] as const)('refuses %s %j', (kind, path) => {
    expect(readScope(kind, path)).toMatchObject({ isError: true });
  });
});

describe('checkFilter', () => {
  it('says where it is wrong', () => {
    const text = 'RunEvent.metric("loss").zscor(3) > 2';
    const finding = checkFilter(event('OnRunMetric'), text)!;
    expect(finding.isError).toBe(true);
    expect(text.slice(finding.range!.start, finding.range!.end)).toBe('zscor');
  });

  it('lets an empty one pass only where none is needed', () => {
    expect(checkFilter(event('OnLinkArtifact'), ' ')).toBeUndefined();
    expect(checkFilter(event('OnRunState'), '')).toMatchObject({ isError: true });
  });

  it('finds nothing wrong with what is proposed', () => {
    for (const each of events) {
      for (const pattern of [undefined, ...patternsOf(each)]) {
        const filter = proposeFilter(each, pattern?.id, 'val/"acc"');
        if (filter !== '') expect([filter, checkFilter(each, filter)]).toEqual([filter, undefined]);
      }
    }
  });
});

describe('checkPrompt', () => {
  it('counts bytes', () => {
    expect(checkPrompt(' ')).toMatchObject({ isError: true });
    expect(checkPrompt('あ'.repeat(1333))).toBeUndefined();
    expect(checkPrompt('あ'.repeat(1334))).toMatchObject({ isError: true });
  });
});

const paths = {
  project: 'my-team/finetune',
  registry: 'my-org/model',
  collection: 'my-team/finetune/llm',
  team: 'my-team',
  organization: 'my-org',
} as const;

const anyText = fc.string({ unit: 'grapheme', maxLength: 30 });
const anyName = anyText.filter((text) => text.trim() !== '');

/** Whatever the steps let through. */
const anyAnswers: fc.Arbitrary<NewAutomation> = fc
  .record({
    entry: fc.constantFrom(...events),
    action: fc.constantFrom(...actions.map(({ name }) => name)),
    name: anyName,
    metric: anyName,
    integration: anyName.filter((name) => name.replace(/^#/, '').trim() !== ''),
    title: anyText,
    text: fc.oneof(anyText, fc.constant('a\nb\n')),
    level: fc.constantFrom(...levels.map((one) => one.name)),
    payload: fc.constantFrom(...payloadNames),
    prompt: anyName,
    pick: fc.nat(),
  })
  .map(({ entry, metric, pick, integration, ...rest }) => {
    const kinds = scopes.map(({ kind }) => kind).filter((kind) => entry.scopes[kind] !== 'refused');
    const kind = kinds[pick % kinds.length]!;
    const found = readScope(kind, paths[kind]);
    if (!('scope' in found)) throw new Error(kind);
    const patterns = patternsOf(entry);
    const filter = proposeFilter(entry, patterns[pick % (patterns.length || 1)]?.id, metric);
    return {
      ...rest,
      scope: found.scope,
      event: entry.name,
      filter: filter === '' && entry.filterRequired ? entry.exampleFilter! : filter,
      integration: { name: integration.replace(/^#/, '') },
    };
  });

const existing = `version: 1
defaults:
  scope: {project: a/b}
  level: ERROR
automations:
- event: OnLinkArtifact
  action: DoNothing
  name: "\\u0001 there before"
# the end
`;
const files = [
  '',
  '# wandb-automations: v1\n',
  existing,
  existing.replaceAll('\n', '\r\n'),
  'automations: [{name: a, scope: {team: t}, event: OnLinkArtifact, action: DoNothing}]\n',
  'name: a\nscope: {team: t}\nevent: OnLinkArtifact\naction: DoNothing\n# the end',
];

const levelOf = (action: Action): string | undefined =>
  action.type === 'SendNotification' ? (action.level ?? 'INFO') : undefined;

describe('addToSpec', () => {
  it('makes of every way through the steps an entry without errors', () => {
    fc.assert(
      fc.property(anyAnswers, fc.constantFrom(...files), (answers, file) => {
        const automation = automationOf(answers);
        const { text, name } = file === '' ? newSpecOf([automation]) : addToSpec(file, [automation])!;
        const document = openSpecDocument(text);
        expect(document.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
        expect(document.entryAt(name.start)?.name).toBe(automation.name);
        const { scope, event: found, action } = document.entryAt(name.start)!.automations[0]!.automation!;
        expect({ scope, event: found }).toEqual({ scope: automation.scope, event: automation.event });
        expect(action.type).toBe(answers.action);
        expect(levelOf(action)).toBe(levelOf(automation.action));
      }),
    );
  });

  it('writes what an automation leaves out where the file would fill in something else', () => {
    const automation = automationOf({
      name: 'new',
      scope: { kind: 'team', team: 't' },
      event: 'OnRunState',
      filter: 'RunEvent.state == "failed"',
      action: 'SendNotification',
      integration: { name: 'alerts' },
    });
    expect(addToSpec(existing, [automation])?.text).toMatch(/^ {4}level: INFO$/m);
    expect(addToSpec('automations: []\n', [automation])?.text).not.toMatch(/level/);
  });

  it('leaves a file alone that it would break', () => {
    const automation = automationOf({
      name: 'new',
      scope: { kind: 'team', team: 't' },
      event: 'OnLinkArtifact',
      filter: '',
      action: 'DoNothing',
    });
    expect(addToSpec('automations:\n  - name: "a\n', [automation])).toBeUndefined();
    expect(addToSpec('automations:\n  - name: new\n', [automation, automation])).toBeUndefined();
  });
});

describe('proposeName', () => {
  it.each([
    ['OnRunMetric', 'above', 'val/loss', 'val-loss-above-10'],
    ['OnRunMetric', 'above', undefined, 'loss-above-10'],
    ['OnRunState', 'failed', undefined, 'run-failed'],
    ['OnAddArtifactAlias', undefined, undefined, 'add-artifact-alias'],
  ])('%s %s of %s: %s', (name, pattern, metric, expected) => {
    expect(proposeName(event(name), pattern, metric)).toBe(expected);
  });
});
