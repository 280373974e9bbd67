import type { Fact } from '../../../core/api/known';
import type { Scope } from '../../../core/automation';
import type { RuleCode } from '../../../core/catalog/rules';
import { message, type Message } from '../../../core/l10n/message';
import type { SpecEntry } from '../../../core/spec/entry';
import { nearest } from '../../../core/text/nearest';
import type { FeatureContext } from '../../context';
import type { RemoteFacts } from '../../remote/facts';
import { mentionsOf } from '../mentions';
import { finding, type Finding } from './finding';
import { integrationFindings } from './integrations';
import { nearestFix } from './nearest-fix';

/** Names that the server doesn't have, or has more than once. */
export function nameFindings(entry: SpecEntry, context: FeatureContext): readonly Finding[] {
  return [
    ...scopeFindings(entry, context),
    ...integrationFindings(entry, context),
    ...metricFindings(entry, context),
  ];
}

function scopeFindings(entry: SpecEntry, { facts }: FeatureContext): Finding[] {
  return entry.scopes.flatMap(({ scope, range }) => {
    const missing = missingScope(scope);
    // A scope of the defaults is none of this entry's.
    if (!missing || !range) return [];
    const fact = facts.get('scope', { scope });
    if (!fact.known || fact.value) return [];
    const { word, names } = scopeNames(scope, facts);
    return [finding(missing.code, range, missing.text, nearestFix(word, range, names))];
  });
}

/** What a scope is called, and what the others of its kind are, as far as that is known. */
function scopeNames(
  scope: Scope,
  facts: RemoteFacts,
): { word: string; names?: readonly string[] | undefined } {
  const known = <Value>(fact: Fact<Value>): Value | undefined => (fact.known ? fact.value : undefined);
  switch (scope.kind) {
    case 'project': {
      const { entity, project } = scope;
      const names = known(facts.get('projects', { entity }))?.map(({ name }) => `${entity}/${name}`);
      return { word: `${entity}/${project}`, names };
    }
    case 'registry': {
      const { organization, registry } = scope;
      const found = known(facts.get('registries', { organization }));
      return {
        word: `${organization}/${registry}`,
        names: found?.map(({ name }) => `${organization}/${name}`),
      };
    }
    case 'collection': {
      const { entity, project, collection } = scope;
      const found = known(facts.get('collections', { entity, project }));
      const path = `${entity}/${project}`;
      return { word: `${path}/${collection}`, names: found?.map(({ name }) => `${path}/${name}`) };
    }
    case 'team':
      return { word: scope.team, names: known(facts.get('teams', {})) };
    case 'organization':
      return {
        word: scope.organization,
        names: known(facts.get('organizations', {}))?.map(({ name }) => name),
      };
    default:
      return { word: '' };
  }
}

function missingScope(scope: Scope): { readonly code: RuleCode; readonly text: Message } | undefined {
  switch (scope.kind) {
    case 'project':
      return {
        code: 'unknown-project',
        text: message('This project was not found, or is not visible to you.'),
      };
    case 'registry':
      return {
        code: 'unknown-registry',
        text: message('This registry was not found, or is not visible to you.'),
      };
    case 'collection':
      return {
        code: 'unknown-collection',
        text: message('This collection was not found, or is not visible to you.'),
      };
    case 'team':
      return { code: 'unknown-team', text: message('This team was not found, or is not visible to you.') };
    case 'organization':
      return {
        code: 'unknown-organization',
        text: message('This organization was not found, or is not visible to you.'),
      };
    default:
      return undefined;
  }
}

function metricFindings(entry: SpecEntry, { facts }: FeatureContext): Finding[] {
  const projects = entry.scopes.flatMap(({ scope }) => (scope.kind === 'project' ? [scope] : []));
  const metrics = mentionsOf(entry).filter(({ kind }) => kind === 'metric');
  if (metrics.length === 0) return [];
  return projects.flatMap(({ entity, project }) => {
    const fact = facts.get('metricKeys', { entity, project });
    if (!fact.known || !fact.value?.complete) return [];
    const names = fact.value.keys.map((key) => key.name);
    return metrics
      .filter(({ name }) => !names.includes(name))
      .map(({ name, range }): Finding => {
        const near = nearest(name, names);
        const text =
          near === undefined
            ? message('No run of {0}/{1} has logged this metric.', entity, project)
            : message('No run of {0}/{1} has logged this metric. Did you mean "{2}"?', entity, project, near);
        // Inside of quotes only what needs no escapes.
        const plain = names.filter((one) => /^[\w./-]+$/.test(one));
        return finding(
          'unknown-metric',
          range,
          text,
          nearestFix(name, range, plain, (one) => one),
        );
      });
  });
}
