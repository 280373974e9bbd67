import { filterClasses, findFilterClass, findFilterField, type FilterClass } from '../catalog/filters';
import { JsonSyntaxError, parseJson } from '../json/parse';
import { isJsonObject, type JsonObject } from '../json/value';
import { message } from '../l10n/message';
import type { Problem } from '../problem';
import { nearest } from '../text/nearest';
import { checkPredicate } from './check-predicate';
import type { CheckOptions, FilterEvent } from './checker';
import { MappingInput } from './mapping-input';
import type { MappingProblem } from './mapping-problem';
import type { EventFilter, Predicate } from './model';
import { needsConstructor, printExpression } from './print-expression';
import { missingFields, readCondition } from './read-condition';
import { readDocument } from './read-document';
import { readStates, runStateNames } from './read-value';
import { hasErrors } from './report';

export interface CheckedMapping {
  /** What the mapping means; undefined exactly when there is an error among the problems. */
  readonly filter: EventFilter | undefined;
  readonly problems: readonly MappingProblem[];
}

/**
 * Reads and checks the filter of an event, written as a mapping: the class form, the MongoDB-like document, or the input
 * document verbatim. Numbers that JSON doesn't have come as `JsonNumber('NaN')`, `JsonNumber('Infinity')` and are reported.
 * An event that the catalog doesn't know (undefined) takes the verbatim form only.
 */
export function checkMapping(
  value: JsonObject,
  event: FilterEvent | undefined,
  options: CheckOptions = {},
): CheckedMapping {
  const problems: MappingProblem[] = [];
  const root = new MappingInput(value, [], problems);
  const filter = readMapping(root, value, event, options);
  if (hasErrors(problems)) return { filter: undefined, problems };
  if (filter && problems.length === 0) hintExpression(root, filter);
  return { filter, problems };
}

function readMapping(
  root: MappingInput,
  value: JsonObject,
  event: FilterEvent | undefined,
  options: CheckOptions,
): EventFilter | undefined {
  const json = ownMember(value, 'json');
  if (typeof json === 'string') return readVerbatim(root, value, json);
  if (!event) {
    root.report(
      'filter-type',
      message('An event of this type can only be kept. Write its filter as {json: "…"}.'),
    );
    return undefined;
  }
  const type = ownMember(value, 'type');
  const filterClass = typeof type === 'string' ? findFilterClass(type) : undefined;
  if (filterClass) return readClassForm(root, value, filterClass, event, options);
  if (typeof type === 'string') {
    const names = filterClasses.map(({ name }) => name);
    const meant = nearest(type, names);
    if (meant !== undefined) {
      root
        .inside('type', type)
        .report('filter-type', message('There is no filter class "{0}". Write {1}.', type, meant), [meant]);
      return undefined;
    }
  }
  return readMongoForm(root, value, event, options);
}

function readMongoForm(
  root: MappingInput,
  value: JsonObject,
  event: FilterEvent,
  options: CheckOptions,
): EventFilter | undefined {
  if (event.family === 'mutation') {
    const predicate = readDocument(root, { event, options });
    return predicate && { family: 'mutation', predicate };
  }
  if ('run_filter' in value || 'run_metric_filter' in value || 'run_state_filter' in value) {
    root.report(
      'filter-type',
      message('This is the wire document. Put it in a string under json, or use a filter class.'),
    );
    return undefined;
  }
  const classes = filterClasses.filter(({ family }) => family === event.family).map(({ name }) => name);
  root.report(
    'filter-missing',
    message(
      '{0} needs a condition, and "type" says which: {1}. A filter of runs alone goes under "run".',
      event.name,
      classes.join(', '),
    ),
  );
  return undefined;
}

function readVerbatim(root: MappingInput, value: JsonObject, json: string): EventFilter | undefined {
  for (const key of Object.keys(value)) {
    if (key !== 'json')
      root
        .inside(key, value[key] ?? null)
        .reportKey('unknown-key', message('Nothing else may stand beside "{0}".', 'json'));
  }
  try {
    parseJson(json);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    root.problems.push({
      code: 'filter-syntax',
      severity: 'error',
      message: error.sentence,
      place: {
        path: ['json'],
        part: 'value',
        range: { start: error.offset, end: Math.min(error.offset + 1, json.length) },
      },
    });
    return undefined;
  }
  return { family: 'verbatim', json };
}

