import { message, type Message } from '../l10n/message';
import type { EventFamily } from './events';

/** What a piece of an expression is. */
export type ExpressionType =
  /** `RunEvent`, `ArtifactEvent`. */
  | 'run-event'
  | 'artifact-event'
  /** `metric("loss")`, with an aggregation, as a z-score, as an absolute z-score. */
  | 'metric'
  | 'aggregate'
  | 'zscore'
  | 'absolute-zscore'
  /** `RunEvent.state`. */
  | 'state'
  /** `RunEvent.name`, `ArtifactEvent.alias`, `ArtifactEvent.tag`. */
  | 'field'
  /** A finished condition on a metric or on the state. */
  | 'metric-condition'
  | 'state-condition'
  /** A finished condition on a field. */
  | 'predicate';

export type ParameterType =
  | 'string'
  | 'number'
  | 'positive-number'
  | 'negative-number'
  | 'window'
  | 'boolean'
  | 'scalar'
  | 'scalar-or-list'
  | 'list'
  | 'state'
  | 'state-or-list'
  | 'regex'
  | 'zscore';

export interface ParameterEntry {
  readonly name: string;
  readonly type: ParameterType;
  /** How it may be given: by place, by `name=`, or both. */
  readonly by: 'place' | 'name' | 'either';
  readonly required: boolean;
  readonly docs: Message;
}

/** A member of a class or operand: `RunEvent.metric`, `….avg`, or the function `abs`. Source: W&B SDK 0.30. */
export interface MemberEntry {
  readonly name: string;
  /** What stands before the dot; empty for functions. */
  readonly on: readonly ExpressionType[];
  /** Absent: no call, as `RunEvent.name`. */
  readonly parameters?: readonly ParameterEntry[];
  /** Of these parameters exactly one has to be given. */
  readonly exactlyOne?: true;
  readonly returns: ExpressionType;
  readonly docs: Message;
}

/** A class whose members expressions are made of. Its name may be left out. */
export interface RootEntry {
  readonly name: 'RunEvent' | 'ArtifactEvent';
  readonly type: 'run-event' | 'artifact-event';
  readonly families: readonly EventFamily[];
  readonly docs: Message;
}

export const roots: readonly RootEntry[] = [
  {
    name: 'RunEvent',
    type: 'run-event',
    families: ['run-metric', 'run-state'],
    docs: message(
      'A run: its metrics, its state, its name. The class name may be left out: `metric("loss") > 1`.',
    ),
  },
  {
    name: 'ArtifactEvent',
    type: 'artifact-event',
    families: ['mutation'],
    docs: message(
      'An artifact or a collection: its alias or tag. The class name may be left out: `alias == "prod"`.',
    ),
  },
];

const parameter = (
  name: string,
  type: ParameterType,
  by: ParameterEntry['by'],
  docs: Message,
  required = true,
): ParameterEntry => ({ name, type, by, required, docs });

const window = parameter(
  'window',
  'window',
  'either',
  message('How many of the latest logged values, at least 1.'),
);
const number = parameter('value', 'number', 'place', message('What the metric is compared with.'));
const scalar = parameter('value', 'scalar', 'place', message('A string, a number or a boolean.'));
const scalarOrList = parameter(
  'value',
  'scalar-or-list',
  'place',
  message('A string, a number or a boolean, or a list of them.'),
);
const list = parameter(
  'values',
  'list',
  'place',
  message('A list, for instance `["a", "b"]`; not a string.'),
);
const amounts = [
  parameter('diff', 'positive-number', 'name', message('By this difference, above 0.'), false),
  parameter(
    'frac',
    'positive-number',
    'name',
    message('By this fraction of the prior value, above 0: 0.1 is 10 %.'),
    false,
  ),
];

const metric: readonly ExpressionType[] = ['metric'];
const comparable: readonly ExpressionType[] = ['metric', 'aggregate'];
const field: readonly ExpressionType[] = ['field'];

