import type { Fact } from '../../../core/api/known';
import type { Scope } from '../../../core/automation';
import type { RuleCode } from '../../../core/catalog/rules';
import { message, type Message } from '../../../core/l10n/message';
import { fix } from '../../../core/spec/analysis/findings';
import type { SpecEntry } from '../../../core/spec/entry';
import { scalarText } from '../../../core/spec/yaml/quote';
import { nearest } from '../../../core/text/nearest';
import type { Range } from '../../../core/text/range';
import type { FeatureContext } from '../../context';
import type { RemoteFacts } from '../../remote/facts';
import { integrationOwners, scopesOf } from '../../remote/places';
import { mentionsOf } from '../mentions';
import { finding, type Finding } from './finding';

/** Names that the server doesn't have, or has more than once. */
export function nameFindings(entry: SpecEntry, context: FeatureContext): readonly Finding[] {
  return [
    ...scopeFindings(entry, context),
    ...integrationFindings(entry, context),
    ...metricFindings(entry, context),
  ];
}

/** Writes the nearest of the names that the server has in the range's place. */
function nearestFix(
  word: string,
  range: Range,
  names: readonly string[] | undefined,
  write = (name: string): string => scalarText(name, { flow: true }),
): Pick<Finding, 'fixes'> {
  const name = names && nearest(word, names);
  return name === undefined || name === word
    ? {}
    : fix(message('Change to "{0}"', name), { range, newText: write(name) });
}

function scopeFindings(entry: SpecEntry, { facts }: FeatureContext): Finding[] {
  const { fields } = entry.analysis;
  // A scope of the defaults is reported once, where an automation of its own would say it.
  if (!fields.has('scope') && !fields.has('scopes')) return [];
  return scopesOf(entry).flatMap(({ scope, range }) => {
    const missing = missingScope(scope);
    if (!missing) return [];
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

function integrationFindings(entry: SpecEntry, { facts }: FeatureContext): Finding[] {
  const action = entry.automations[0]?.automation?.action;
  if (action?.type !== 'SendNotification' && action?.type !== 'SendWebhook') return [];
  const { name, id, entity, workspace } = action.integration;
  const mention = mentionsOf(entry).find(({ kind }) => kind !== 'metric');
  if (name === undefined || id !== undefined || !mention) return [];
  const type = action.type === 'SendNotification' ? 'slack' : 'webhook';
  const owners = integrationOwners(entry, entity, facts);
  const names = (): string[] =>
    owners.flatMap((owner) => {
      const all = facts.get(type === 'slack' ? 'slackChannels' : 'webhooks', { entity: owner });
      return (all.known ? (all.value ?? []) : []).map((one) =>
        one.type === 'slack' ? one.channelName.replace(/^#/, '') : one.name,
      );
    });
  const { range } = mention;
  return owners.flatMap((owner): readonly Finding[] => {
    const ask = { type, entity: owner, name, ...(workspace !== undefined && { workspace }) } as const;
    const fact = facts.get('integration', ask);
    if (!fact.known) return [];
    const count = fact.value?.length ?? 0;
    if (count === 1) return [];
    if (count > 1) {
      const text = message('{0} integrations have this name. Tell which one by "workspace" or "id".', count);
      return [finding('integration-ambiguous', range, text)];
    }
    const write = (near: string): string => scalarText(type === 'slack' ? `#${near}` : near, { flow: true });
    const text = message('No integration of this name was found, or it is not visible to you.');
    return [finding('unknown-integration', range, text, nearestFix(mention.name, range, names(), write))];
  });
}

function metricFindings(entry: SpecEntry, { facts }: FeatureContext): Finding[] {
  const projects = scopesOf(entry).flatMap(({ scope }) => (scope.kind === 'project' ? [scope] : []));
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
