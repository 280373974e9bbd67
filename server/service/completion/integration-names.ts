import {
  distinctionsOf,
  integrationName,
  type Distinction,
  type NamedIntegration,
} from '../../remote/telling-apart';

/** Integrations that one name means, or one of several that only more than the name tells apart. */
export interface IntegrationName {
  /** A channel with its `#`. */
  readonly name: string;
  /** Slack workspaces, or hosts of the webhooks. */
  readonly places: readonly string[];
  /** Where an owner has several of this name. */
  readonly apart?: Distinction;
}

/** The integrations of several owners, each name once; `apart`: once for each of those that an owner has under it. */
export function integrationNames(
  owners: readonly (readonly NamedIntegration[])[],
  apart: boolean,
): IntegrationName[] {
  const names = new Map<string, { name: string; places: Set<string>; apart?: Distinction }>();
  for (const owned of owners) {
    for (const [name, found] of grouped(owned)) {
      const distinctions = apart && found.length > 1 ? distinctionsOf(found) : [];
      for (const [index, one] of found.entries()) {
        const distinction = distinctions[index];
        const key = JSON.stringify([name, distinction]);
        const known = names.get(key) ?? {
          name,
          places: new Set(),
          ...(distinction && { apart: distinction }),
        };
        names.set(key, known);
        known.places.add(placeOf(one));
      }
    }
  }
  return [...names.values()].map((one) => ({ ...one, places: [...one.places] }));
}

/** By name, in the order in which they come. */
function grouped(owned: readonly NamedIntegration[]): ReadonlyMap<string, readonly NamedIntegration[]> {
  const groups = new Map<string, NamedIntegration[]>();
  for (const one of owned) {
    const name = (one.type === 'slack' ? '#' : '') + integrationName(one);
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  return groups;
}

/** Of a webhook's address never the path, which may hold a token. */
function placeOf(one: NamedIntegration): string {
  if (one.type === 'slack') return one.teamName;
  try {
    return new URL(one.urlEndpoint).host;
  } catch {
    return '';
  }
}
