import type { AutomationEvent } from '../automation';
import { findEventByWireType } from '../catalog/events';
import { findPredicateOperator } from '../catalog/predicates';
import { decompileFilter } from '../filter/decompile';
import type { EventFilter, Predicate } from '../filter/model';
import { printExpression } from '../filter/print-expression';
import { printDocument } from '../filter/print-mapping';
import { toWireTree, type WireTree } from '../filter/simplify';
import type { JsonObject } from '../json/value';
import { message } from '../l10n/message';
import { type Code, literal } from './code';
import { checkLiterals } from './literals';
import { NotInPython } from './not-in-python';

/**
 * The value of `filter=`; undefined: no filter.
 *
 * @throws {NotInPython} for what the SDK refuses, or would send as something else.
 */
export function printFilter(event: AutomationEvent): Code | undefined {
  const filter = understood(event);
  switch (filter.family) {
    case 'mutation': {
      const { predicate } = filter;
      return predicate && (printExpression(filter) ?? document(predicate));
    }
    case 'run-metric':
      return printExpression(filter) ?? withRun(filter, 'metric');
    case 'run-state':
      return printExpression(filter) ?? withRun(filter, 'state');
    case 'verbatim':
      throw new NotInPython(
        message('Its filter is kept as JSON that the SDK has no way to say. Copy it as YAML or GraphQL.'),
      );
  }
}

/** A verbatim filter that says what another form says, too, in that form. */
function understood({ wireType, filter }: AutomationEvent): EventFilter {
  return filter.family === 'verbatim' && findEventByWireType(wireType)
    ? decompileFilter(wireType, filter.json)
    : filter;
}

/** The SDK takes the parts of a run filter by name, with documents that no expression can say. */
function withRun(filter: EventFilter & { readonly run?: Predicate }, part: 'metric' | 'state'): Code {
  const { run, ...condition } = filter;
  const printed = printExpression(condition);
  if (!run || printed === undefined)
    throw new NotInPython(message('Its condition can’t be said with the SDK. Copy it as YAML or GraphQL.'));
  return {
    kind: 'bracketed',
    head: '{',
    items: [
      { before: `"${part}": `, code: printed },
      { before: '"run": ', code: document(run) },
    ],
    close: '}',
  };
}

function document(predicate: Predicate): Code {
  refuseMisread(toWireTree(predicate));
  const printed: JsonObject = printDocument(predicate);
  checkLiterals(printed);
  return literal(printed);
}

/** What the SDK 0.30 reads as something else. */
function refuseMisread(tree: WireTree): void {
  switch (tree.kind) {
    case 'leaf': {
      const unknown = Object.keys(tree.document).find(
        (key) => key.startsWith('$') && !findPredicateOperator(key),
      );
      // It takes the list around an operator that it doesn't know for `$and`.
      if (unknown !== undefined)
        throw new NotInPython(
          message(
            'The SDK doesn’t know the operator {0}, which stands without a field. Copy it as YAML.',
            unknown,
          ),
        );
      return;
    }
    case 'not':
      refuseMisread(tree.of);
      return;
    default:
      // It puts the one child of any operator into the operator's place, which for `$nor` is the opposite.
      if (tree.kind === 'nor' && tree.of.length === 1)
        throw new NotInPython(
          message(
            'The SDK drops the negation of a $nor with one condition. Write it with $not, then copy again.',
          ),
        );
      tree.of.forEach(refuseMisread);
  }
}