const member = (
  on: readonly ExpressionType[],
  name: string,
  parameters: readonly ParameterEntry[] | undefined,
  returns: ExpressionType,
  docs: Message,
): MemberEntry => ({ name, on, ...(parameters && { parameters }), returns, docs });

const aggregate = (name: string, docs: Message): MemberEntry =>
  member(metric, name, [window], 'aggregate', docs);

const change = (name: string, docs: Message): MemberEntry => ({
  ...member(comparable, name, amounts, 'metric-condition', docs),
  exactlyOne: true,
});

const compare = (name: string, docs: Message): MemberEntry =>
  member(comparable, name, [number], 'metric-condition', docs);

export const members: readonly MemberEntry[] = [
  member(
    ['run-event'],
    'metric',
    [parameter('name', 'string', 'either', message('Key of the metric as it is logged.'))],
    'metric',
    message('A metric by its name: its single latest value, unless `avg`, `min`, `max` or `zscore` follows.'),
  ),
  member(
    ['run-event'],
    'state',
    undefined,
    'state',
    message('State to which a run changes: `"running"`, `"finished"` or `"failed"` (which covers crashed).'),
  ),
  member(
    ['run-event'],
    'name',
    undefined,
    'field',
    message('Display name of the run (`display_name` on the wire).'),
  ),
  member(
    ['artifact-event'],
    'alias',
    undefined,
    'field',
    message('The alias that is added, or an alias of the version that is created or linked.'),
  ),
  member(['artifact-event'], 'tag', undefined, 'field', message('The tag that is added or removed.')),
  aggregate('avg', message('Mean of the latest values.')),
  aggregate('mean', message('Mean of the latest values; another name for `avg`.')),
  aggregate('min', message('Lowest of the latest values.')),
  aggregate('max', message('Highest of the latest values.')),
  member(
    metric,
    'zscore',
    [
      parameter(
        'window',
        'window',
        'either',
        message('Over how much mean and standard deviation are taken, at least 1; usually 30.'),
      ),
    ],
    'zscore',
    message(
      'Distance from the mean in standard deviations. Compare it with `>` and a positive or `<` and a negative number, or take `.abs()` for either way.',
    ),
  ),
  member(
    ['zscore', 'absolute-zscore'],
    'abs',
    [],
    'absolute-zscore',
    message('The z-score without its sign: unusual upwards or downwards.'),
  ),
  compare('gt', message('The value is greater than the number. The same as `>`.')),
  compare('gte', message('The value is at least the number. The same as `>=`.')),
  compare('lt', message('The value is less than the number. The same as `<`.')),
  compare('lte', message('The value is at most the number. The same as `<=`.')),
  change(
    'changes_by',
    message(
      'It changes by at least the amount, up or down, against the window before. Give exactly one of `diff` and `frac`.',
    ),
  ),
  change(
    'increases_by',
    message(
      'It increases by at least the amount against the window before. Give exactly one of `diff` and `frac`.',
    ),
  ),
  change(
    'decreases_by',
    message(
      'It decreases by at least the amount against the window before. Give exactly one of `diff` and `frac`.',
    ),
  ),
  member(
    ['zscore', 'absolute-zscore'],
    'gt',
    [parameter('value', 'positive-number', 'place', message('Standard deviations, above 0.'))],
    'metric-condition',
    message('The z-score is at least the number. The same as `>` and `>=`.'),
  ),
  member(
    ['zscore'],
    'lt',
    [parameter('value', 'negative-number', 'place', message('Standard deviations, below 0.'))],
    'metric-condition',
    message('The z-score is at most the negative number. The same as `<` and `<=`.'),
  ),
  member(
    ['state'],
    'eq',
    [parameter('state', 'state', 'place', message('`"running"`, `"finished"` or `"failed"`.'))],
    'state-condition',
    message('The run changes to this state. The same as `==`.'),
  ),
  member(
    ['state'],
    'in_',
    [parameter('states', 'state-or-list', 'place', message('List of states.'))],
    'state-condition',
    message('The run changes to one of these states.'),
  ),
  member(field, 'eq', [scalarOrList], 'predicate', message('Equal to the value. The same as `==`.')),
  member(field, 'ne', [scalarOrList], 'predicate', message('Not equal to the value. The same as `!=`.')),
  member(field, 'gt', [scalar], 'predicate', message('Greater than the value. The same as `>`.')),
  member(
    field,
    'gte',
    [scalar],
    'predicate',
    message('Greater than or equal to the value. The same as `>=`.'),
  ),
  member(field, 'lt', [scalar], 'predicate', message('Less than the value. The same as `<`.')),
  member(field, 'lte', [scalar], 'predicate', message('Less than or equal to the value. The same as `<=`.')),
  member(field, 'in_', [list], 'predicate', message('One of the list.')),
  member(field, 'not_in', [list], 'predicate', message('None of the list.')),
  member(
    field,
    'contains',
    [parameter('text', 'string', 'place', message('The text to look for.'))],
    'predicate',
    message('Holds the text somewhere.'),
  ),
  member(
    field,
    'matches_regex',
    [parameter('pattern', 'regex', 'place', message('A regular expression in RE2 syntax.'))],
    'predicate',
    message(
      'Matches the regular expression (RE2 syntax). Whether it has to match the whole text is not documented: anchor with `^` and `$`.',
    ),
  ),
  member(
    field,
    'exists',
    [parameter('exists', 'boolean', 'place', message('`True` (default) or `False`.'), false)],
    'predicate',
    message('Has a value, or with `False` has none.'),
  ),
];

