import { describe, expect, it } from 'vitest';
import { actions, findAction, findActionByTypename, findActionByWireType } from './actions';
import { events, findEvent, findEventByWireType, isReadOnlyEventType } from './events';
import { findFunction, findMember, membersOf, signatureOf } from './expressions';
import { findFilterClass, findFilterField } from './filters';
import {
  findPredicateField,
  findPredicateMember,
  findPredicateMethod,
  predicateOperators,
} from './predicates';
import { findRule, rules } from './rules';
import { isRegistryProject } from './scopes';
import { canBeSecretName, findVariable, isFilledBy, variablesFor } from './variables';

describe('catalog', () => {
  it('lists every wire event once', () => {
    const names = events.flatMap(({ wireTypes }) => wireTypes.map(({ name }) => name));
    expect(new Set(names).size).toBe(names.length);
    expect(names).toHaveLength(12);
    for (const name of names)
      expect(findEventByWireType(name)?.wireTypes.some((wire) => wire.name === name)).toBe(true);
    expect(findEvent('OnLinkArtifact')?.wireTypes[0].name).toBe('LINK_MODEL');
    expect(isReadOnlyEventType('WEAVE_METRIC_THRESHOLD')).toBe(true);
    expect(isReadOnlyEventType('LINK_MODEL')).toBe(false);
  });

  it('refuses runs in registries and collections, and creation outside collections', () => {
    expect(findEvent('OnRunState')?.scopes).toMatchObject({
      registry: 'refused',
      collection: 'refused',
      team: 'warned',
    });
    expect(findEvent('OnCreateArtifact')?.scopes).toMatchObject({
      project: 'refused',
      collection: 'allowed',
    });
  });

  it('finds actions by all three names', () => {
    for (const action of actions) {
      expect(findAction(action.name)).toBe(action);
      expect(findActionByWireType(action.wireType)).toBe(action);
      expect(findActionByTypename(action.typename)).toBe(action);
    }
  });

  it('finds members by what stands before the dot', () => {
    expect(findMember('metric', 'avg')?.returns).toBe('aggregate');
    expect(findMember('aggregate', 'avg')).toBeUndefined();
    expect(findMember('zscore', 'gt')?.returns).toBe('metric-condition');
    expect(membersOf('state').map(({ name }) => name)).toEqual(['eq', 'in_']);
    expect(findFunction('abs')?.returns).toBe('absolute-zscore');
  });

  it('shows how a member is called', () => {
    const shown = (on: Parameters<typeof findMember>[0], name: string) => signatureOf(findMember(on, name)!);
    expect(shown('metric', 'avg')).toBe('avg(window)');
    expect(shown('aggregate', 'changes_by')).toBe('changes_by(*, diff=…, frac=…)');
    expect(shown('field', 'exists')).toBe('exists([exists])');
    expect(shown('run-event', 'state')).toBe('state');
  });

  it('has a method of the expression language for each predicate operator that names one', () => {
    for (const { method } of predicateOperators) {
      if (method === undefined) continue;
      expect(findMember('field', method)?.returns).toBe('predicate');
      expect(findPredicateMethod(method)?.method).toBe(method);
    }
    expect(findPredicateMember('RunEvent', 'name')).toBe(findPredicateField('display_name'));
  });

  it('finds keys of filter classes by either name', () => {
    const change = findFilterClass('MetricChangeFilter')!;
    expect(findFilterField(change, 'change_amount')).toBe(findFilterField(change, 'threshold'));
    expect(findFilterField(change, 'cmp')).toBeUndefined();
  });

  it('has 53 rules', () => {
    expect(rules).toHaveLength(53);
    expect(findRule('filter-state')?.severity).toBe('error');
    expect(findRule('toString')).toBeUndefined();
    expect(rules.filter(({ connected }) => connected)).toHaveLength(11);
  });

  it('tells registries from projects', () => {
    expect(isRegistryProject('wandb-registry-model')).toBe(true);
    expect(isRegistryProject('wandb-registry-')).toBe(false);
  });

  it('knows which event fills which variable', () => {
    expect(isFilledBy(findVariable('alias')!, 'LINK_MODEL')).toBe(false);
    expect(isFilledBy(findVariable('alias')!, 'ADD_ARTIFACT_ALIAS')).toBe(true);
    expect(findVariable('artifact_metadata.accuracy')?.name).toBe('artifact_metadata.');
    expect(findVariable('artifact_metadata.')).toBeUndefined();
    expect(variablesFor('RUN_STATE').map(({ name }) => name)).toContain('run_status');
    expect(canBeSecretName('DEPLOY_TOKEN')).toBe(true);
    expect(canBeSecretName('artifact_colection_name')).toBe(false);
  });
});
