import { isJsonObject, type JsonObject, type JsonValue } from '../json/value';
import { findComparisonByOperator } from '../catalog/enums';
import type { EventFilter, MetricCondition, Predicate } from './model';
import { printExpression } from './print-expression';
import { printPredicate } from './print-predicate';
import { inPair, toDocument, type WireTree } from './simplify';

/** What stands under `filter` of a spec: an expression where one can say it, else a mapping. Undefined: no filter at all. */
export function writeFilter(filter: EventFilter): string | JsonObject | undefined {
  return printExpression(filter) ?? printMapping(filter);
}

/** The filter in the mapping form, which can say everything. Undefined: no filter at all. */
export function printMapping(filter: EventFilter): JsonObject | undefined {
  switch (filter.family) {
    case 'run-metric':
      return { ...printCondition(filter.condition), ...printRun(filter.run) };
    case 'run-state':
      return { type: 'RunStateFilter', states: filter.states, ...printRun(filter.run) };
    case 'mutation':
      return filter.predicate && printDocument(filter.predicate);
    case 'verbatim':
      return { json: filter.json };
  }
}

function printRun(run: Predicate | undefined): { run?: JsonValue } {
  if (!run) return {};
  return { run: printPredicate(run)?.text ?? printDocument(run) };
}

function printCondition(condition: MetricCondition): JsonObject {
  switch (condition.kind) {
    case 'threshold':
      return {
        type: 'MetricThresholdFilter',
        name: condition.name,
        ...(condition.aggregation && { agg: condition.aggregation }),
        window: condition.window,
        cmp: findComparisonByOperator(condition.operator)?.sign ?? condition.operator,
        threshold: condition.threshold,
      };
    case 'change':
      return {
        type: 'MetricChangeFilter',
        name: condition.name,
        ...(condition.aggregation && { agg: condition.aggregation }),
        window: condition.window,
        prior_window: condition.priorWindow,
        change_type: condition.changeType,
        change_dir: condition.direction,
        threshold: condition.amount,
      };
    case 'zscore':
      return {
        type: 'MetricZScoreFilter',
        name: condition.name,
        window: condition.window,
        threshold: condition.threshold,
        change_dir: condition.direction,
      };
  }
}

/** The predicate as a MongoDB-like document, not simplified: what is read back is the same tree. */
export function printDocument(predicate: Predicate): JsonObject {
  const merged = predicate.kind === 'and' ? asOneMapping(predicate.of) : undefined;
  return merged ?? asObject(toDocument(asWritten(predicate)));
}

/** `{alias: …, tag: …}`: conditions on different fields need no `$and`. */
function asOneMapping(parts: readonly Predicate[]): JsonObject | undefined {
  const members = new Map<string, JsonValue>();
  for (const part of parts) {
    if (part.kind !== 'field' || part.field.startsWith('$') || members.has(part.field)) return undefined;
    members.set(part.field, { [part.operator]: part.operand });
  }
  return members.size > 1 ? Object.fromEntries(members) : undefined;
}

function asWritten(predicate: Predicate): WireTree {
  switch (predicate.kind) {
    case 'and':
    case 'or':
    case 'nor':
      return { kind: predicate.kind, of: predicate.of.map(asWritten) };
    case 'not': {
      const inner = asWritten(predicate.of);
      return inner.kind === 'or' && inner.of.length > 1
        ? { kind: 'nor', of: inPair(inner.of) }
        : { kind: 'not', of: inner };
    }
    case 'field':
      return { kind: 'leaf', document: { [predicate.field]: { [predicate.operator]: predicate.operand } } };
    case 'document':
      return { kind: 'leaf', document: predicate.document };
  }
}

function asObject(document: JsonValue): JsonObject {
  return isJsonObject(document) ? document : {};
}
