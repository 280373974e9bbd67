import { findPredicateField, findPredicateOperator } from '../catalog/predicates';
import { printJson } from '../json/print';
import { isJsonArray, isJsonObject, JsonNumber, type JsonObject, type JsonValue } from '../json/value';
import { code } from '../l10n/code-span';
import { message, type Message } from '../l10n/message';
import type { Predicate } from './model';
import { allOf, fieldPredicate } from './predicate';
import type { Say } from './words';

/** A predicate as a clause: ``the name contains `"prod"` ``. Undefined for one that asks for nothing. */
export function predicateInWords(predicate: Predicate, say: Say): string | undefined {
  if (predicate.kind === 'and' && predicate.of.length === 0) return undefined;
  return clauseOf(predicate, true, say).text;
}

interface Clause {
  readonly text: string;
  /** What joins its parts, where it has several. */
  readonly joinedBy?: 'and' | 'or';
}

/** A clause that says that the predicate holds, or that it doesn't. "Not" is carried inwards, to where a sentence has it. */
function clauseOf(predicate: Predicate, holds: boolean, say: Say): Clause {
  switch (predicate.kind) {
    case 'and':
    case 'or':
    case 'nor': {
      const { kind, of } = predicate;
      if (of.length === 0) return documentInWords({ [`$${kind}`]: [] }, holds, say);
      const parts = of.map((part) => clauseOf(part, kind === 'nor' ? !holds : holds, say));
      return joined(parts, (kind === 'or') === holds ? 'or' : 'and', say);
    }
    case 'not':
      return clauseOf(predicate.of, !holds, say);
    case 'document':
      return documentInWords(predicate.document, holds, say);
    case 'field':
      return fieldInWords(predicate, holds, say);
  }
}

function joined(parts: readonly Clause[], by: 'and' | 'or', say: Say): Clause {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const texts = parts.map(({ text, joinedBy = by }) => (joinedBy === by ? text : `(${text})`));
  const join = (left: string, right: string): Message =>
    by === 'and' ? message('{0} and {1}', left, right) : message('{0} or {1}', left, right);
  return { text: texts.reduce((left, right) => say(join(left, right))), joinedBy: by };
}

function documentInWords(document: JsonObject, holds: boolean, say: Say): Clause {
  const text = code(printJson(document));
  return { text: say(holds ? message('{0} holds', text) : message('{0} does not hold', text)) };
}

function fieldInWords(
  { field, operator, operand }: Predicate & { kind: 'field' },
  holds: boolean,
  say: Say,
): Clause {
  if (operator === '$not' && isJsonObject(operand)) {
    const inside = Object.entries(operand).map(([name, value]) => fieldPredicate(field, name, value));
    return clauseOf(allOf(inside), !holds, say);
  }
  const inverse = holds ? operator : findPredicateOperator(operator)?.inverse;
  const text =
    inverse === undefined
      ? withNot(fieldName(field, say), operator, operand)
      : comparison(fieldName(field, say), inverse, operand);
  return text ? { text: say(text) } : documentInWords({ [field]: { [operator]: operand } }, holds, say);
}

function comparison(name: string, operator: string, operand: JsonValue): Message | undefined {
  const value = valueText(operand);
  switch (operator) {
    case '$eq':
      return message('{0} is {1}', name, value);
    case '$ne':
      return message('{0} is not {1}', name, value);
    case '$gt':
      return message('{0} is above {1}', name, value);
    case '$gte':
      return message('{0} is at least {1}', name, value);
    case '$lt':
      return message('{0} is below {1}', name, value);
    case '$lte':
      return message('{0} is at most {1}', name, value);
    case '$in':
      return message('{0} is one of {1}', name, listText(operand));
    case '$nin':
      return message('{0} is none of {1}', name, listText(operand));
    case '$contains':
      return message('{0} contains {1}', name, value);
    case '$regex':
      return message('{0} matches {1}', name, value);
    case '$exists':
      return operand === false ? message('{0} has no value', name) : message('{0} has a value', name);
    case '$all':
      return message('{0} has all of {1}', name, listText(operand));
    default:
      return undefined;
  }
}

/** The comparisons whose opposite has no operator of its own. */
function withNot(name: string, operator: string, operand: JsonValue): Message | undefined {
  const value = valueText(operand);
  switch (operator) {
    case '$contains':
      return message('{0} does not contain {1}', name, value);
    case '$regex':
      return message('{0} does not match {1}', name, value);
    case '$exists':
      return comparison(name, operator, operand === false);
    default:
      return undefined;
  }
}

function fieldName(field: string, say: Say): string {
  switch (findPredicateField(field)?.wireName) {
    case 'display_name':
      return say(message('the name'));
    case 'alias':
      return say(message('the alias'));
    case 'tag':
      return say(message('the tag'));
    default:
      return code(field);
  }
}

const valueText = (value: JsonValue): string =>
  value instanceof JsonNumber ? value.text : code(printJson(value));

const listText = (value: JsonValue): string =>
  isJsonArray(value) ? value.map(valueText).join(', ') : valueText(value);
