import type { Scope } from '../../core/automation';
import { registryProjectPrefix } from '../../core/catalog/scopes';
import type { CompiledReference } from '../../core/protocol';

/** A scope's name as the spec has it (`my-team/finetune`), taken apart. */
export function scopeOf({ kind, name }: CompiledReference): Scope {
  const [first = '', second = '', third = ''] = name.split('/');
  switch (kind) {
    case 'registry': {
      const registry = second.startsWith(registryProjectPrefix)
        ? second.slice(registryProjectPrefix.length)
        : second;
      return { kind, organization: first, registry };
    }
    case 'collection':
      return { kind, entity: first, project: second, collection: third };
    case 'team':
      return { kind, team: name };
    case 'organization':
      return { kind, organization: name };
    default:
      return { kind: 'project', entity: first, project: second };
  }
}
