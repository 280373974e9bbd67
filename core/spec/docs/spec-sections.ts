import { renderMessage } from '../../l10n/message';
import type { ScopeKind } from '../../automation';
import { actions } from '../../catalog/actions';
import { events, type EventEntry } from '../../catalog/events';
import { functions, members, signatureOf, type ExpressionType } from '../../catalog/expressions';
import { filterClasses } from '../../catalog/filters';
import { actionVariant } from '../../catalog/keys-action';
import { automationShape, defaultsShape, setShape } from '../../catalog/keys-automation';
import { filterShapes } from '../../catalog/keys-event';
import type { Shape } from '../../catalog/keys';
import { predicateOperators } from '../../catalog/predicates';
import { rules } from '../../catalog/rules';
import { scopes } from '../../catalog/scopes';
import { variables, type VariableEntry } from '../../catalog/variables';
import { keyTable } from './key-tables';
import { code, codes, table } from './markdown';

/** The generated sections of `docs/spec.md`, by name. */
export function specSections(): Readonly<Record<string, string>> {
  return {
    'set-keys': keyTable(setShape),
    'automation-keys': keyTable(automationShape),
    'defaults-keys': keyTable(defaultsShape),
    scopes: table(
      ['Key', 'Value', 'Example', 'Meaning'],
      scopes.map(({ kind, form, example, docs }) => [code(kind), form, code(example), renderMessage(docs)]),
    ),
    events: table(
      ['`type`', 'On the wire', 'Scopes', '`filter`', 'Meaning'],
      events.map((event) => [
        code(event.name),
        codes(event.wireTypes.map(({ name }) => name)),
        scopeWords(event),
        event.filterRequired ? '**required**' : 'optional',
        renderMessage(event.docs),
      ]),
    ),
    'run-members': memberTable(['run-event', 'metric', 'aggregate', 'zscore', 'absolute-zscore', 'state']),
    'field-members': memberTable(['field']),
    'filter-classes': filterClasses
      .map(({ name, docs }) => under(`#### ${code(name)}`, renderMessage(docs), shapeOf(filterShapes, name)))
      .join('\n\n'),
    operators: table(
      ['Operator', 'As a method', 'Meaning'],
      predicateOperators.map(({ name, method, docs }) => [
        code(name),
        method === undefined ? '' : code(`.${method}()`),
        renderMessage(docs),
      ]),
    ),
    actions: actions
      .map(({ name, docs }) => under(`### ${code(name)}`, renderMessage(docs), shapeOf(actionShapes, name)))
      .join('\n\n'),
    variables: table(
      ['Variable', 'Filled by', 'Promised for', 'Meaning'],
      variables
        .filter(({ events: by }) => !by?.every((wireType) => wireType.startsWith('WEAVE')))
        .map((variable) => [
          code(`\${${variable.name}${variable.prefix ? 'KEY' : ''}}`),
          eventWords(variable),
          variable.documentedFor.includes('webhook') ? 'webhooks, ARIA' : 'ARIA',
          renderMessage(variable.docs),
        ]),
    ),
    rules: table(
      ['Rule', 'Severity', 'Meaning'],
      rules.map(({ code: name, severity, connected, summary }) => [
        `[${name}](rules/${name}.md)`,
        connected ? `${severity}, signed in` : severity,
        renderMessage(summary),
      ]),
    ),
  };
}

const { shapes: actionShapes } = actionVariant as typeof actionVariant & { readonly kind: 'variant' };

function shapeOf(shapes: ReadonlyMap<string, Shape>, name: string): Shape {
  const shape = shapes.get(name);
  if (!shape) throw new RangeError(`The catalog has no shape for ${name}.`);
  // The type is the heading.
  return { ...shape, keys: shape.keys.filter((key) => key.name !== 'type') };
}

/** A class with its keys. */
function under(heading: string, docs: string, shape: Shape): string {
  return [heading, docs, shape.keys.length > 0 ? keyTable(shape) : 'It has no keys.'].join('\n\n');
}

function scopeWords({ scopes: support }: EventEntry): string {
  const kinds = Object.keys(support) as readonly ScopeKind[];
  const allowed = kinds.filter((kind) => support[kind] === 'allowed');
  const warned = kinds.filter((kind) => support[kind] === 'warned');
  const all = allowed.length === kinds.length ? 'all' : allowed.join(', ');
  return warned.length > 0 ? `${all}; ${warned.join(', ')} with a warning` : all;
}

const places: Readonly<Partial<Record<ExpressionType, string>>> = {
  'run-event': '`RunEvent.`',
  metric: '`metric(…)`',
  aggregate: 'an aggregate',
  zscore: '`zscore(…)`',
  'absolute-zscore': '`abs()`',
  state: '`state`',
  field: '',
};

/** What may follow a dot after something of one of the types. */
function memberTable(types: readonly ExpressionType[]): string {
  const onlyOne = types.length === 1;
  const found = members.filter(({ on }) => on.some((type) => types.includes(type)));
  const rows = found.map((member) => [
    code(signatureOf(member)),
    member.on.flatMap((type) => (types.includes(type) ? (places[type] ?? []) : [])).join(', '),
    renderMessage(member.docs),
  ]);
  const free = onlyOne ? [] : functions.map((one) => [code(signatureOf(one)), '', renderMessage(one.docs)]);
  const all = [...rows, ...free];
  return onlyOne
    ? table(
        ['Method', 'Meaning'],
        all.map(([name = '', , docs = '']) => [name, docs]),
      )
    : table(['Member', 'After', 'Meaning'], all);
}

/** Events by the SDK's names; "all" where there is no exception. */
function eventWords({ events: by }: VariableEntry): string {
  if (!by) return 'all events';
  const filling = events.filter(({ wireTypes }) => wireTypes.some(({ name }) => by.includes(name)));
  return codes(filling.map(({ name }) => name));
}
