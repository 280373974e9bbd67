import { known, type Fact } from '../../core/api/known';
import type { CatalogLookup } from '../../core/api/catalog';
import type { Trigger } from '../../core/api/model';
import type { RemoteParams } from '../../core/protocol';

/** A saved automation of `team/finetune` that fires on linked artifacts and does nothing. */
export function savedTrigger(members: Partial<Trigger> = {}): Trigger {
  return {
    id: 'T1',
    name: 'a',
    description: null,
    enabled: true,
    createdAt: '2026-01-01T00:00:00',
    updatedAt: null,
    createdBy: null,
    lastExecutedAt: null,
    scope: { __typename: 'Project', id: 'P', name: 'finetune', entityName: 'team' },
    triggeringCondition: {
      __typename: 'FilterEventTriggeringCondition',
      eventType: 'LINK_MODEL',
      filter: '{"filter":"{\\"$or\\":[{\\"$and\\":[]}]}"}',
    },
    triggeredAction: { __typename: 'NoOpTriggeredAction', noOp: true },
    ...members,
  };
}

/** Answers as a W&B server that has the project `team/finetune` with these automations. */
export function remoteWith(
  triggers: () => readonly Trigger[],
  more: Partial<Record<CatalogLookup, unknown>> = {},
): (params: RemoteParams) => Fact<unknown> {
  return ({ lookup }) => {
    if (lookup === 'automations') return known(triggers());
    if (lookup === 'scope' && !('scope' in more))
      return known({
        scopeType: 'PROJECT',
        scopeID: 'P',
        name: 'finetune',
        entity: 'team',
        url: 'https://w.test/team/finetune',
        runCount: 1,
      });
    return known(more[lookup]);
  };
}