/** Functions that stand without a dot. */
export const functions: readonly MemberEntry[] = [
  member(
    [],
    'abs',
    [parameter('zscore', 'zscore', 'place', message('A z-score: `metric("loss").zscore(30)`.'))],
    'absolute-zscore',
    message('The z-score without its sign, as `.abs()`.'),
  ),
];

/** Signs that join conditions. */
export const connectives: readonly { readonly sign: '&' | '|' | '~'; readonly docs: Message }[] = [
  {
    sign: '&',
    docs: message(
      'Both hold. Joins a condition on a metric or state with a run filter, or filters with each other.',
    ),
  },
  {
    sign: '|',
    docs: message('At least one holds. Only between run filters or between artifact filters.'),
  },
  {
    sign: '~',
    docs: message('Does not hold. Only before run filters and artifact filters.'),
  },
];

const rootsByName = new Map<string, RootEntry>(roots.map((root) => [root.name, root]));
const byPlace = new Map(
  members.flatMap((entry) => entry.on.map((type) => [`${type}.${entry.name}`, entry] as const)),
);
const functionsByName = new Map(functions.map((entry) => [entry.name, entry]));

/** The class of that name. */
export function findRoot(name: string): RootEntry | undefined {
  return rootsByName.get(name);
}

/** What `name` is behind a dot after something of this type. */
export function findMember(on: ExpressionType, name: string): MemberEntry | undefined {
  return byPlace.get(`${on}.${name}`);
}

/** Everything that may follow a dot after something of this type, in catalog order. */
export function membersOf(on: ExpressionType): readonly MemberEntry[] {
  return members.filter((entry) => entry.on.includes(on));
}

/** A function by its name (`abs`). */
export function findFunction(name: string): MemberEntry | undefined {
  return functionsByName.get(name);
}

/** `avg(window)`, `changes_by(*, diff=…, frac=…)`: how a member is called. */
export function signatureOf({ name, parameters }: MemberEntry): string {
  if (!parameters) return name;
  const shown = parameters.map((each) =>
    each.by === 'name' ? `${each.name}=…` : each.required ? each.name : `[${each.name}]`,
  );
  const keywordsOnly =
    parameters.some(({ by }) => by === 'name') && parameters.every(({ by }) => by === 'name');
  return `${name}(${keywordsOnly ? '*, ' : ''}${shown.join(', ')})`;
}
