import { findMember, signatureOf } from '../../../core/catalog/expressions';
import {
  findPredicateField,
  findPredicateOperator,
  logicalOperators,
} from '../../../core/catalog/predicates';
import { code } from '../../../core/l10n/code-span';
import { message } from '../../../core/l10n/message';
import type { Message } from '../../../core/l10n/message';
import type { SpecLocation } from '../../../core/spec/location';
import type { HoverContext } from './hover';
import type { Comparand } from './values';

/** A field or an operator of a MongoDB-like document: what it is, and how an expression says it. */
export function aboutPredicateKey(name: string, { texts }: HoverContext): readonly string[] | undefined {
  const found = predicateKey(name);
  if (!found) return undefined;
  const { docs, expression } = found;
  return [
    `**${name}**`,
    texts.row(
      texts.say(docs),
      ...(expression === undefined ? [] : [texts.say(message('In an expression {0}.', code(expression)))]),
    ),
  ];
}

function predicateKey(
  name: string,
): { readonly docs: Message; readonly expression?: string | undefined } | undefined {
  const field = findPredicateField(name);
  if (field) return { docs: field.docs, expression: `${field.root}.${field.member}` };
  const operator = findPredicateOperator(name);
  if (operator) {
    const method = operator.method === undefined ? undefined : findMember('field', operator.method);
    return { docs: operator.docs, expression: method && `.${signatureOf(method)}` };
  }
  const logical = logicalOperators.find((each) => each.name === name);
  return logical && { docs: logical.docs, expression: logical.sign };
}

/** `"^prod"` in `{alias: {$regex: "^prod"}}`: what it is compared with, and how. */
export function comparandInDocument({ path, text }: SpecLocation): Comparand | undefined {
  const keys = path.filter((step) => typeof step === 'string');
  const last = keys.at(-1) ?? '';
  const operator = last.startsWith('$') ? last : '$eq';
  const field = findPredicateField((operator === last ? keys.at(-2) : last) ?? '');
  return text && field && { field: field.wireName, operator, text: text.value };
}