function readClassForm(
  root: MappingInput,
  value: JsonObject,
  filterClass: FilterClass,
  event: FilterEvent,
  options: CheckOptions,
): EventFilter | undefined {
  if (filterClass.family !== event.family) {
    const owner = filterClass.family === 'run-metric' ? 'OnRunMetric' : 'OnRunState';
    root
      .inside('type', filterClass.name)
      .report('filter-type', message('{0} belongs to {1}, not to {2}.', filterClass.name, owner, event.name));
    return undefined;
  }
  const inputs = classInputs(root, value, filterClass);
  for (const { name } of missingFields(filterClass, inputs)) {
    root.report('missing-key', message('{0} needs the key "{1}".', filterClass.name, name));
  }
  const runInput = inputs.get('run');
  const run = runInput && readRun(runInput, event, options);
  if (filterClass.family === 'run-state') {
    const states = inputs.get('states');
    return states && { family: 'run-state', states: readStates(states, runStateNames), ...(run && { run }) };
  }
  const condition = readCondition(filterClass, inputs);
  return condition && { family: 'run-metric', condition, ...(run && { run }) };
}

/** The keys of the class form by the SDK's names; what can't be one is reported. */
function classInputs(
  root: MappingInput,
  value: JsonObject,
  filterClass: FilterClass,
): ReadonlyMap<string, MappingInput> {
  const inputs = new Map<string, MappingInput>();
  for (const [key, item] of Object.entries(value)) {
    if (key === 'type' || key.startsWith('x-')) continue;
    const input = root.inside(key, item);
    const field = findFilterField(filterClass, key);
    if (!field) {
      const names = filterClass.fields.map(({ name }) => name);
      input.reportKey(
        'unknown-key',
        message('{0} has no key "{1}". It has {2}.', filterClass.name, key, names.join(', ')),
        [nearest(key, names)],
      );
      continue;
    }
    if (field.name !== key)
      input.reportKey('wire-name', message('The SDK’s name for "{0}" is "{1}".', key, field.name), [
        field.name,
      ]);
    if (inputs.has(field.name)) {
      input.reportKey(
        'alias-key-conflict',
        message('"{0}" and "{1}" mean the same. Keep one of them.', field.name, field.wireName),
      );
    } else if (item === null) {
      input.report(
        'null-value',
        message('The key has no value. Leave "{0}" out if you want the default.', key),
      );
    }
    inputs.set(field.name, input);
  }
  return inputs;
}

/** The filter of runs beside a condition: an expression or a MongoDB-like mapping. */
function readRun(input: MappingInput, event: FilterEvent, options: CheckOptions): Predicate | undefined {
  const { value } = input;
  if (isJsonObject(value)) return readDocument(input, { event, options });
  if (typeof value !== 'string') {
    if (value !== null)
      input.report(
        'wrong-type',
        message('An expression or a mapping is expected here, for instance RunEvent.name.contains("prod").'),
      );
    return undefined;
  }
  const { predicate, problems } = checkPredicate(value, event, options);
  input.problems.push(...problems.map((problem) => inString(problem, input.path)));
  return predicate;
}

/** A problem of an expression that stands in a string of the mapping. */
function inString(
  { code, severity, message: text, range, fixes }: Problem,
  path: MappingInput['path'],
): MappingProblem {
  return {
    code,
    severity,
    message: text,
    place: { path, part: 'value', range },
    ...(fixes && {
      fixes: fixes.map(({ edits, ...told }) => ({
        ...told,
        edits: edits.map((edit) => ({
          place: { path, part: 'value' as const, range: edit.range },
          replacement: edit.newText,
        })),
      })),
    }),
  };
}

function hintExpression(root: MappingInput, filter: EventFilter): void {
  if (filter.family === 'run-metric' && needsConstructor(filter.condition)) return;
  const expression = printExpression(filter);
  if (expression === undefined) return;
  root.report('filter-can-be-shorter', message('The same as an expression: {0}', expression), [expression]);
}

function ownMember(value: JsonObject, key: string) {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}
