import { findComparisonByOperator } from '../catalog/enums';
import { findPredicateField, findPredicateOperator, type PredicateOperator } from '../catalog/predicates';
import { isJsonArray, JsonNumber, type JsonValue } from '../json/value';
import type { Predicate } from './model';
import { isFiniteNumber } from './read-value';
import { quotePython } from './quote';

/** How tightly a text holds together: what stands beside `&` or `|`, or behind `~`, as it is. */
export interface PrintedPredicate {
  readonly text: string;
  /** `call`: needs no parentheses anywhere. `comparison`, `not`, `and`, `or`: by Python's precedence. */
  readonly form: 'call' | 'comparison' | 'not' | 'and' | 'or';
}

/**
 * A predicate as an expression that our language and Python read alike, so that it can be pasted into a script; undefined
 * where no expression says exactly this.
 */
export function printPredicate(predicate: Predicate): PrintedPredicate | undefined {
  switch (predicate.kind) {
    case 'and':
    case 'or':
      return printJoin(predicate.kind, predicate.of);
    case 'not': {
      const inner = printPredicate(predicate.of);
      return inner && { text: `~${inner.form === 'not' ? inner.text : inParentheses(inner)}`, form: 'not' };
    }
    case 'field':
      return printField(predicate.field, predicate.operator, predicate.operand);
    case 'nor':
    case 'document':
      return undefined;
  }
}

function printJoin(kind: 'and' | 'or', parts: readonly Predicate[]): PrintedPredicate | undefined {
  const [first, second] = parts;
  // What would be read back as another tree is not printed: a single part, and a first part of the same kind.
  if (!first || !second || first.kind === kind) return undefined;
  const printed = parts.map(printPredicate);
  if (!printed.every((part) => part !== undefined)) return undefined;
  const sign = kind === 'and' ? ' & ' : ' | ';
  return { text: printed.map(besides).join(sign), form: kind };
}

/** Beside `&` and `|`: Python compares after joining, so comparisons need parentheses. */
export function besides(part: PrintedPredicate): string {
  return part.form === 'not' ? part.text : inParentheses(part);
}

function inParentheses({ text, form }: PrintedPredicate): string {
  return form === 'call' ? text : `(${text})`;
}

function printField(wireName: string, name: string, operand: JsonValue): PrintedPredicate | undefined {
  const field = findPredicateField(wireName);
  const operator = findPredicateOperator(name);
  if (!field || operator?.method === undefined) return undefined;
  const subject = `${field.root}.${field.member}`;
  if (operator.operand === 'boolean') {
    if (typeof operand !== 'boolean') return undefined;
    return { text: `${subject}.${operator.method}(${operand ? '' : 'False'})`, form: 'call' };
  }
  const value = printOperand(operator, operand);
  if (value === undefined) return undefined;
  const sign = findComparisonByOperator(name)?.sign;
  if (sign && !isJsonArray(operand)) return { text: `${subject} ${sign} ${value}`, form: 'comparison' };
  return { text: `${subject}.${operator.method}(${value})`, form: 'call' };
}

function printOperand(operator: PredicateOperator, operand: JsonValue): string | undefined {
  if (isJsonArray(operand)) {
    if (operator.operand !== 'list' && operator.operand !== 'scalar-or-list') return undefined;
    const items = operand.map(printScalar);
    return items.every((item) => item !== undefined) ? `[${items.join(', ')}]` : undefined;
  }
  if (operator.operand === 'list') return undefined;
  if (operator.operand === 'string' && typeof operand !== 'string') return undefined;
  return printScalar(operand);
}

function printScalar(value: JsonValue): string | undefined {
  if (typeof value === 'string') return canBeQuoted(value) ? quotePython(value) : undefined;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (value instanceof JsonNumber) return isFiniteNumber(value) ? value.text : undefined;
  return undefined;
}

/** Lone surrogates are no characters: no literal can say them. */
export function canBeQuoted(text: string): boolean {
  return !/\p{Cs}/u.test(text);
}
