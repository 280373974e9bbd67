import type { JsonObject, JsonValue } from '../json/value';
import { printJson } from '../json/print';
import { parseJson } from '../json/parse';
import type { EventFilter, MetricCondition, Predicate } from './model';
import { simplify, toDocument, toWireTree, type WireTree } from './simplify';

/**
 * The text of `eventFilter` in the inputs, equal to what the SDK sends. A verbatim filter is its own text.
 */
export function printEventFilter(filter: EventFilter): string {
  return filter.family === 'verbatim' ? filter.json : printJson(compileFilter(filter));
}

/**
 * The input document of a filter, equal to what the SDK sends: `run_filter` is JSON in a string.
 *
 * @throws {JsonSyntaxError} for a verbatim filter that is no JSON.
 */
export function compileFilter(filter: EventFilter): JsonValue {
  switch (filter.family) {
    case 'run-metric':
      return {
        run_filter: printJson(compileRunFilter(filter.run)),
        run_metric_filter: compileCondition(filter.condition),
        // The deprecated place of thresholds, which the SDK still names.
        metric_filter: null,
      };
    case 'run-state':
      return {
        run_filter: printJson(compileRunFilter(filter.run)),
        run_state_filter: { states: filter.states },
      };
    case 'mutation':
      return compileMutationFilter(filter.predicate);
    case 'verbatim':
      return parseJson(filter.json);
  }
}

/** The document inside of `run_filter`: always one `$and`. */
function compileRunFilter(predicate: Predicate | undefined): JsonValue {
  return toDocument(twice(predicate, (tree) => (tree.kind === 'and' ? tree : { kind: 'and', of: [tree] })));
}

/** The document of an artifact event: always one `$or` with one `$and`, as W&B's frontend wants it. */
function compileMutationFilter(predicate: Predicate | undefined): JsonValue {
  return toDocument(
    twice(predicate, (tree) => ({
      kind: 'or',
      of: [tree.kind === 'and' ? tree : { kind: 'and', of: [tree] }],
    })),
  );
}

/** The SDK simplifies and wraps when an event is made, and again when it is sent. */
function twice(predicate: Predicate | undefined, wrap: (tree: WireTree) => WireTree): WireTree {
  const tree: WireTree = predicate ? toWireTree(predicate) : { kind: 'and', of: [] };
  return wrap(simplify(wrap(simplify(tree))));
}

function compileCondition(condition: MetricCondition): JsonObject {
  switch (condition.kind) {
    case 'threshold':
      return {
        threshold_filter: {
          name: condition.name,
          agg_op: condition.aggregation ?? null,
          window_size: condition.window,
          cmp_op: condition.operator,
          threshold: condition.threshold,
        },
      };
    case 'change':
      return {
        change_filter: {
          name: condition.name,
          agg_op: condition.aggregation ?? null,
          current_window_size: condition.window,
          change_amount: condition.amount,
          prior_window_size: condition.priorWindow,
          change_type: condition.changeType,
          change_dir: condition.direction,
        },
      };
    case 'zscore':
      return {
        zscore_filter: {
          name: condition.name,
          window_size: condition.window,
          threshold: condition.threshold,
          change_dir: condition.direction,
        },
      };
  }
}
