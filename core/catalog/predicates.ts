import { message, type Message } from '../l10n/message';

/** A field that run or artifact filters are known to understand. Source: W&B SDK 0.30. */
export interface PredicateField {
  readonly wireName: 'display_name' | 'alias' | 'tag';
  /** Where the expression language has it: `RunEvent.name`. */
  readonly root: 'RunEvent' | 'ArtifactEvent';
  readonly member: string;
  readonly docs: Message;
}

const predicateFields: readonly PredicateField[] = [
  {
    wireName: 'display_name',
    root: 'RunEvent',
    member: 'name',
    docs: message('Display name of the run, the one that the App shows (`display_name` on the wire).'),
  },
  {
    wireName: 'alias',
    root: 'ArtifactEvent',
    member: 'alias',
    docs: message('The alias that is added, or an alias of the version that is created or linked.'),
  },
  {
    wireName: 'tag',
    root: 'ArtifactEvent',
    member: 'tag',
    docs: message('The tag that is added or removed.'),
  },
];

/** What an operator's operand may be. */
export type OperandKind = 'scalar' | 'scalar-or-list' | 'list' | 'boolean' | 'string' | 'integer';

/** An operator on a field, as it stands in the MongoDB-like document. Source: W&B SDK 0.30. */
export interface PredicateOperator {
  readonly name: string;
  readonly operand: OperandKind;
  /** Method of the expression language; absent: only the document can say it. */
  readonly method?: string;
  /** What `$not` over the bare operator turns into. */
  readonly inverse?: string;
  readonly docs: Message;
}

export const predicateOperators: readonly PredicateOperator[] = [
  {
    name: '$eq',
    operand: 'scalar-or-list',
    method: 'eq',
    inverse: '$ne',
    docs: message('Equal to the value.'),
  },
  {
    name: '$ne',
    operand: 'scalar-or-list',
    method: 'ne',
    inverse: '$eq',
    docs: message('Not equal to the value.'),
  },
  {
    name: '$lt',
    operand: 'scalar',
    method: 'lt',
    inverse: '$gte',
    docs: message('Less than the value.'),
  },
  {
    name: '$lte',
    operand: 'scalar',
    method: 'lte',
    inverse: '$gt',
    docs: message('Less than or equal to the value.'),
  },
  {
    name: '$gt',
    operand: 'scalar',
    method: 'gt',
    inverse: '$lte',
    docs: message('Greater than the value.'),
  },
  {
    name: '$gte',
    operand: 'scalar',
    method: 'gte',
    inverse: '$lt',
    docs: message('Greater than or equal to the value.'),
  },
  {
    name: '$in',
    operand: 'list',
    method: 'in_',
    inverse: '$nin',
    docs: message('One of the list.'),
  },
  {
    name: '$nin',
    operand: 'list',
    method: 'not_in',
    inverse: '$in',
    docs: message('None of the list.'),
  },
  {
    name: '$contains',
    operand: 'string',
    method: 'contains',
    docs: message('Holds the text somewhere. W&B’s own operator, not MongoDB’s.'),
  },
  {
    name: '$regex',
    operand: 'string',
    method: 'matches_regex',
    docs: message(
      'Matches the regular expression (RE2 syntax). Whether it has to match the whole text is not documented: anchor with `^` and `$`.',
    ),
  },
  {
    name: '$exists',
    operand: 'boolean',
    method: 'exists',
    docs: message('The field has a value, or has none.'),
  },
  {
    name: '$all',
    operand: 'list',
    docs: message('An array that holds all of the list.'),
  },
  { name: '$size', operand: 'integer', docs: message('An array of this length.') },
];

/** Operators that join conditions. */
export const logicalOperators = [
  {
    name: '$and',
    sign: '&',
    operand: 'list',
    docs: message('All of the list hold.'),
  },
  {
    name: '$or',
    sign: '|',
    operand: 'list',
    docs: message('At least one of the list holds.'),
  },
  {
    name: '$nor',
    sign: undefined,
    operand: 'list',
    docs: message('None of the list holds.'),
  },
  { name: '$not', sign: '~', operand: 'one', docs: message('It does not hold.') },
] as const;

const fields = new Map<string, PredicateField>(predicateFields.map((field) => [field.wireName, field]));
const members = new Map<string, PredicateField>(
  predicateFields.map((field) => [`${field.root}.${field.member}`, field]),
);
const operators = new Map<string, PredicateOperator>(
  predicateOperators.map((operator) => [operator.name, operator]),
);
const methods = new Map(predicateOperators.map((operator) => [operator.method ?? operator.name, operator]));

/** A field by its wire name (`display_name`). */
export function findPredicateField(wireName: string): PredicateField | undefined {
  return fields.get(wireName);
}

/** A field by its place in the expression language (`RunEvent`, `name`). */
export function findPredicateMember(root: string, member: string): PredicateField | undefined {
  return members.get(`${root}.${member}`);
}

/** An operator on a field (`$regex`). Logical operators are not among them. */
export function findPredicateOperator(name: string): PredicateOperator | undefined {
  return operators.get(name);
}

/** The operator that a method of a field stands for (`matches_regex`). */
export function findPredicateMethod(method: string): PredicateOperator | undefined {
  return methods.get(method);
}
