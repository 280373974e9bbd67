import { noCapabilities } from '../../core/api/capabilities';
import { known, type Fact } from '../../core/api/known';
import type { CatalogLookup } from '../../core/api/catalog';
import type { Trigger } from '../../core/api/model';
import { parseJson } from '../../core/json/parse';
import { appliedOf, sideOf } from '../../core/plan/applied';
import { LockFile } from '../../core/plan/lock-file';
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
    if (lookup === 'host') return known('w.test');
    if (lookup === 'capabilities' && !('capabilities' in more)) return known(noCapabilities);
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

/** The lock file of a repository that has applied these automations to `w.test`. */
export function lockText(...applied: readonly Trigger[]): string {
  return applied
    .reduce<LockFile>((lock, trigger) => {
      const side = sideOf(parseJson(JSON.stringify(trigger)));
      if (!side) throw new Error('Not a trigger.');
      const place = { host: 'w.test', scope: 'project team/finetune', name: trigger.name };
      return lock.with(place, { id: trigger.id, updatedAt: trigger.createdAt, applied: appliedOf(side) });
    }, LockFile.empty)
    .print();
}
