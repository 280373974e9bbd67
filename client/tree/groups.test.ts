import { describe, expect, it } from 'vitest';
import type { TriggerScope } from '../../core/api/model';
import { groupByScope } from './groups';
import { trigger } from './fixtures/trigger';

const project = (name: string): TriggerScope => ({
  __typename: 'Project',
  id: name,
  name,
  entityName: 'acme',
});
const collator = new Intl.Collator('en', { numeric: true });

describe('groupByScope', () => {
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
    const groups = groupByScope(
      scopes.map((scope, index) => trigger({ id: `${index}`, scope })),
      collator,
    );
    expect(groups.map(({ kind, label }) => `${kind} ${label}`)).toEqual([
      'team acme',
      'registry model',
      'project run-9',
      'project run-10',
      'collection model/llm',
      'unknown earth',
    ]);
  });

  it('keeps scopes of one name apart and sorts the automations in one', () => {
    const other: TriggerScope = { __typename: 'Project', id: '2', name: 'same', entityName: 'acme' };
    const groups = groupByScope(
      [
        trigger({ id: '1', name: 'b10', scope: { ...project('same'), id: '1' } }),
        trigger({ id: '2', name: 'b9', scope: { ...project('same'), id: '1' } }),
        trigger({ id: '3', name: 'a', scope: other }),
      ],
      collator,
    );
    expect(groups.map(({ triggers }) => triggers.map(({ name }) => name))).toEqual([['b9', 'b10'], ['a']]);
  });

  it('takes the bare prefix of registries for a project, as the server does', () => {
    expect(groupByScope([trigger({ scope: project('wandb-registry-') })], collator)[0]).toMatchObject({
      kind: 'project',
      label: 'wandb-registry-',
    });
  });
});
