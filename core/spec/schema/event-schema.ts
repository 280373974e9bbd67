import type { ScopeKind } from '../../automation';
import { events, type EventEntry, type EventFamily } from '../../catalog/events';
import { filterClasses } from '../../catalog/filters';
import { eventVariant, filterShapes, jsonFilterShape } from '../../catalog/keys-event';
import type { Choice, Shape, ValueType } from '../../catalog/keys';
import { choose, has, hasOneOf, reference, type JsonSchema } from './json-schema';
import { shapeSchema, typeSchema } from './key-schema';

const namesOf = ({ name, wireTypes }: EventEntry): readonly string[] => [
  name,
  ...wireTypes.map((wire) => wire.name),
];

const filterIds: Readonly<Record<EventFamily, string>> = {
  'run-metric': 'runMetricFilter',
  'run-state': 'runStateFilter',
  mutation: 'artifactFilter',
};

/** Events that can be written. */
const eventValue: JsonSchema = { anyOf: [reference('eventName'), reference('event')] };
/** In an automation that is on the server already, also those that can only be kept. */
const pinnedEventValue: JsonSchema = {
  anyOf: [reference('eventName'), reference('event'), reference('keptEvent')],
};

/** What an automation has to keep to besides the types of its keys: which events there are, and where they can be watched. */
export const eventConditions: readonly JsonSchema[] = [
  choose(has('id'), { properties: { event: pinnedEventValue } }, { properties: { event: eventValue } }),
  ...refusals(),
];

/** Scopes in which an event can't be watched, as far as the automation names them itself. */
function refusals(): readonly JsonSchema[] {
  const bySupport = new Map<string, { readonly refused: readonly ScopeKind[]; readonly names: string[] }>();
  for (const event of events) {
    const refused = (Object.keys(event.scopes) as ScopeKind[]).filter(
      (kind) => event.scopes[kind] === 'refused',
    );
    if (refused.length === 0) continue;
    const known = bySupport.get(refused.join());
    if (known) known.names.push(...namesOf(event));
    else bySupport.set(refused.join(), { refused, names: [...namesOf(event)] });
  }
  return [...bySupport.values()].map(({ refused, names }) => {
    const allowed = { not: { anyOf: [...refused.map((kind) => has(kind)), hasOneOf('type', refused)] } };
    const event = { anyOf: [{ enum: names }, { type: 'object', ...hasOneOf('type', names) }] };
    return choose(
      { ...has('event'), properties: { event } },
      { properties: { scope: allowed, scopes: { items: allowed } } },
    );
  });
}

/** `$defs` of events and filters. */
export function eventDefinitions(): Readonly<Record<string, JsonSchema>> {
  return {
    eventName: {
      description: 'An event that needs no filter.',
      ...typeSchema(typeChoice(({ filterRequired }) => !filterRequired)),
    },
    event: {
      type: 'object',
      ...has('type'),
      properties: { type: typeSchema(typeChoice(() => true)) },
      allOf: events.map((event) => choose(hasOneOf('type', namesOf(event)), reference(event.name))),
    },
    keptEvent: keptEvent(),
    ...Object.fromEntries(events.map((event) => [event.name, eventSchema(event)])),
    ...Object.fromEntries(
      Object.entries(filterIds).map(([family, id]) => [id, filterSchema(family as EventFamily)]),
    ),
    ...Object.fromEntries([...filterShapes].map(([name, shape]) => [name, shapeSchema(shape)])),
    jsonFilter: jsonFilterSchema(),
  };
}

/** Names of some events: the SDK's for completion, those on the wire understood. */
function typeChoice(wanted: (event: EventEntry) => boolean): ValueType {
  const choices = events
    .filter(wanted)
    .flatMap((event): readonly Choice[] =>
      namesOf(event).map((name, index) => ({ name, docs: event.docs, ...(index > 0 && { hidden: true }) })),
    );
  return { kind: 'choice', role: 'event-type', choices };
}

function eventSchema({ name, family }: EventEntry): JsonSchema {
  return shapeSchema(eventShape(name), (key) =>
    key.name === 'filter' ? reference(filterIds[family]) : { type: 'string' },
  );
}

function eventShape(name: string): Shape {
  const { shapes, base } = eventVariant as typeof eventVariant & { readonly kind: 'variant' };
  return shapes.get(name) ?? base;
}

/** An event that this version doesn't know: as the server has it. */
function keptEvent(): JsonSchema {
  const schema = shapeSchema(eventShape(''), (key) =>
    key.name === 'filter' ? reference('jsonFilter') : { type: 'string' },
  );
  return {
    ...schema,
    description: 'An event that can only be kept: imported, with its filter word for word.',
    ...has('type', 'filter'),
  };
}

/** An expression, a class, word for word, and for artifacts a MongoDB-like document. */
function filterSchema(family: EventFamily): JsonSchema {
  const classes = filterClasses.filter((one) => one.family === family).map(({ name }) => name);
  const classForm: JsonSchema = {
    ...has('type'),
    properties: { type: { enum: classes } },
    allOf: classes.map((name) => choose(hasOneOf('type', [name]), reference(name))),
  };
  const document: JsonSchema = { not: hasOneOf('type', [...filterShapes.keys()]) };
  const verbatim: JsonSchema = { ...has('json'), properties: { json: { type: 'string' } } };
  return {
    anyOf: [
      { type: 'string', pattern: '\\S' },
      {
        type: 'object',
        ...choose(verbatim, reference('jsonFilter'), classes.length > 0 ? classForm : document),
      },
    ],
  };
}

/** Nothing else may stand beside the verbatim form, not even keys of one's own. */
function jsonFilterSchema(): JsonSchema {
  const schema = shapeSchema(jsonFilterShape, () => ({
    type: 'string',
    contentMediaType: 'application/json',
  }));
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => keyword !== 'patternProperties'));
}
