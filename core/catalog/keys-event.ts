import { aggregations, changeDirections, changeTypes, comparisons, runStates, type EnumValue } from './enums';
import { events, readOnlyEventTypes, type EventEntry } from './events';
import { filterClasses, usualNumber, type FilterClass, type FilterField } from './filters';
import { message, type Message } from '../l10n/message';
import { text, type Choice, type ChoiceType, type KeyEntry, type Shape, type ValueType } from './keys';
import { predicateType } from './keys-predicate';

const either = (...of: readonly ValueType[]): ValueType => ({ kind: 'either', of });
const anyDocument: ValueType = { kind: 'free', role: 'predicate' };
const runDocument = predicateType(['display_name']);

const choice = (role: ChoiceType['role'], values: readonly EnumValue[]): ChoiceType => ({
  kind: 'choice',
  role,
  choices: values,
  anyCase: true,
});

const thresholds = comparisons.filter(({ sign }) => /[<>]/.test(sign));
const comparison: ChoiceType = {
  kind: 'choice',
  role: 'comparison',
  choices: [
    ...thresholds.map(({ sign, docs }) => ({ name: sign, docs })),
    ...thresholds.map(({ operator, docs }): Choice => ({ name: operator, docs, hidden: true })),
  ],
};

const states = choice('state', runStates);

function fieldType(field: FilterField): ValueType {
  const number = usualNumber(field);
  const usual = number === undefined ? {} : { usual: number };
  switch (field.type) {
    case 'string':
      return text('metric');
    case 'aggregation':
      return choice('enum', aggregations);
    case 'window':
      return { kind: 'number', integer: true, minimum: 1, ...usual };
    case 'comparison':
      return comparison;
    case 'number':
      return { kind: 'number', ...usual };
    case 'positive-number':
      return { kind: 'number', above: 0, ...usual };
    case 'change-type':
      return choice('enum', changeTypes);
    case 'change-direction':
      return choice('enum', changeDirections);
    case 'run-states':
      return either({ kind: 'list', items: states }, states);
    case 'run-filter':
      return either(text('run-expression'), runDocument);
  }
}

const fieldKey = (field: FilterField): KeyEntry => ({
  name: field.name,
  ...(field.wireName !== field.name && field.type !== 'run-filter' && { aliases: [field.wireName] }),
  type: fieldType(field),
  ...(field.required && { required: true }),
  ...(field.sdkDefault !== undefined && { default: field.sdkDefault }),
  docs: field.docs,
});

const filterTypeKey = (classes: readonly FilterClass[]): KeyEntry => ({
  name: 'type',
  type: { kind: 'choice', role: 'filter-type', choices: classes.map(({ name, docs }) => ({ name, docs })) },
  required: true,
  docs: message('Class of the filter in the W&B SDK. Without it the mapping is a MongoDB-like document.'),
});

const filterShape = (filterClass: FilterClass): Shape => ({
  id: filterClass.name,
  keys: [filterTypeKey([filterClass]), ...filterClass.fields.map(fieldKey)],
  docs: filterClass.docs,
});

/** Shapes of the filter classes, by name. */
export const filterShapes: ReadonlyMap<string, Shape> = new Map(
  filterClasses.map((filterClass) => [filterClass.name, filterShape(filterClass)]),
);

export const jsonFilterShape: Shape = {
  id: 'jsonFilter',
  keys: [
    {
      name: 'json',
      type: text('filter-json'),
      required: true,
      docs: message('The filter document exactly as the server gets it, for what no other form can say.'),
    },
  ],
  docs: message('A filter kept word for word.'),
};

/** What a filter of the family may be: an expression, a class, a document, or JSON word for word. */
function filterType(classes: readonly FilterClass[], document: ValueType): ValueType {
  const base: Shape = {
    id: classes.length > 0 ? 'runFilterBase' : 'mutationFilterBase',
    oneOf: [['type'], ['json']],
    keys: [...(classes.length > 0 ? [filterTypeKey(classes)] : []), ...jsonFilterShape.keys],
    docs: jsonFilterShape.docs,
  };
  const shapes = new Map([...filterShapes].filter(([name]) => classes.some((one) => one.name === name)));
  return either(text('expression', { notBlank: true }), document, {
    kind: 'variant',
    by: 'type',
    shapes,
    base,
  });
}

const eventDocs = message('What is watched: the name of an event class of the W&B SDK.');

/** Types of an event: those of the SDK, their wire names, and those that can only be read. */
export const eventTypes: readonly Choice[] = [
  ...events.map(({ name, docs }) => ({ name, docs })),
  ...events.flatMap(({ wireTypes, docs }) =>
    wireTypes.map(({ name }): Choice => ({ name, docs, hidden: true })),
  ),
  ...readOnlyEventTypes.map(({ name, docs }): Choice => ({ name, docs, hidden: true })),
];

const typeChoice: ValueType = { kind: 'choice', role: 'event-type', choices: eventTypes };
const typeKey: KeyEntry = { name: 'type', type: typeChoice, required: true, docs: eventDocs };

const filterDocs = (example: string): Message =>
  message('Which of these events count: an expression such as `{0}`, or a mapping.', example);

const eventShape = (event: EventEntry): Shape => ({
  id: event.name,
  keys: [
    typeKey,
    {
      name: 'filter',
      type: filterType(
        filterClasses.filter(({ family }) => family === event.family),
        // Alone, a filter of runs is none: it goes under `run`.
        event.family === 'mutation' ? predicateType(event.fields) : anyDocument,
      ),
      ...(event.filterRequired && { required: true }),
      ...(event.exampleFilter !== undefined && { example: event.exampleFilter }),
      // Without a filter of its own to start from it is an artifact event.
      docs: filterDocs(event.exampleFilter ?? 'ArtifactEvent.alias == "prod"'),
    },
  ],
  docs: event.docs,
});

const readOnlyShape: Shape = {
  id: 'event',
  keys: [
    typeKey,
    {
      name: 'filter',
      type: filterType(filterClasses, anyDocument),
      docs: filterDocs('RunEvent.metric("loss") > 1'),
    },
  ],
  docs: message('What is watched.'),
};

const shapes = events.map((event) => [event, eventShape(event)] as const);

export const eventVariant: ValueType = {
  kind: 'variant',
  by: 'type',
  shapes: new Map(
    shapes.flatMap(([{ name, wireTypes }, shape]) =>
      [name, ...wireTypes.map((wire) => wire.name)].map((one) => [one, shape] as const),
    ),
  ),
  base: readOnlyShape,
};

/** A mapping, or just the type's name. */
export const eventType = either(typeChoice, eventVariant);
