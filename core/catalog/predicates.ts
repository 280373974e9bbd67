import type { Localized } from '../l10n/message';

/** A field that run or artifact filters are known to understand. Source: W&B SDK 0.30. */
export interface PredicateField {
  readonly wireName: 'display_name' | 'alias' | 'tag';
  /** Where the expression language has it: `RunEvent.name`. */
  readonly root: 'RunEvent' | 'ArtifactEvent';
  readonly member: string;
  readonly docs: Localized;
}

const predicateFields: readonly PredicateField[] = [
  {
    wireName: 'display_name',
    root: 'RunEvent',
    member: 'name',
    docs: {
      en: 'Display name of the run, the one that the App shows (`display_name` on the wire).',
      ja: 'run の表示名。App に表示される名前です (API では `display_name`)。',
    },
  },
  {
    wireName: 'alias',
    root: 'ArtifactEvent',
    member: 'alias',
    docs: {
      en: 'The alias that is added, or an alias of the version that is created or linked.',
      ja: '追加されるエイリアス。作成・リンクのイベントでは、そのバージョンのエイリアス。',
    },
  },
  {
    wireName: 'tag',
    root: 'ArtifactEvent',
    member: 'tag',
    docs: { en: 'The tag that is added or removed.', ja: '追加または削除されるタグ。' },
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
  readonly docs: Localized;
}

export const predicateOperators: readonly PredicateOperator[] = [
  {
    name: '$eq',
    operand: 'scalar-or-list',
    method: 'eq',
    inverse: '$ne',
    docs: { en: 'Equal to the value.', ja: '値と等しい。' },
  },
  {
    name: '$ne',
    operand: 'scalar-or-list',
    method: 'ne',
    inverse: '$eq',
    docs: { en: 'Not equal to the value.', ja: '値と等しくない。' },
  },
  {
    name: '$lt',
    operand: 'scalar',
    method: 'lt',
    inverse: '$gte',
    docs: { en: 'Less than the value.', ja: '値より小さい。' },
  },
  {
    name: '$lte',
    operand: 'scalar',
    method: 'lte',
    inverse: '$gt',
    docs: { en: 'Less than or equal to the value.', ja: '値以下。' },
  },
  {
    name: '$gt',
    operand: 'scalar',
    method: 'gt',
    inverse: '$lte',
    docs: { en: 'Greater than the value.', ja: '値より大きい。' },
  },
  {
    name: '$gte',
    operand: 'scalar',
    method: 'gte',
    inverse: '$lt',
    docs: { en: 'Greater than or equal to the value.', ja: '値以上。' },
  },
  {
    name: '$in',
    operand: 'list',
    method: 'in_',
    inverse: '$nin',
    docs: { en: 'One of the list.', ja: 'リストのいずれか。' },
  },
  {
    name: '$nin',
    operand: 'list',
    method: 'not_in',
    inverse: '$in',
    docs: { en: 'None of the list.', ja: 'リストのいずれでもない。' },
  },
  {
    name: '$contains',
    operand: 'string',
    method: 'contains',
    docs: {
      en: 'Holds the text somewhere. W&B’s own operator, not MongoDB’s.',
      ja: '文字列を含む。MongoDB ではなく W&B 独自の演算子です。',
    },
  },
  {
    name: '$regex',
    operand: 'string',
    method: 'matches_regex',
    docs: {
      en: 'Matches the regular expression (RE2 syntax). Whether it has to match the whole text is not documented: anchor with `^` and `$`.',
      ja: '正規表現 (RE2 構文) に一致する。全体一致かどうかは文書化されていないため、`^` と `$` で固定してください。',
    },
  },
  {
    name: '$exists',
    operand: 'boolean',
    method: 'exists',
    docs: { en: 'The field has a value, or has none.', ja: 'フィールドに値がある、またはない。' },
  },
  {
    name: '$all',
    operand: 'list',
    docs: { en: 'An array that holds all of the list.', ja: 'リストの要素をすべて含む配列。' },
  },
  { name: '$size', operand: 'integer', docs: { en: 'An array of this length.', ja: 'この長さの配列。' } },
];

/** Operators that join conditions. */
export const logicalOperators = [
  {
    name: '$and',
    sign: '&',
    operand: 'list',
    docs: { en: 'All of the list hold.', ja: 'すべてが成り立つ。' },
  },
  {
    name: '$or',
    sign: '|',
    operand: 'list',
    docs: { en: 'At least one of the list holds.', ja: '少なくとも 1 つが成り立つ。' },
  },
  {
    name: '$nor',
    sign: undefined,
    operand: 'list',
    docs: { en: 'None of the list holds.', ja: 'どれも成り立たない。' },
  },
  { name: '$not', sign: '~', operand: 'one', docs: { en: 'It does not hold.', ja: '成り立たない。' } },
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
