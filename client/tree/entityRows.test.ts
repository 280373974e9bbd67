import { beforeEach, describe, expect, it } from 'vitest';
import { neverAborted } from '../../core/api/abort';
import type { Trigger, TriggerScope } from '../../core/api/model';
import { Pages } from '../../core/api/pages';
import { usual, type Arrangement } from './arrangement';
import { EntityAutomations } from './entityAutomations';
import { EntityRows, type RowsLanguage } from './entityRows';
import { trigger } from './fixtures/trigger';
import type { AutomationNode } from './nodes';

const project = (name: string, id = name): TriggerScope => ({
  __typename: 'Project',
  id,
  name,
  entityName: 'acme',
});
const root = { entity: 'acme', label: 'acme', kind: 'team', isDefault: true } as const;
const language: RowsLanguage = {
  collator: new Intl.Collator('en', { numeric: true, sensitivity: 'base' }),
  words: {
    event: ({ triggeringCondition }) => `On ${triggeringCondition.eventType ?? ''}`,
    action: ({ triggeredAction }) => triggeredAction.__typename,
  },
  alsoKnownAs: ({ triggeredAction }) => triggeredAction.integration?.channelName ?? '',
};

describe('EntityRows', () => {
  let rows: EntityRows;
  let list: EntityAutomations;
  /** The row of the last change that could be drawn alone. */
  let single: AutomationNode | undefined;

  const show = (triggers: readonly Trigger[], arrangement: Partial<Arrangement> = {}): void => {
    list = new EntityAutomations(
      root,
      new Pages(() => {
        throw new Error('nothing is loaded here');
      }, neverAborted),
      (_, change) => (single = rows.apply(change)),
    );
    rows = new EntityRows(list, { ...usual, ...arrangement }, language);
    for (const one of triggers) list.put(one);
  };
  const outline = (): string[] =>
    rows.groups.map(
      ({ group, members }) =>
        `${group.kind} ${group.label}: ${members.map((row) => row.trigger.name).join()}`,
    );

  it('puts what covers more first and sorts names as people count', () => {
    const scopes: TriggerScope[] = [
      project('run-10'),
      project('run-9'),
      project('wandb-registry-model'),
      { __typename: 'Entity', id: 'e', name: 'acme', entityType: 'team' },
      { __typename: 'Planet', id: 'p', name: 'earth' },
      {
        __typename: 'ArtifactPortfolio',
        id: 'c',
        name: 'llm',
        project: { name: 'wandb-registry-model', entity: { name: 'org' } },
      },
    ];
    show(scopes.map((scope, index) => trigger({ id: `${index}`, scope })));
    expect(rows.groups.map(({ group }) => `${group.kind} ${group.label}`)).toEqual([
      'team acme',
      'registry model',
      'project run-9',
      'project run-10',
      'collection model/llm',
      'unknown earth',
    ]);
  });

  it('keeps scopes of one name apart and sorts the automations in one', () => {
    show([
      trigger({ id: '1', name: 'b10', scope: project('same', '1') }),
      trigger({ id: '2', name: 'b9', scope: project('same', '1') }),
      trigger({ id: '3', name: 'a', scope: project('same', '2') }),
    ]);
    expect(outline()).toEqual(['project same: b9,b10', 'project same: a']);
  });

  it('takes the bare prefix of registries for a project, as the server does', () => {
    show([trigger({ scope: project('wandb-registry-') })]);
    expect(rows.groups[0]?.group).toMatchObject({ kind: 'project', label: 'wandb-registry-' });
  });

  describe('with several automations', () => {
    beforeEach(() =>
      show([
        trigger({ id: '1', name: 'alpha', createdAt: '2026-01-01', lastExecutedAt: '2026-03-01' }),
        trigger({ id: '2', name: 'beta', createdAt: '2026-01-02', enabled: false }),
        trigger({
          id: '3',
          name: 'Gamma',
          createdAt: '2026-01-03',
          updatedAt: '2026-02-01',
          lastExecutedAt: '2026-04-01',
          triggeringCondition: { __typename: 'FilterEventTriggeringCondition', eventType: 'RUN_STATE' },
          triggeredAction: { __typename: 'NoOpTriggeredAction' },
        }),
      ]),
    );

    it.each([
      ['scope', ['project finetune: alpha,beta,Gamma']],
      ['event', ['event On RUN_METRIC: alpha,beta', 'event On RUN_STATE: Gamma']],
      ['action', ['action NoOpTriggeredAction: Gamma', 'action NotificationTriggeredAction: alpha,beta']],
      ['state', ['enabled : alpha,Gamma', 'disabled : beta']],
    ] as const)('groups by %s', (grouping, wanted) => {
      rows.rearrange({ ...usual, grouping });
      expect(outline()).toEqual(wanted);
    });

    it.each([
      ['name', 'alpha,beta,Gamma'],
      ['fired', 'Gamma,alpha,beta'],
      ['created', 'Gamma,beta,alpha'],
      ['changed', 'Gamma,beta,alpha'],
      ['state', 'alpha,Gamma,beta'],
    ] as const)('sorts by %s', (order, wanted) => {
      rows.rearrange({ ...usual, order });
      expect(outline()).toEqual([`project finetune: ${wanted}`]);
    });

    it.each([
      ['GAMMA', ['Gamma']],
      ['run_metric', ['alpha', 'beta']],
      ['ml-alerts alpha', ['alpha']],
      ['alpha beta', []],
      ['finetune', ['alpha', 'beta', 'Gamma']],
      ['  ', ['alpha', 'beta', 'Gamma']],
    ])('finds by words: %s', (filter, wanted) => {
      rows.rearrange({ ...usual, filter });
      expect(rows.matching.map((row) => row.trigger.name)).toEqual(wanted);
      expect(rows.groups).toHaveLength(wanted.length > 0 ? 1 : 0);
      expect(rows.node.count).toBe(wanted.length);
    });

    it('keeps rows the same while what they show changes', () => {
      const before = rows.find('1');
      list.put(trigger({ id: '1', name: 'alpha', enabled: false }));
      expect(rows.find('1')).toBe(before);
      expect(before?.trigger.enabled).toBe(false);
      const [group] = rows.groups;
      list.put(trigger({ id: '4', name: 'delta' }));
      expect(rows.groups[0]).toBe(group);
    });

    it('tells when a single row is all that changed', () => {
      list.put(trigger({ id: '1', name: 'alpha', enabled: false }));
      expect(single).toBe(rows.find('1'));
      list.put(trigger({ id: '1', name: 'zeta' }));
      expect(single).toBeUndefined();
      expect(outline()).toEqual(['project finetune: beta,Gamma,zeta']);
      rows.rearrange({ ...usual, grouping: 'state' });
      list.put(trigger({ id: '1', name: 'zeta', enabled: false }));
      expect(single).toBeUndefined();
      expect(outline()).toEqual(['enabled : Gamma', 'disabled : beta,zeta']);
    });

    it('forgets what is gone', () => {
      list.remove('1');
      list.remove('2');
      expect(outline()).toEqual(['project finetune: Gamma']);
      expect(rows.find('1')).toBeUndefined();
    });
  });
});
