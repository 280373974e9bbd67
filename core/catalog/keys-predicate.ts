import { message } from '../l10n/message';
import { text, type FreeType, type KeyEntry, type TextRole, type ValueType } from './keys';
import {
  findPredicateField,
  logicalOperators,
  predicateOperators,
  type OperandKind,
  type PredicateField,
} from './predicates';

/**
 * The MongoDB-like document over these fields, by their wire names. What is known of it is offered; any other field may stand in
 * it as well, and operators that only the server knows.
 */
export function predicateType(fields: readonly PredicateField['wireName'][]): FreeType {
  const keys: KeyEntry[] = [];
  const known = {
    id: `predicate-${fields.join('-')}`,
    keys,
    docs: message('Fields and what has to hold for them, as in MongoDB.'),
  };
  const document: FreeType = { kind: 'free', role: 'predicate', known, others: conditionOf('text') };
  for (const name of fields) {
    const docs = findPredicateField(name)?.docs;
    if (docs) keys.push({ name, type: conditionOf(name), docs });
  }
  // The document contains itself.
  for (const { name, operand, docs } of logicalOperators)
    keys.push({ name, type: operand === 'list' ? { kind: 'list', items: document } : document, docs });
  return document;
}

/** A value that the field has to be equal to, or operators with their operands. */
function conditionOf(role: TextRole): ValueType {
  const keys: KeyEntry[] = predicateOperators.map(({ name, operand, docs }) => ({
    name,
    type: operandType(operand, role),
    docs,
  }));
  const docs = message('What has to hold for the field.');
  const operators: FreeType = {
    kind: 'free',
    role: 'predicate',
    known: { id: `operators-${role}`, keys, docs },
  };
  for (const { name, operand, docs: own } of logicalOperators)
    if (operand === 'one') keys.push({ name, type: operators, docs: own });
  return { kind: 'either', of: [text(role), operators] };
}

function operandType(operand: OperandKind, role: TextRole): ValueType {
  const list: ValueType = { kind: 'list', items: text(role) };
  switch (operand) {
    case 'scalar':
      return text(role);
    case 'scalar-or-list':
      return { kind: 'either', of: [text(role), list] };
    case 'list':
      return list;
    case 'boolean':
      return { kind: 'boolean' };
    case 'string':
      return text('text');
    case 'integer':
      return { kind: 'number', integer: true };
  }
}
