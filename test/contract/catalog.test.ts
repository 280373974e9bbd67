import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isEnumType, isUnionType, type GraphQLSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { actions, levels, readOnlyActions } from '../../core/catalog/actions';
import { events, readOnlyEventTypes } from '../../core/catalog/events';
import { scopes } from '../../core/catalog/scopes';
import { features } from '../../sandbox/profiles';
import { buildSchemaFor } from '../../sandbox/schema/build';

/** Values of an enum, or members of a union, in the order of the alphabet. */
function namesIn(schema: GraphQLSchema, type: string): readonly string[] {
  const found = schema.getType(type);
  if (isEnumType(found))
    return found
      .getValues()
      .map(({ name }) => name)
      .sort();
  if (isUnionType(found))
    return found
      .getTypes()
      .map(({ name }) => name)
      .sort();
  throw new Error(`${type} is no enum and no union`);
}

const wireTypes = events.flatMap((event) => event.wireTypes);
const unique = (names: readonly string[]): readonly string[] => [...new Set(names)].sort();

describe('names that must be repeated', () => {
  const schema = buildSchemaFor('saas');

  it('are the same in the schema of the sandbox', () => {
    expect(namesIn(schema, 'EventTriggeringConditionType')).toEqual(
      unique([...wireTypes, ...readOnlyEventTypes].map(({ name }) => name)),
    );
    expect(namesIn(schema, 'TriggeredActionType')).toEqual(
      unique([...actions, ...readOnlyActions].map(({ wireType }) => wireType)),
    );
    expect(namesIn(schema, 'TriggeredAction')).toEqual(
      unique([...actions, ...readOnlyActions].map(({ typename }) => typename)),
    );
    expect(namesIn(schema, 'TriggerScopeType')).toEqual(unique(scopes.map(({ wireType }) => wireType)));
    expect(namesIn(schema, 'AlertSeverity')).toEqual(unique(levels.map(({ name }) => name)));
  });

  it('come with the same server features and versions', () => {
    const table = Object.values<{ readonly since: number | 'saas'; readonly flag?: string }>(features);
    const sinceOf = new Map(table.map(({ flag, since }) => [flag, since]));
    for (const { name, feature, minimumServer } of wireTypes) {
      if (feature !== undefined) expect(sinceOf.has(feature), feature).toBe(true);
      if (minimumServer === undefined) continue;
      const since = sinceOf.get(feature ?? `AUTOMATION_EVENT_${name}`);
      expect(`${name} 0.${String(since)}.0`).toBe(`${name} ${minimumServer}`);
    }
  });

  it('are the severities that a setting takes', () => {
    const manifest = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as {
      contributes: {
        configuration: {
          properties: Record<string, { additionalProperties?: { enum?: readonly string[] } }>;
        };
      };
    };
    const setting = manifest.contributes.configuration.properties['wandbAutomations.rules'];
    expect(setting?.additionalProperties?.enum).toEqual(['error', 'warning', 'info', 'hint', 'off']);
  });
});
