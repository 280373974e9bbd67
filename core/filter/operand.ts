import type { ExpressionType, MemberEntry } from '../catalog/expressions';
import type { FilterClass } from '../catalog/filters';
import type { JsonNumber, JsonValue } from '../json/value';
import type { Aggregation, MetricCondition, Predicate } from './model';

/** What a piece of an expression stands for. */
export type Operand =
  | { readonly type: 'run-event' | 'artifact-event' | 'state' }
  | { readonly type: 'metric'; readonly name: string }
  | {
      readonly type: 'aggregate';
      readonly name: string;
      readonly aggregation: Aggregation;
      readonly window: JsonNumber;
    }
  | { readonly type: 'zscore' | 'absolute-zscore'; readonly name: string; readonly window: JsonNumber }
  /** `field` is the wire name. */
  | { readonly type: 'field'; readonly field: string }
  | Condition
  | { readonly type: 'predicate'; readonly predicate: Predicate }
  /** A condition joined with a run filter. */
  | { readonly type: 'joined'; readonly condition: Condition; readonly run: Predicate }
  /** A method or function that wasn't called. */
  | { readonly type: 'method'; readonly entry: MemberEntry; readonly on: Operand | undefined }
  | { readonly type: 'class'; readonly entry: FilterClass }
  | { readonly type: 'value'; readonly value: JsonValue }
  /** Something that was reported already, or that is still being typed. */
  | { readonly type: 'unknown' };

export type Condition =
  | { readonly type: 'metric-condition'; readonly condition: MetricCondition }
  | { readonly type: 'state-condition'; readonly states: readonly string[] };

export const unknownOperand: Operand = { type: 'unknown' };

/** The operand's type as the catalog knows it; undefined for values, methods, classes and the unknown. */
export function expressionTypeOf(operand: Operand): ExpressionType | undefined {
  switch (operand.type) {
    case 'joined':
      return operand.condition.type;
    case 'method':
    case 'class':
    case 'value':
    case 'unknown':
      return undefined;
    default:
      return operand.type;
  }
}

export function isCondition(operand: Operand): operand is Condition {
  return operand.type === 'metric-condition' || operand.type === 'state-condition';
}
