import type { TriggerScope } from '../../core/api/model';
import { kindOf } from '../../core/api/triggerScope';
import type { Scope } from '../../core/automation';
import { registryProjectPrefix } from '../../core/catalog/scopes';

/** What a saved automation watches, by name; undefined where the server didn't say enough. */
export function scopeOnServer(scope: TriggerScope): Scope | undefined {
  const { name, entityName, project } = scope;
  if (name === undefined) return undefined;
  switch (kindOf(scope)) {
    case 'project':
      return entityName === undefined ? undefined : { kind: 'project', entity: entityName, project: name };
    case 'registry':
      if (entityName === undefined) return undefined;
      return {
        kind: 'registry',
        organization: entityName,
        registry: name.slice(registryProjectPrefix.length),
      };
    case 'collection':
      return (
        project && {
          kind: 'collection',
          entity: project.entity.name,
          project: project.name,
          collection: name,
        }
      );
    case 'team':
      return { kind: 'team', team: name };
    case 'organization':
      return { kind: 'organization', organization: name };
    case 'unknown':
      return undefined;
  }
}
