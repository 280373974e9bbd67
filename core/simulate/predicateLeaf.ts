import type { JsonValue } from '../json/value';
import type { FieldLookup } from './fields';
import { operatorTest, textTest, type OperatorTest } from './operators';
import type { LeafReading, PredicateOptions } from './predicateModel';

/** Compares one field; made once, asked often. */
export function leafTest(
  field: string,
  operator: string,
  operand: JsonValue,
  options: PredicateOptions,
): (fields: FieldLookup) => LeafReading {
  const test = testFor(operator, operand, options);
  const { unknown_field: unknownField } = options.assumptions;
  return (fields) => {
    const found = fields(field);
    const value = found === undefined && unknownField === 'missing' ? null : found;
    const reading = { field, operator, operand, value };
    if (typeof test === 'string') return { ...reading, verdict: 'unknown', because: test };
    if (value === undefined) return { ...reading, verdict: 'unknown', because: 'field' };
    return { ...reading, verdict: test(value) ? 'yes' : 'no' };
  };
}

/** Where there is no test, the reason why. */
function testFor(
  operator: string,
  operand: JsonValue,
  options: PredicateOptions,
): OperatorTest | 'operator' | 'regex' {
  if (operator === '$regex') return typeof operand === 'string' ? regexTest(operand, options) : 'operator';
  if (operator === '$contains')
    return typeof operand === 'string' ? containsTest(operand, options) : 'operator';
  return operatorTest(operator, operand) ?? 'operator';
}

function regexTest(pattern: string, { assumptions, regex }: PredicateOptions): OperatorTest | 'regex' {
  // The pattern is tried alone first: `(?:` and `)` around it could make one of what is none.
  const alone = regex.compile(pattern);
  const matcher =
    assumptions.regex_anchoring === 'full' && alone ? regex.compile(`\\A(?:${pattern})\\z`) : alone;
  return matcher ? textTest((text) => matcher.matches(text)) : 'regex';
}

function containsTest(part: string, { assumptions }: PredicateOptions): OperatorTest {
  if (assumptions.contains_case === 'sensitive') return textTest((text) => text.includes(part));
  const lower = part.toLowerCase();
  return textTest((text) => text.toLowerCase().includes(lower));
}
