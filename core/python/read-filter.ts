import type { EventEntry } from '../catalog/events';
import { checkExpression } from '../filter/check-expression';
import { decompileFilter } from '../filter/decompile';
import { MappingInput } from '../filter/mapping-input';
import type { MappingProblem } from '../filter/mapping-problem';
import type { EventFilter, Predicate } from '../filter/model';
import { readDocument } from '../filter/read-document';
import { hasErrors } from '../filter/report';
import { parseJson } from '../json/parse';
import { printJson } from '../json/print';
import { isJsonObject, type JsonObject, type JsonValue } from '../json/value';
import { message } from '../l10n/message';
import type { Range } from '../text/range';
import { originOf } from './expand';
import type { Operand, PythonProblem, Value } from './values';

/** What `filter=` says; undefined with at least one error among the problems. */
export function readFilter(
  entry: EventEntry,
  range: Range,
  operand: Operand | undefined,
): { readonly filter: EventFilter | undefined; readonly problems: readonly PythonProblem[] } {
  const reader = new FilterReader(entry);
  const filter = operand ? reader.read(operand) : reader.none(range);
  // What was said of a part of it may not show the whole.
  if (!filter && operand)
    reader.problems.push({ severity: 'error', message: notTaken, range: operand.node.range });
  return { filter, problems: reader.problems };
}

class FilterReader {
  readonly problems: PythonProblem[] = [];

  constructor(private readonly entry: EventEntry) {}

  none(range: Range): EventFilter | undefined {
    const { family, name, exampleFilter = '' } = this.entry;
    if (family === 'mutation') return { family };
    return this.refuse(range, message('{0} needs a filter, for instance {1}.', name, exampleFilter));
  }

  read({ node: { range }, value }: Operand): EventFilter | undefined {
    if (value.kind === 'json' && value.value === null) return this.none(range);
    if (value.kind === 'expression') return this.expression(value);
    const { family } = this.entry;
    const document = documentIn(value);
    if (family === 'mutation' && document) {
      const predicate = this.predicate(document, range);
      return predicate && { family, predicate };
    }
    const members = value.kind === 'parts' ? value.members : document && operandsIn(document, range);
    return members ? this.parts(members, range) : this.refuse(range, notKnown);
  }

  private expression({ expanded }: Value & { readonly kind: 'expression' }): EventFilter | undefined {
    const { filter, problems } = checkExpression(expanded.text, this.entry);
    for (const { severity, message: text, range } of problems)
      if (severity === 'error' || severity === 'warning')
        this.report(originOf(expanded, range), text, severity);
    return filter;
  }

  /** `{"metric": RunEvent.metric("loss") > 1, "run": {"tags": …}}`, with the SDK's names or those of the wire. */
  private parts(members: ReadonlyMap<string, Operand>, range: Range): EventFilter | undefined {
    const [member, wireName] =
      this.entry.family === 'run-state' ? ['state', 'run_state_filter'] : ['metric', 'run_metric_filter'];
    const operand = members.get(member) ?? members.get(wireName);
    if (!operand) return this.refuse(range, message('This filter can’t be read. Write it as an expression.'));
    const filter = this.condition(wireName, operand);
    const runOperand = members.get('run') ?? members.get('run_filter');
    if (!filter || !runOperand) return filter;
    const document = documentIn(runOperand.value);
    if (!document) return this.refuse(runOperand.node.range, notKnown);
    const run = this.predicate(document, runOperand.node.range);
    if (!run || (filter.family !== 'run-metric' && filter.family !== 'run-state')) return undefined;
    return run.kind === 'and' && run.of.length === 0 ? filter : { ...filter, run };
  }

  private condition(wireName: string, { node, value }: Operand): EventFilter | undefined {
    if (value.kind === 'expression') return this.expression(value);
    const document = documentIn(value);
    if (!document) return this.refuse(node.range, notKnown);
    const json = printJson({ run_filter: '{"$and":[]}', [wireName]: document });
    const read = this.entry.wireTypes.map(({ name }) => decompileFilter(name, json));
    return (
      read.find(({ family }) => family !== 'verbatim') ??
      this.refuse(node.range, message('This filter can’t be read. Write it as an expression.'))
    );
  }

  private predicate(document: JsonObject, range: Range): Predicate | undefined {
    const problems: MappingProblem[] = [];
    const predicate = readDocument(new MappingInput(document, [], problems), {
      event: this.entry,
      options: {},
    });
    for (const { severity, message: text } of problems)
      if (severity === 'error' || severity === 'warning') this.report(range, text, severity);
    return hasErrors(problems) ? undefined : predicate;
  }

  private refuse(range: Range, text: PythonProblem['message']): EventFilter | undefined {
    this.report(range, text, 'error');
    return undefined;
  }

  private report(range: Range, text: PythonProblem['message'], severity: PythonProblem['severity']): void {
    this.problems.push({ severity, message: text, range });
  }
}

const notTaken = message('This filter isn’t taken over.');
const notKnown = message('What the filter is, only running the code tells. Write it out.');

/** A document, or JSON text of one, which the SDK takes as well. */
function documentIn(value: Value): JsonObject | undefined {
  if (value.kind !== 'json') return undefined;
  const read = typeof value.value === 'string' ? parsed(value.value) : value.value;
  return isJsonObject(read) ? read : undefined;
}

function parsed(text: string): JsonValue | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

function operandsIn(document: JsonObject, range: Range): ReadonlyMap<string, Operand> {
  const node = { kind: 'other', range } as const;
  return new Map(
    Object.entries(document).map(([key, value]) => [key, { node, value: { kind: 'json', value } }]),
  );
}
