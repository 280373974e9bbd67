import { buildSchema, isEnumType, isObjectType, parse, printSchema, validate, validateSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { features, profileNamed, profileNames, type ProfileName } from '../profiles';
import { buildSchemaFor, resolvers } from './build';

const errorsOf = (profile: ProfileName, query: string): string[] =>
  validate(buildSchemaFor(profile), parse(query)).map(({ message }) => message);

describe.each(profileNames)('the schema of %s', (profile) => {
  const schema = buildSchemaFor(profile);

  it('is valid', () => {
    expect(validateSchema(buildSchema(printSchema(schema)))).toEqual([]);
  });

  it('resolves every field by a resolver or by a property, and every union and interface', () => {
    for (const [name, { typeOf }] of Object.entries(resolvers)) {
      const type = schema.getType(name);
      if (type && typeOf) expect(type, name).toHaveProperty('resolveType', expect.any(Function));
    }
  });

  it('has what every server has', () => {
    const query = `{
      viewer { id username entity teams { edges { node { name } } } }
      entity(name: "a") {
        integrations(first: 1) { edges { node { __typename ... on SlackIntegration { channelName } } } }
        projects(first: 50) { pageInfo { endCursor hasNextPage } edges { node { triggers { id name enabled scope { __typename } } } } }
      }
      project(name: "a", entityName: "b") {
        runs(filters: "{}", order: "+created_at") { edges { cursor node { name displayName summaryMetrics historyKeys } } }
        artifactType(name: "model") { artifactCollection(name: "m") { __typename ... on ArtifactSequence { name } } }
      }
    }`;
    expect(errorsOf(profile, query)).toEqual([]);
  });
});

it('has no resolver for a field that no server has', () => {
  const schema = buildSchemaFor('saas');
  const unknown = Object.entries(resolvers).flatMap(([name, { fields = {} }]) => {
    const type = schema.getType(name);
    const known = isObjectType(type) ? Object.keys(type.getFields()) : [];
    return Object.keys(fields)
      .filter((field) => !known.includes(field))
      .map((field) => `${name}.${field}`);
  });
  // The fields of collections are resolved alike for both of their types, and only sequences have a digest.
  expect(unknown).toEqual(['ArtifactPortfolio.digestAlgorithm']);
});

/** Where each feature shows, and which profiles have it. */
const shown: readonly (readonly [query: string, profiles: readonly ProfileName[]])[] = [
  ['{ entity { triggers { totalCount } } }', ['saas', 'dedicated-0.83']],
  ['{ organization(name: "o") { triggers { totalCount } } }', ['saas', 'dedicated-0.83']],
  ['{ viewer { triggers { totalCount } } }', ['saas', 'dedicated-0.83']],
  ['{ triggers { edges { node { lastExecutedAt } } } }', ['saas', 'dedicated-0.83']],
  ['{ triggers { totalCount } }', ['saas', 'dedicated-0.83', 'server-0.75']],
  ['{ triggerExecutions(triggerID: "x") { totalCount } }', ['saas', 'dedicated-0.83', 'server-0.75']],
  [
    '{ organization(name: "o") { featureFlags(rampIDType: OrgName) { rampKey } orgEntity { artifactCollections { pageInfo { endCursor } } } } }',
    ['saas', 'dedicated-0.83', 'server-0.75', 'server-0.69'],
  ],
  ['{ project { artifactCollections(filters: "{}") { totalCount } } }', ['saas', 'dedicated-0.83']],
  ['{ project { triggers { triggeredAction { ... on ARIATriggeredAction { prompt } } } } }', ['saas']],
  ['{ project { triggers { scope { ... on Entity { name } } } } }', ['saas', 'dedicated-0.83']],
];

it.each(shown)('%s', (query, expected) => {
  expect(profileNames.filter((profile) => errorsOf(profile, query).length === 0)).toEqual(expected);
  for (const profile of profileNames)
    for (const error of errorsOf(profile, query))
      expect(error).toMatch(/^(Cannot query field|Unknown (type|argument)|Fragment cannot be spread)/);
});

it.each<[ProfileName, number]>([
  ['saas', 14],
  ['dedicated-0.83', 13],
  ['server-0.75', 8],
  ['server-0.69', 7],
  ['server-0.67', 6],
])('%s knows %i kinds of events', (profile, count) => {
  const type = buildSchemaFor(profile).getType('EventTriggeringConditionType');
  expect(isEnumType(type) && type.getValues().length).toBe(count);
});

describe('the table of features', () => {
  it('has a source for each line', () => {
    for (const [name, { source }] of Object.entries(features))
      expect(source.length, name).toBeGreaterThan(10);
  });

  it('only grows from release to release', () => {
    const sets = [...profileNames].reverse().map((name) => new Set(profileNamed(name).flags));
    for (const [index, flags] of sets.slice(1).entries())
      for (const flag of sets[index]!) expect(flags).toContain(flag);
  });

  it('advertises the flags that the SDK asks for', () => {
    expect(profileNamed('server-0.67').flags).not.toContain('AUTOMATION_SCOPE_ENTITY');
    expect(profileNamed('dedicated-0.83').flags).toEqual(
      expect.arrayContaining([
        'AUTOMATION_SCOPE_ENTITY',
        'QUERY_AUTOMATIONS_ON_ENTITY',
        'AUTOMATION_EVENT_RUN_METRIC_ZSCORE',
      ]),
    );
    expect(profileNamed('saas').flags).toContain('AUTOMATION_ACTION_ARIA');
  });
});
