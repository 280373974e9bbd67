import type { CatalogLookups } from '../../../core/api/catalog';
import { message } from '../../../core/l10n/message';
import { plain } from '../../../core/l10n/plain-text';
import type { Fix } from '../../../core/problem';
import { setValue } from '../../../core/spec/edit/entry';
import type { SpecEntry } from '../../../core/spec/entry';
import type { YamlNode } from '../../../core/spec/yaml/tree';
import { keyText } from '../../../core/spec/yaml/value';
import { scalarText } from '../../../core/spec/yaml/quote';
import type { FeatureContext } from '../../context';
import { integrationOwners } from '../../remote/places';
import { distinctionsOf, integrationName } from '../../remote/telling-apart';
import { mentionsOf } from '../mentions';
import { finding, type Finding } from './finding';
import { nearestFix } from './nearest-fix';

/** More than these nobody chooses from in a menu. */
const MOST_CHOICES = 10;

type Candidate = NonNullable<CatalogLookups['integration']['fact']>[number];

/** Integrations that the server doesn't have, or has more than once. */
export function integrationFindings(entry: SpecEntry, { facts }: FeatureContext): readonly Finding[] {
  const action = entry.automations[0]?.automation?.action;
  if (action?.type !== 'SendNotification' && action?.type !== 'SendWebhook') return [];
  const { name, id, entity, workspace } = action.integration;
  const mention = mentionsOf(entry).find(({ kind }) => kind !== 'metric');
  if (name === undefined || id !== undefined || !mention) return [];
  const type = action.type === 'SendNotification' ? 'slack' : 'webhook';
  const owners = integrationOwners(entry.scopes, entity, facts);
  const names = (): string[] =>
    owners.flatMap((owner) => {
      const all = facts.get(type === 'slack' ? 'slackChannels' : 'webhooks', { entity: owner });
      return (all.known ? (all.value ?? []) : []).map(integrationName);
    });
  const { range } = mention;
  return owners.flatMap((owner): readonly Finding[] => {
    const ask = { type, entity: owner, name, ...(workspace !== undefined && { workspace }) } as const;
    const fact = facts.get('integration', ask);
    if (!fact.known) return [];
    const found = fact.value ?? [];
    if (found.length === 1) return [];
    if (found.length > 1) {
      const text =
        type === 'slack'
          ? message('{0} integrations have this name. Tell which one by "workspace" or "id".', found.length)
          : message('{0} webhooks have this name. Tell which one by "id".', found.length);
      // Written for all owners, an id would be wrong for all but one.
      const fixes = owners.length === 1 ? choices(entry, name, found) : [];
      return [finding('integration-ambiguous', range, text, { fixes })];
    }
    const write = (near: string): string => scalarText(type === 'slack' ? `#${near}` : near, { flow: true });
    const text = message('No integration of this name was found, or it is not visible to you.');
    return [finding('unknown-integration', range, text, nearestFix(mention.name, range, names(), write))];
  });
}

/** One fix for each of those that have the name: by the Slack workspace, or by the id where that doesn't tell them apart. */
function choices(entry: SpecEntry, name: string, found: readonly Candidate[]): readonly Fix[] {
  const written = own(own(entry.analysis.node, 'action'), 'integration');
  // What an alias or the defaults bring in is others' too.
  if (written?.kind !== 'map' && written?.kind !== 'scalar') return [];
  const distinctions = distinctionsOf(found);
  return distinctions.slice(0, MOST_CHOICES).map(({ key, value }) => {
    const shown = plain(value, 60);
    const title =
      key === 'workspace'
        ? message('Take that of the workspace "{0}"', shown)
        : message('Take that with the id "{0}"', shown);
    const path = ['action', 'integration'] as const;
    const edits =
      written.kind === 'map'
        ? setValue(entry, [...path, key], value)
        : setValue(entry, path, { [found[0]?.type === 'slack' ? 'channel' : 'name']: name, [key]: value });
    return { title, edits };
  });
}

/** A member that stands in a mapping itself. */
function own(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return node?.kind === 'map' ? node.entries.find((one) => keyText(one.key) === key)?.value : undefined;
}
