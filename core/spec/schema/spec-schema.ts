import { renderMessage } from '../../l10n/message';
import { actionType } from '../../catalog/keys-action';
import { automationShape, defaultsShape, setShape, singleShape } from '../../catalog/keys-automation';
import { eventType } from '../../catalog/keys-event';
import { scopeShape } from '../../catalog/keys-scope';
import type { KeyEntry, Shape } from '../../catalog/keys';
import { actionDefinitions, actionValue, integrationDefaults } from './action-schema';
import { eventConditions, eventDefinitions } from './event-schema';
import { all, choose, has, reference, type JsonSchema } from './json-schema';
import { shapeSchema, typeSchema } from './key-schema';

/**
 * The JSON Schema (draft 2020-12) of a document of a spec, for editors without our language server. It knows the keys and how
 * they depend on each other; what an expression, a payload in a string or a template means only `validate` can tell.
 */
export function specSchema(): JsonSchema {
  const needs = ['hasScope', ...integrationDefaults.map(({ otherwise }) => otherwise)];
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'W&B automations',
    description: 'Weights & Biases automations as code: a set of them under `automations`, or a single one.',
    type: ['object', 'null'],
    // For completion in a document that is neither yet.
    properties: Object.fromEntries(
      setShape.keys.map(({ name, docs }) => [name, { description: renderMessage(docs) }]),
    ),
    ...choose(
      { type: 'object', ...has('automations') },
      reference('set'),
      choose({ type: 'object' }, reference('single')),
    ),
    $defs: {
      set: withConditions(shapeSchema(setShape), setConditions()),
      single: automationSchema(singleShape, needs.map(reference)),
      automation: automationSchema(automationShape, []),
      defaults: shapeSchema(defaultsShape),
      scope: shapeSchema(scopeShape),
      hasScope: { anyOf: [has('scope'), has('scopes')] },
      ...eventDefinitions(),
      ...actionDefinitions(),
    },
  };
}

function automationSchema(shape: Shape, needs: readonly JsonSchema[]): JsonSchema {
  return withConditions(shapeSchema(shape, automationKey), [...eventConditions, ...needs]);
}

function automationKey({ type }: KeyEntry): JsonSchema {
  // What an event may be depends on the automation's other keys: see eventConditions.
  if (type === eventType) return {};
  return type === actionType ? actionValue : typeSchema(type);
}

function withConditions(schema: JsonSchema, conditions: readonly JsonSchema[]): JsonSchema {
  const own = (schema['allOf'] ?? []) as readonly JsonSchema[];
  return { ...schema, ...all([...own, ...conditions]) };
}

/** What `defaults` doesn't say, every automation has to say itself. */
function setConditions(): readonly JsonSchema[] {
  const saysScope = { anyOf: [has('scope'), has('scopes')] };
  const eachOf = (id: string): JsonSchema => ({ properties: { automations: { items: reference(id) } } });
  const unless = (said: JsonSchema, id: string): JsonSchema =>
    choose({ not: { ...has('defaults'), properties: { defaults: said } } }, eachOf(id));
  return [
    unless(saysScope, 'hasScope'),
    ...integrationDefaults.map(({ key, otherwise }) => unless(has(key), otherwise)),
  ];
}
