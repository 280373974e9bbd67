import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { noCapabilities, probedFields, type Capabilities } from '../capabilities';
import { allDocuments, discoveryDocuments } from './all';

const everything: Capabilities = {
  features: [
    'QUERY_AUTOMATIONS_ON_ENTITY',
    'AUTOMATIONS_ON_ORGANIZATION',
    'ARTIFACT_COLLECTIONS_FILTERING_SORTING',
    'ARTIFACT_TAGS',
    'AUTOMATION_SCOPE_ENTITY',
    'AUTOMATION_ACTION_ARIA',
    'AUTOMATION_LAST_EXECUTED_AT',
  ],
  fields: probedFields,
  members: null,
};
const old: Capabilities = { features: [], fields: [], members: [] };

describe.each([
  ['of a server that has everything', everything],
  ['of one that has nothing', old],
  ['of one that says nothing', noCapabilities],
  ['of one with flags but without introspection', { ...everything, fields: null }],
])('The documents %s', (_, capabilities) => {
  const documents = [...discoveryDocuments, ...allDocuments(capabilities)];

  it.each(documents.map((document) => [document.name, document] as const))(
    '%s is GraphQL',
    (name, { text, kind }) => {
      const [definition] = parse(text).definitions;
      expect(definition).toMatchObject({ operation: kind, name: { value: name } });
    },
  );

  it('have names of their own', () => {
    expect(new Set(documents.map(({ name }) => name)).size).toBe(documents.length);
  });

  it('never ask for keys', () => {
    expect(documents.map(({ text }) => text).join()).not.toMatch(/apiKeys?\b/);
  });
});

it('An old server is asked for nothing that it may lack', () => {
  const texts = allDocuments(old)
    .map(({ text }) => text)
    .join();
  expect(texts).not.toMatch(
    /triggerExecutions|featureFlags|secretRef|createdBy|lastExecutedAt|testGeneric|on Entity|tags \{|totalCount \w+ edges \{ node \{ __typename id name description project/,
  );
});
