import { describe, expect, it } from 'vitest';
import { stepsOf, withAction, withEvent, withMetric, withPattern, withScope, type Choices } from './choices';
import { choicesOf, chosenKind, chosenPart, type ScopeChoices } from './scopeChoices';

const online: Choices = { online: true, hasFolder: true, path: [] };
const complete: Choices = {
  ...online,
  kind: 'project',
  path: ['my-team', 'finetune'],
  event: 'OnRunMetric',
  pattern: 'above',
  metric: 'loss',
  filter: 'RunEvent.metric("loss") > 1',
  action: 'SendNotification',
  integration: { name: 'ml' },
};

describe('stepsOf', () => {
  it('begins with the most usual way', () => {
    expect(stepsOf(online).join(' ')).toBe(
      'kind owner place event pattern metric filter action integration title text level target name',
    );
  });

  it.each<[Partial<Choices>, string]>([
    [{ online: false }, 'kind path event pattern filter action integration title text level target name'],
    [{ kind: 'team' }, 'kind owner event pattern filter action integration title text level target name'],
    [
      { kind: 'collection', event: 'OnCreateArtifact', action: 'SendWebhook' },
      'kind owner place collection event filter action integration payload target name',
    ],
    [
      { event: 'OnRunState', action: 'DoNothing', hasFolder: false },
      'kind owner place event pattern filter action name',
    ],
    [
      { pattern: 'own-metric', action: 'SendPromptToAria' },
      'kind owner place event pattern filter action prompt target name',
    ],
  ])('%j', (answers, expected) => {
    expect(stepsOf({ ...online, ...answers }).join(' ')).toBe(expected);
  });
});

describe('another answer', () => {
  it('keeps what still fits', () => {
    expect(withScope(complete, { kind: 'project', path: ['my-team', 'pretrain'] })).toEqual({
      ...complete,
      path: ['my-team', 'pretrain'],
    });
    expect(withEvent(complete, 'OnRunMetric')).toBe(complete);
    expect(withPattern(complete, 'above')).toBe(complete);
    expect(withMetric(complete, 'loss')).toBe(complete);
    expect(withAction(complete, 'SendNotification')).toBe(complete);
  });

  it('drops what does not', () => {
    const registry = withScope(complete, { kind: 'registry', path: ['my-org', 'model'] });
    expect(registry.event).toBeUndefined();
    expect(registry.filter).toBeUndefined();
    expect(registry.integration).toBeUndefined();
    expect(withScope(complete, { kind: 'project', path: ['other'] }).integration).toBeUndefined();
    const state = withEvent(complete, 'OnRunState');
    expect([state.pattern, state.metric, state.filter]).toEqual([undefined, undefined, undefined]);
    expect(withPattern(complete, 'below').filter).toBeUndefined();
    expect(withMetric(complete, 'acc').filter).toBeUndefined();
    expect(withAction(complete, 'SendWebhook').integration).toBeUndefined();
  });
});

describe('the parts of a scope', () => {
  const project: ScopeChoices = { online: true, kind: 'project', path: ['my-team', 'finetune'] };

  it('keep their owner where the kind has owners of the same sort', () => {
    expect(chosenKind(project, 'collection').path).toEqual(['my-team']);
    expect(chosenKind(project, 'registry').path).toEqual([]);
    expect(chosenKind(project, 'project').path).toEqual(['my-team', 'finetune']);
    expect(chosenKind({ online: true, path: ['my-team'] }, 'registry').path).toEqual(['my-team']);
  });

  it('stay behind a part that did not change, and go with one that did', () => {
    expect(chosenPart(project, 0, 'my-team').path).toEqual(['my-team', 'finetune']);
    expect(chosenPart(project, 0, 'other').path).toEqual(['other']);
    expect(chosenPart(project, 0, 'other/pretrain').path).toEqual(['other', 'pretrain']);
    expect(chosenPart(project, 1, 'pretrain').path).toEqual(['my-team', 'pretrain']);
  });

  it('come from a scope that has a name', () => {
    expect(choicesOf({ kind: 'collection', entity: 'a', project: 'b', collection: 'c' })).toEqual({
      kind: 'collection',
      path: ['a', 'b', 'c'],
    });
    expect(choicesOf({ kind: 'id', type: 'project', id: 'x' })).toBeUndefined();
  });
});
