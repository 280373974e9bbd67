import fc from 'fast-check';
import type { Action, Automation, AutomationEvent, IntegrationReference, Scope } from '../automation';
import { events } from '../catalog/events';
import { filtersWith, predicates } from '../filter/filter.arbitrary';
import { wireTypeOfFilter } from '../filter/wire-type';
import { JsonNumber, type JsonObject, type JsonValue } from '../json/value';

/* Random automations for property tests: whatever can be written. */

const texts = fc.oneof(
  fc.constantFrom(
    'a',
    '#x',
    'it’s "so"',
    "it's",
    'back\\',
    'two\nlines',
    'end\n',
    '\n',
    'é 😀',
    '${run_name}',
    '{x}',
    '\u0000',
    'tab\t',
  ),
  fc.string({ unit: 'grapheme', maxLength: 10 }),
);
const names = texts.filter((text) => text.trim() !== '');
const word = fc.string({ unit: fc.constantFrom(...Array.from('abcXYZ019-_.')), minLength: 1, maxLength: 8 });
const plainWord = word.filter((text) => !text.startsWith('wandb-registry-'));

const scopes: fc.Arbitrary<Scope> = fc.oneof(
  fc.record({ kind: fc.constant('project' as const), entity: word, project: plainWord }),
  fc.record({ kind: fc.constant('registry' as const), organization: word, registry: plainWord }),
  fc.record({ kind: fc.constant('collection' as const), entity: word, project: plainWord, collection: word }),
  fc.tuple(word, plainWord, word).map(([entity, registry, collection]): Scope => ({
    kind: 'collection',
    entity,
    project: `wandb-registry-${registry}`,
    collection,
  })),
  fc.record({ kind: fc.constant('team' as const), team: word }),
  fc.record({ kind: fc.constant('organization' as const), organization: word }),
  fc.record({
    kind: fc.constant('id' as const),
    type: fc.constantFrom('project', 'registry', 'collection', 'team', 'organization'),
    id: word,
  }),
);

const values: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    texts,
    fc.constant(null),
    fc.boolean(),
    fc
      .constantFrom('0', '-1', '1.5', '1e-5', '12345678901234567890', '1.0', '1e+20')
      .map((text) => new JsonNumber(text)),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(texts, tie('value'), { maxKeys: 3 }),
  ),
})).value;
const objects = fc.dictionary(texts, values, { maxKeys: 4 }) as fc.Arbitrary<JsonObject>;

const slack: fc.Arbitrary<IntegrationReference> = fc.oneof(
  fc.record(
    { name: names.filter((text) => !text.startsWith('#')), workspace: names, entity: word },
    { requiredKeys: ['name'] },
  ),
  names.map((id) => ({ id })),
);
const webhook: fc.Arbitrary<IntegrationReference> = fc.oneof(
  fc.record({ name: names, entity: word }, { requiredKeys: ['name'] }),
  names.map((id) => ({ id })),
);

const actions: fc.Arbitrary<Action> = fc.oneof(
  fc.constant({ type: 'DoNothing' as const }),
  fc.record({ type: fc.constant('SendPromptToAria' as const), prompt: names.map((text) => text.trim()) }),
  fc.record(
    { type: fc.constant('SendWebhook' as const), integration: webhook, payload: objects },
    { requiredKeys: ['type', 'integration'] },
  ),
  fc.record(
    {
      type: fc.constant('SendNotification' as const),
      integration: slack,
      title: texts,
      text: texts,
      level: fc.constantFrom('INFO', 'WARN', 'ERROR'),
    },
    { requiredKeys: ['type', 'integration'] },
  ),
);

const mutationTypes = events
  .filter(({ family }) => family === 'mutation')
  .map(({ wireTypes: [{ name }] }) => name);

const automationEvents: fc.Arbitrary<AutomationEvent> = fc.oneof(
  fc.tuple(filtersWith(predicates), fc.constantFrom(...mutationTypes)).map(([filter, mutation]) => ({
    wireType: wireTypeOfFilter(filter) ?? mutation,
    filter,
  })),
  fc
    .constantFrom(...mutationTypes)
    .map((wireType): AutomationEvent => ({ wireType, filter: { family: 'mutation' } })),
);

/** Automations of which every part can be written, each event in a scope that it may have. */
export const automations: fc.Arbitrary<Automation> = fc
  .record(
    {
      name: names,
      description: texts,
      enabled: fc.boolean(),
      scope: scopes,
      event: automationEvents,
      action: actions,
    },
    { requiredKeys: ['name', 'scope', 'event', 'action'] },
  )
  .filter(({ scope, event }) => {
    const entry = events.find(({ wireTypes }) => wireTypes.some(({ name }) => name === event.wireType));
    const kind = scope.kind === 'id' ? scope.type : scope.kind;
    return kind !== 'raw' && entry?.scopes[kind] !== 'refused';
  });
