import type { NamedId, ScopeFact } from '../../../core/api/catalog';
import type { Fact } from '../../../core/api/known';
import type { Scope } from '../../../core/automation';
import { code } from '../../../core/l10n/code-span';
import { message } from '../../../core/l10n/message';
import { scopePath } from '../../../core/spec/scope-key';
import type { SpecLocation } from '../../../core/spec/location';
import { link } from '../markdown';
import type { HoverContext } from './hover';
import { because, notFound } from './unknown';

/** The scope that is written here, of an automation or of the defaults: its page, its id, whose it is. */
export function aboutScope({ offset }: SpecLocation, context: HoverContext): readonly string[] {
  const here = context.spec.scopes.find(({ range }) => range.start <= offset && offset <= range.end);
  if (!here) return [];
  const scope = here.scope.kind === 'id' ? named(here.scope, context) : here.scope;
  if (!scope) return [];
  const fact = context.facts.get('scope', { scope });
  if (!fact.known) return because(fact.reason, context);
  if (!fact.value) return notFound(context);
  // An id is a number to read: what it is called comes first.
  const name =
    here.scope.kind === 'id' && scope.kind !== 'id' && scope.kind !== 'raw' ? [code(scopePath(scope))] : [];
  return [...name, ...facts(fact.value, context)];
}

function facts({ url, scopeID, entity, runCount }: ScopeFact, { texts }: HoverContext): readonly string[] {
  return [
    link(url),
    texts.row(
      texts.say(message('Id {0}.', code(scopeID))),
      texts.say(message('Belongs to {0}.', code(entity))),
      ...(runCount === null ? [] : [texts.say(message('{0} runs.', runCount))]),
    ),
  ];
}

/** The server finds nothing by an id, but it lists projects and registries with theirs: those that are the user's own. */
function named(
  { type, id }: Scope & { readonly kind: 'id' },
  { facts, options }: HoverContext,
): Scope | undefined {
  const known = <Value>(fact: Fact<Value>): Value | undefined => (fact.known ? fact.value : undefined);
  const byId = (list: readonly NamedId[] = []): string | undefined =>
    list.find((each) => each.id === id)?.name;
  switch (type) {
    case 'project': {
      const entity = options.entity ?? known(facts.get('viewer', {}))?.entity ?? undefined;
      const project = entity === undefined ? undefined : byId(known(facts.get('projects', { entity })));
      return entity === undefined || project === undefined ? undefined : { kind: type, entity, project };
    }
    case 'registry': {
      const organizations = known(facts.get('organizations', {})) ?? [];
      const found = organizations.flatMap(({ name: organization }): Scope[] => {
        const registry = byId(known(facts.get('registries', { organization })));
        return registry === undefined ? [] : [{ kind: type, organization, registry }];
      });
      return found[0];
    }
    default:
      return undefined;
  }
}
